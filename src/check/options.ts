import type { CheckedApi } from '../../schemas/check/report.ts'

/** What a check may be told. */
export interface CheckOptions {
  /** What the server speaks; `ogc` if absent. */
  readonly api?: CheckedApi
  /** Classes of checks, such as `dismiss`; all if absent. */
  readonly only?: readonly string[]
  /** OGC API alone: a process that ends soon, with its inputs; chosen from the descriptions if absent. */
  readonly process?: string
  readonly inputs?: Readonly<Record<string, unknown>>
  /** OGC API alone: a process that runs for a while, with its inputs; chosen from the descriptions if absent. */
  readonly slowProcess?: string
  readonly slowInputs?: Readonly<Record<string, unknown>>
  /** OGC API alone: a CWL document that the server can fetch, for one that takes links alone; the check serves one to a server on this machine if absent. */
  readonly packageUrl?: string
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** OGC API alone: judges conformance classes that the server does not declare, too. */
  readonly strict?: boolean
  /** How many DELETEs are sent at once; 20 if absent. */
  readonly races?: number
  /** How many seconds a dismissed job is watched for at most; 5 if absent. */
  readonly settle?: number
  /** How many seconds an answer, or the end of a short job, may take; 60 if absent. */
  readonly timeout?: number
  /** Tator alone, required: the project in which jobs are launched. */
  readonly project?: number
  /** Tator alone, required: an algorithm of the project whose jobs run long enough to be deleted. */
  readonly algorithm?: string
  /** Tator alone: an algorithm whose jobs succeed within `settle` seconds. */
  readonly quickAlgorithm?: string
  /** Tator alone: an algorithm whose jobs fail within `settle` seconds. */
  readonly failingAlgorithm?: string
  /** Tator alone: ids of media that jobs are launched on; 1, 2 and 3 if absent. */
  readonly media?: readonly number[]
  /** The key of a user who may execute: Tator's, required; of OGC API – Processes a bearer token. */
  readonly token?: string
  /** Tator alone: the key of a user who may only view. */
  readonly viewToken?: string
  /** Tator alone: another project in which the user may execute; nothing is launched there. */
  readonly otherProject?: number
}

export const defaults = { races: 20, settle: 5, timeout: 60, media: [1, 2, 3] } as const

/** The server cannot be reached, or is none of the API. */
export class UnreachableError extends Error {}
/** What the check was told cannot be. */
export class UsageError extends Error {}

const isAddress = (url: unknown): boolean => typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url)

/** @throws UsageError for what is no address, or one that says a secret */
export function checkAddress (url: string): void {
  if (!isAddress(url)) throw new UsageError(`The address is ${JSON.stringify(url)}; expected one that begins with http:// or https://.`)
  if (/^https?:\/\/[^/?#]*@/.test(url)) throw new UsageError('The address has a user in it; name the user with --header \'Authorization: Basic …\', or a token with --token KEY.')
}

type OptionName = keyof CheckOptions

/** Options that belong to one API. */
const optionsOf: Readonly<Record<CheckedApi, readonly OptionName[]>> = {
  ogc: ['process', 'inputs', 'slowProcess', 'slowInputs', 'packageUrl', 'strict'],
  tator: ['project', 'algorithm', 'quickAlgorithm', 'failingAlgorithm', 'media', 'viewToken', 'otherProject']
}

const requiredOf: Readonly<Record<CheckedApi, readonly OptionName[]>> = { ogc: [], tator: ['project', 'algorithm', 'token'] }

/** An option by its name in a test and on the command line. */
const named = (name: OptionName): string => `${name} (--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)})`

const hasProjectId = (value: unknown): boolean => value === undefined || (Number.isSafeInteger(value) && Number(value) > 0)

const hasAuthorization = ({ headers = {} }: CheckOptions): boolean => Object.keys(headers).some(name => name.toLowerCase() === 'authorization')

const isKey = (value: unknown): boolean => value === undefined || (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value))

/** @throws UsageError for an option that belongs to another API, is missing, or is none */
export function checkUsage (options: CheckOptions): void {
  const { api = 'ogc' } = options
  const known = Object.keys(optionsOf) as CheckedApi[]
  if (!known.includes(api)) throw new UsageError(`${named('api')} is ${JSON.stringify(api)}; expected ${known.join(' or ')}.`)
  const isGiven = (name: OptionName) => options[name] !== undefined && options[name] !== false
  for (const other of known.filter(name => name !== api)) {
    const foreign = optionsOf[other].find(isGiven)
    if (foreign !== undefined) throw new UsageError(`${named(foreign)} belongs to the API ${other}, and this check is of ${api}; leave it out, or set ${named('api')} to ${other}.`)
  }
  if (api === 'ogc' && options.token !== undefined && hasAuthorization(options)) throw new UsageError(`${named('token')} came beside a header Authorization; expected one of them.`)
  if (options.packageUrl !== undefined && !isAddress(options.packageUrl)) throw new UsageError(`${named('packageUrl')} is ${JSON.stringify(options.packageUrl)}; expected an address that begins with http:// or https://.`)
  const missing = requiredOf[api].find(name => !isGiven(name))
  if (missing !== undefined) throw new UsageError(`${named(missing)} is missing; the API ${api} needs ${requiredOf[api].map(named).join(', ')}.`)
  for (const name of ['project', 'otherProject'] as const) if (!hasProjectId(options[name])) throw new UsageError(`${named(name)} is ${JSON.stringify(options[name])}; expected the id of a project, a whole number.`)
  for (const name of ['token', 'viewToken'] as const) if (!isKey(options[name])) throw new UsageError(`${named(name)} is no key; expected one without spaces, and without "Token" or "Bearer" before it.`)
}
