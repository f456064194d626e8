/** An execution and its expected answer. */
export interface Execution {
  readonly what: string
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
  readonly status: number
  /** The beginning of its Content-Type. */
  readonly type?: string
  /** The expected text, if the answer is text. */
  readonly text?: string
  /** The expected members, if the answer is JSON. */
  readonly json?: unknown
}

/** The description of a real process, written anew: names, schemas and options are those of its origin, the words are not. */
export interface RealDescription {
  /** The origin of its facts: project, version and file. */
  readonly origin: string
  readonly description: Readonly<Record<string, unknown>> & { readonly id: string, readonly title: string }
  readonly results: Readonly<Record<string, unknown>>
  /** The content of addresses in the executions. */
  readonly references?: Readonly<Record<string, { readonly mediaType: string, readonly base64?: string, readonly text?: string }>>
  readonly executions: readonly Execution[]
}
