import type { CheckedApi } from '../../schemas/check/report.ts'

/** Options of a check. */
export interface CheckOptions {
  /** The API of the server; `ogc` if absent. */
  readonly api?: CheckedApi
  /** Classes of checks to run, such as `dismiss`; all if absent. */
  readonly only?: readonly string[]
  /** OGC API only: a process that ends soon; chosen by the descriptions if absent. */
  readonly process?: string
  readonly inputs?: Readonly<Record<string, unknown>>
  /** OGC API only: a process that runs for a while; chosen by the descriptions if absent. */
  readonly slowProcess?: string
  readonly slowInputs?: Readonly<Record<string, unknown>>
  /** OGC API alone: a CWL document that the server can fetch, for one that takes links alone; the check serves one to a server on this machine if absent. */
  readonly packageUrl?: string
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** OGC API only: also judges conformance classes that the server does not declare. */
  readonly strict?: boolean
  /** Number of simultaneous DELETEs; 20 if absent. */
  readonly races?: number
  /** How long to watch a dismissed job at most, in seconds; 5 if absent. */
  readonly settle?: number
  /** Time limit for an answer, and for the end of a short job, in seconds; 60 if absent. */
  readonly timeout?: number
  /** Tator only, required: the project to launch jobs in. */
  readonly project?: number
  /** Tator only, required: an algorithm of the project whose jobs run long enough to be deleted. */
  readonly algorithm?: string
  /** Tator only: an algorithm whose jobs succeed within `settle` seconds. */
  readonly quickAlgorithm?: string
  /** Tator only: an algorithm whose jobs fail within `settle` seconds. */
  readonly failingAlgorithm?: string
  /** Tator only: ids of media to launch jobs on; 1, 2 and 3 if absent. */
  readonly media?: readonly number[]
  /** The key of a user who may execute: for Tator, required; for OGC API – Processes a bearer token. */
  readonly token?: string
  /** Tator only: the key of a user who may only view. */
  readonly viewToken?: string
  /** Tator only: another project in which the user may execute; nothing is launched there. */
  readonly otherProject?: number
}

export const defaults = { races: 20, settle: 5, timeout: 60, media: [1, 2, 3] } as const

/** The server cannot be reached, or does not have the API. */
export class UnreachableError extends Error {}
/** Invalid options of a check. */
export class UsageError extends Error {}

const isAddress = (url: unknown): boolean => typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url)

/** @throws UsageError for what is no address, or one that says a secret */
export function checkAddress (url: string): void {
  if (!isAddress(url)) throw new UsageError(`The address is ${JSON.stringify(url)}; expected one that begins with http:// or https://.`)
  if (/^https?:\/\/[^/?#]*@/.test(url)) throw new UsageError('The address contains a user; name the user with --header \'Authorization: Basic …\', or a token with --token KEY.')
}

type OptionName = keyof CheckOptions

/** Options of one API only. */
const optionsOf: Readonly<Record<CheckedApi, readonly OptionName[]>> = {
  ogc: ['process', 'inputs', 'slowProcess', 'slowInputs', 'packageUrl', 'strict'],
  tator: ['project', 'algorithm', 'quickAlgorithm', 'failingAlgorithm', 'media', 'viewToken', 'otherProject']
}

const requiredOf: Readonly<Record<CheckedApi, readonly OptionName[]>> = { ogc: [], tator: ['project', 'algorithm', 'token'] }

/** The name of an option in code and on the command line. */
const nameWithFlag = (name: OptionName): string => `${name} (--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)})`

const hasProjectId = (value: unknown): boolean => value === undefined || (Number.isSafeInteger(value) && Number(value) > 0)

const hasAuthorization = ({ headers = {} }: CheckOptions): boolean => Object.keys(headers).some(name => name.toLowerCase() === 'authorization')

const isKey = (value: unknown): boolean => value === undefined || (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value))

/** @throws UsageError for an option of the other API, a missing one, or an invalid one */
export function checkUsage (options: CheckOptions): void {
  const { api = 'ogc' } = options
  const known = Object.keys(optionsOf) as CheckedApi[]
  if (!known.includes(api)) throw new UsageError(`${nameWithFlag('api')} is ${JSON.stringify(api)}; expected ${known.join(' or ')}.`)
  const isGiven = (name: OptionName) => options[name] !== undefined && options[name] !== false
  for (const other of known.filter(name => name !== api)) {
    const foreign = optionsOf[other].find(isGiven)
    if (foreign !== undefined) throw new UsageError(`${nameWithFlag(foreign)} is an option of the API ${other}, and this check is for ${api}; omit it, or set ${nameWithFlag('api')} to ${other}.`)
  }
  if (api === 'ogc' && options.token !== undefined && hasAuthorization(options)) throw new UsageError(`${nameWithFlag('token')} was given together with a header Authorization; expected one of them.`)
  if (options.packageUrl !== undefined && !isAddress(options.packageUrl)) throw new UsageError(`${nameWithFlag('packageUrl')} is ${JSON.stringify(options.packageUrl)}; expected an address that begins with http:// or https://.`)
  const missing = requiredOf[api].find(name => !isGiven(name))
  if (missing !== undefined) throw new UsageError(`${nameWithFlag(missing)} is missing; the API ${api} needs ${requiredOf[api].map(nameWithFlag).join(', ')}.`)
  for (const name of ['project', 'otherProject'] as const) if (!hasProjectId(options[name])) throw new UsageError(`${nameWithFlag(name)} is ${JSON.stringify(options[name])}; expected the id of a project, a whole number.`)
  for (const name of ['token', 'viewToken'] as const) if (!isKey(options[name])) throw new UsageError(`${nameWithFlag(name)} is not a key; expected one without spaces, and without "Token" or "Bearer" before it.`)
}
