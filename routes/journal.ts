import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { JournalEntry } from '../src/journal.ts'
import { exchangeOf } from './exchange.ts'

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
  app.addHook('onRequest', (request, _reply, done) => {
    const exchange = exchangeOf(request.raw)
    const { journal, clock } = exchange.world
    if (journal.on && !isControl(request.url)) {
      const invoked = journal.tick()
      exchange.entry = {
        id: `${invoked}`,
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
    }
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    finish(request, reply)
    done()
  })
  app.addHook('onRequestAbort', (request, done) => {
    const { entry, world } = exchangeOf(request.raw)
    if (entry !== undefined && entry.answered === undefined) close(entry, world.journal.tick())
    if (entry !== undefined) world.journal.answered(entry)
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
  close(entry, world.journal.tick())
  world.journal.answered(entry)
}

function close (entry: JournalEntry, tick: number): void {
  entry.answered = tick
}

/** Headers as a reader may see them. */
export const redacted = (headers: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secrets.has(name) ? hidden : value]))
