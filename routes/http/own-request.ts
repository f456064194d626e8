import type { FastifyInstance, InjectOptions } from 'fastify'

/** A request of the double to itself: it passes all that a client's request passes. */
export interface OwnRequest {
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT'
  /** Path and query. */
  readonly url: string
  /** Beside `Accept: application/json`. */
  readonly headers: Readonly<Record<string, string>>
  /** Sent as JSON, or as it is. */
  readonly payload?: object | Buffer | undefined
}

export interface OwnAnswer {
  readonly status: number
  /** What the status is called. */
  readonly reason: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Rejects where a fault breaks the exchange. */
export async function sendOwnRequest (app: Pick<FastifyInstance, 'inject'>, { method, url, headers, payload }: OwnRequest): Promise<OwnAnswer> {
  const request: InjectOptions = { method, url, headers: { accept: 'application/json', ...headers } }
  const answer = await app.inject(payload === undefined ? request : { ...request, payload })
  const texts = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
  return { status: answer.statusCode, reason: answer.statusMessage, headers: Object.fromEntries(texts), body: answer.body }
}
