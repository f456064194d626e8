/** A request and its answer. */
export interface Exchange {
  readonly method: string
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody?: string
  /** 0 if no answer came. */
  readonly status: number
  /** The address after redirects. */
  readonly finalUrl: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Why no answer came. */
  readonly error?: string
  /** The client did not wait for the answer, on purpose. */
  readonly isAbandoned?: true
  /** Milliseconds of one monotonic clock. */
  readonly start: number
  readonly end: number
}

export type Members = Readonly<Record<string, unknown>>

/** The body parsed as JSON; undefined if it is not JSON. */
export function jsonOf ({ body }: Pick<Exchange, 'body'>): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The members of a JSON object; empty if the body is something else. */
export const membersOf = (exchange: Pick<Exchange, 'body'>): Members => asMembers(jsonOf(exchange))

export const asMembers = (value: unknown): Members => typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Members : {}

export const asList = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : []

export const asText = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined

/** A media type without parameters, in lower case; empty if there is none. */
export const mediaTypeOf = ({ headers }: Pick<Exchange, 'headers'>): string => (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()

export const isJson = (exchange: Pick<Exchange, 'headers'>): boolean => /^application\/([\w.-]+\+)?json$/.test(mediaTypeOf(exchange))

/** The links of a JSON object that have an address; a missing relation or type is the text `undefined`. */
export function linksOf (members: Members): { href: string, rel: string, type: string }[] {
  return asList(members['links']).map(asMembers).flatMap(({ href, rel, type }) => typeof href === 'string' ? [{ href, rel: String(rel), type: String(type) }] : [])
}

/** Where an address of a document leads: absolute; undefined if it is none. */
export const resolveUrl = (href: string, { finalUrl }: Pick<Exchange, 'finalUrl'>): string | undefined => URL.canParse(href, finalUrl) ? new URL(href, finalUrl).href : undefined

/** `DELETE /jobs/1 → 200`, for sentences. */
export const nameOf = ({ method, url }: Pick<Exchange, 'method' | 'url'>): string => `${method} ${new URL(url).pathname}${new URL(url).search}`

/** The answer in short, for sentences. */
export const answerOf = ({ status, error }: Pick<Exchange, 'status' | 'error'>): string => error === undefined ? String(status) : `no answer (${error})`

/** The media type of an answer, for sentences. */
export const mediaTypeName = (exchange: Pick<Exchange, 'headers'>): string => mediaTypeOf(exchange) || 'without a media type'

/** A value as JSON, for sentences; `null` if absent. */
export const quote = (value: unknown): string => JSON.stringify(value ?? null)
