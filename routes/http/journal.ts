import type { FastifyReply, FastifyRequest } from 'fastify'
import { BodyBeginning, hasBody } from './body-beginning.ts'
import { bodyReader } from './body-reader.ts'
import { hidden } from '../../src/requests/secret-parameters.ts'
import { isBrowsersOwn } from './browser-request.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import { RecordedExchange } from './recorded-exchange.ts'

/** Whatever a client proves itself with is not remembered. */
const secrets = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'x-control-key'])

/**
 * Tells the journal of its world of a request, unless it is for the control façade.
 * @param trustProxy whether the address that the client used may be another one than `Host` has
 */
export function recordRequest (request: FastifyRequest, exchange: Exchange, trustProxy: boolean): void {
  const { journal, clock, settings } = exchange.world
  if (!journal.enabled || request.server.isControl || isBrowsersOwn(request)) return
  exchange.record = new RecordedExchange(request, { at: clock.now(), invoked: journal.nextNumber(), trustProxy, contentType: exchange.contentType, secretHeader: settings.loginHeader })
  journal.add(exchange.record)
  if (request.headers['transfer-encoding'] !== undefined) exchange.beginning = new BodyBeginning(request.raw, journal.mostOfBody)
}

/** The body as it came, before it is read. @param parse what it says; it may throw */
export function recordBody (request: FastifyRequest, text: string | Buffer, parse: (text: string) => unknown): void {
  const exchange = exchangeOf(request.raw)
  const { record, world: { journal, faults } } = exchange
  record?.noteBody(journal, text, parse)
  if (faults.readBodies) exchange.body = { text, parse }
}

/**
 * As much of a refused request's body as has come or comes soon, where nobody has read it: it was refused by its head, or
 * because its body is too large. Undefined if there is nothing to wait for.
 */
export function recordRefusedBody ({ raw }: FastifyRequest): Promise<void> | undefined {
  const exchange = exchangeOf(raw)
  const { record, contentType, world: { journal, maxDepth } } = exchange
  if (record === undefined || record.hasBody || !hasBody(raw)) return undefined
  const beginning = exchange.beginning ?? new BodyBeginning(raw, journal.mostOfBody)
  return beginning.read().then(() => beginning.noteIn(journal, record, bodyReader(contentType ?? raw.headers['content-type'], maxDepth)))
}

/** The handler is through: whatever it changed is changed. */
export function recordCommit ({ record, world }: Exchange, reply: FastifyReply, payload: unknown): void {
  record?.commit(world.journal, reply, payload)
}

/** The answer is on its way; one that is a stream, when it has come to its end. */
export function recordAnswer ({ record, world: { journal } }: Exchange, reply: FastifyReply, payload: unknown): void {
  if (record === undefined) return
  if (typeof payload === 'object' && payload !== null && !Buffer.isBuffer(payload)) reply.raw.once('close', () => record.end(journal, reply))
  else record.end(journal, reply)
}

/** Nobody gets an answer any more: whoever waits for the exchange hears that it is over. */
export function recordLoss (request: FastifyRequest): void {
  const { record, world: { journal } } = exchangeOf(request.raw)
  if (record !== undefined && record.answered === undefined) record.end(journal)
}

/** Headers as a reader may see them. @param secretHeader carries a key too, however it is written */
export function redactHeaders (headers: Readonly<Record<string, unknown>>, secretHeader = ''): Record<string, unknown> {
  const named = secretHeader.toLowerCase()
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secrets.has(name) || name === named ? hidden : value]))
}
