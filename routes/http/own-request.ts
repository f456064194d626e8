import type { FastifyInstance, InjectOptions } from 'fastify'

/** A request of the double to itself: it is processed like a client's. */
export interface OwnRequest {
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT'
  /** Path and query. */
  readonly url: string
  /** Beside `Accept: application/json`. */
  readonly headers: Readonly<Record<string, string>>
  /** An object is sent as JSON, a Buffer unchanged. */
  readonly payload?: object | Buffer | undefined
}

export interface OwnAnswer {
  readonly status: number
  /** The reason phrase. */
  readonly reason: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Rejects if a fault breaks the exchange. */
export async function sendOwnRequest (app: Pick<FastifyInstance, 'inject'>, { method, url, headers, payload }: OwnRequest): Promise<OwnAnswer> {
  const request: InjectOptions = { method, url, headers: { accept: 'application/json', ...headers } }
  const answer = await app.inject(payload === undefined ? request : { ...request, payload })
  const texts = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
  return { status: answer.statusCode, reason: answer.statusMessage, headers: Object.fromEntries(texts), body: answer.body }
}
