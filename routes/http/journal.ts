import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { exchangeOf } from './exchange.ts'
import { RecordedExchange } from './recorded-exchange.ts'

/** Whatever a client proves itself with is not remembered. */
const secrets = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'x-control-key'])
const hidden = '[redacted]'

/**
 * Tells the journal of its world of every request.
 * @param trustProxy whether the address that the client used may be another one than `Host` has
 */
export function recordRequests (app: FastifyInstance, trustProxy: boolean): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const exchange = exchangeOf(request.raw)
    const { journal, clock } = exchange.world
    if (journal.enabled && !request.server.isControl) {
      exchange.record = new RecordedExchange(request, clock.now(), journal.nextNumber(), trustProxy)
      journal.add(exchange.record)
    }
    done()
  })
}

/** The body as it came, before it is read. @param parse what it says; it may throw */
export function recordBody (request: FastifyRequest, text: string, parse: (text: string) => unknown): void {
  const { record, world: { journal } } = exchangeOf(request.raw)
  record?.noteBody(journal, text, parse)
}

/** The handler is through: whatever it changed is changed. */
export function recordCommit (request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  const { record: kept, world: { journal } } = exchangeOf(request.raw)
  kept?.commit(journal, reply, payload)
}

/** The answer is on its way; one that is a stream, when it has come to its end. */
export function recordAnswer (request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  const { record: kept, world: { journal } } = exchangeOf(request.raw)
  if (kept === undefined) return
  const end = () => {
    kept.end(journal, reply)
    journal.notifyWaiters(kept)
  }
  if (typeof payload === 'object' && payload !== null && !Buffer.isBuffer(payload)) reply.raw.once('close', end)
  else end()
}

/** Nobody gets an answer any more: whoever waits for the exchange hears that it is over. */
export function recordLoss (request: FastifyRequest): void {
  const { record: kept, world: { journal } } = exchangeOf(request.raw)
  if (kept === undefined || kept.answered !== undefined) return
  kept.end(journal)
  journal.notifyWaiters(kept)
}

/** Headers as a reader may see them. */
export const redactHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secrets.has(name) ? hidden : value]))
