/** A request, as far as patterns look at it. */
export interface MatchedRequest {
  readonly method: string
  /** Path and query, as the world sees them. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The body as it came; undefined where there is none. */
  readonly bodyText?: string | undefined
  /** What the body says: JSON, or the fields of a form. Undefined where it cannot be read. */
  readonly body?: unknown
}

/** Whether a request is meant. @throws BudgetError for a body that takes too long to look through */
export type MatchRequest = (request: MatchedRequest) => boolean
