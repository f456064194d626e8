/** The parts of a request that patterns match. */
export interface MatchedRequest {
  readonly method: string
  /** Path and query, as the world sees them. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The body as received; undefined if there is none. */
  readonly bodyText?: string | undefined
  /** The parsed body: JSON, or the fields of a form. Undefined if it cannot be parsed. */
  readonly body?: unknown
}

/** Whether a request matches. @throws BudgetError for a body that takes too long to search */
export type MatchRequest = (request: MatchedRequest) => boolean
