/** What a check may be told. */
export interface CheckOptions {
  /** Classes of checks, such as `dismiss`; all if absent. */
  readonly only?: readonly string[]
  /** A process that ends soon, with its inputs; chosen from the descriptions if absent. */
  readonly process?: string
  readonly inputs?: Readonly<Record<string, unknown>>
  /** A process that runs for a while, with its inputs; chosen from the descriptions if absent. */
  readonly slowProcess?: string
  readonly slowInputs?: Readonly<Record<string, unknown>>
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** Judges conformance classes that the server does not declare, too. */
  readonly strict?: boolean
  /** How many DELETEs are sent at once; 20 if absent. */
  readonly races?: number
  /** How many seconds a dismissed job is watched for at most; 5 if absent. */
  readonly settle?: number
  /** How many seconds an answer, or the end of a short job, may take; 60 if absent. */
  readonly timeout?: number
}

export const defaults = { races: 20, settle: 5, timeout: 60 } as const

/** The server cannot be reached, or is none of the API. */
export class UnreachableError extends Error {}
/** What the check was told cannot be. */
export class UsageError extends Error {}
