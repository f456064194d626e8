import type { FastifyInstance } from 'fastify'

/** A request that the double has answered. */
export interface ReceivedRequest {
  readonly method: string
  readonly url: string
  readonly status: number
  /** When the answer was sent: epoch milliseconds of the world's clock. */
  readonly at: number
}

/** Keeps the last `limit` requests, oldest first, in the array that it returns. */
export function recordRequests (app: FastifyInstance, now: () => number, limit = 1000): ReceivedRequest[] {
  const requests: ReceivedRequest[] = []
  app.addHook('onResponse', ({ method, url }, { statusCode }, done) => {
    requests.push({ method, url, status: statusCode, at: now() })
    if (requests.length > limit) requests.shift()
    done()
  })
  return requests
}
