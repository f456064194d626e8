import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Exchange, exchangeOf } from './exchange.ts'

/** Whatever a client proves itself with is not remembered. */
const secrets = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'x-control-key'])
const hidden = '[redacted]'

/** The double's own façade is no part of what is tested. */
export const isControl = (url: string): boolean => url.startsWith('/__admin')

/**
 * Tells the journal of its world of every request. Only references are kept while the request is under way; what they
 * look like to a reader is made when someone reads.
 */
export function keepJournal (app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const exchange = exchangeOf(request.raw)
    const { journal, clock } = exchange.world
    if (journal.on && !isControl(request.url)) {
      const invoked = journal.tick()
      exchange.entry = {
        // A UUID, as WireMock's are: its clients read no other ids.
        id: `00000000-0000-4000-8000-${invoked.toString(16).padStart(12, '0')}`,
        method: request.method,
        url: request.url,
        absoluteUrl: `${request.protocol}://${request.host}${request.originalUrl}`,
        clientIp: request.ip,
        headers: request.headers,
        at: clock.now(),
        invoked,
        matched: !request.is404
      }
      journal.add(exchange.entry)
      // The response tells when the client hangs up; the request's own end is that of its body.
      reply.raw.once('close', () => abandon(exchange))
    }
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    finish(request, reply)
    done()
  })
}

/** The handler is through: the body that came, and what is going to be answered. */
export function noteCommit (request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  const { entry, world } = exchangeOf(request.raw)
  if (entry === undefined) return
  entry.committed ??= world.journal.tick()
  entry.body = request.body
  entry.status = reply.statusCode
  entry.responseBody = payload
}

function finish (request: FastifyRequest, reply: FastifyReply): void {
  const { entry, world } = exchangeOf(request.raw)
  if (entry === undefined) return
  entry.status = reply.statusCode
  entry.responseHeaders = reply.getHeaders()
  entry.answered = world.journal.tick()
  world.journal.answered(entry)
}

/** Nobody waits for the answer any more: then the exchange is over too. */
function abandon ({ entry, world }: Exchange): void {
  if (entry === undefined || entry.answered !== undefined) return
  entry.answered = world.journal.tick()
  world.journal.answered(entry)
}

/** Headers as a reader may see them. */
export const redacted = (headers: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secrets.has(name) ? hidden : value]))
