/** What an execution is asked, and what comes of it. */
export interface Execution {
  readonly what: string
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
  readonly status: number
  /** What its Content-Type begins with. */
  readonly type?: string
  /** What the answer is, where it is text. */
  readonly text?: string
  /** What of the answer is looked at, where it is JSON. */
  readonly json?: unknown
}

/** The description of a real process, written anew: names, schemas and options are those of its origin, the words are not. */
export interface RealDescription {
  /** Where its facts are from: project, version and file. */
  readonly origin: string
  readonly description: Readonly<Record<string, unknown>> & { readonly id: string, readonly title: string }
  readonly results: Readonly<Record<string, unknown>>
  /** What the addresses hold that the executions refer to. */
  readonly references?: Readonly<Record<string, { readonly mediaType: string, readonly base64?: string, readonly text?: string }>>
  readonly executions: readonly Execution[]
}
