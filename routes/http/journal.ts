import type { FastifyReply, FastifyRequest } from 'fastify'
import { BodyBeginning, hasBody } from './body-beginning.ts'
import { bodyReader } from './body-reader.ts'
import { redactedValue } from '../../src/requests/secret-parameters.ts'
import { isBrowsersOwn } from './browser-request.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import { RecordedExchange } from './recorded-exchange.ts'

/** Headers with credentials, which are not stored. */
const secrets = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'x-control-key'])

export interface RecordOptions {
  /** Whether the client's address may differ from `Host`. */
  readonly trustProxy: boolean
  /** Whether the application serves parts of pages. */
  readonly servesParts: boolean
}

/** Records a request in the journal of its world, unless it is for the control façade. */
export function recordRequest (request: FastifyRequest, exchange: Exchange, { trustProxy, servesParts }: RecordOptions): void {
  const { journal, clock, settings } = exchange.world
  if (!journal.enabled || request.server.isControl || isBrowsersOwn(request, servesParts)) return
  exchange.instant = clock.now()
  exchange.record = new RecordedExchange(request, { at: exchange.instant, invoked: journal.nextNumber(), trustProxy, contentType: exchange.contentType, secretHeader: settings.loginHeader })
  journal.add(exchange.record)
  if (request.headers['transfer-encoding'] !== undefined) exchange.beginning = new BodyBeginning(request.raw, journal.mostOfBody)
}

/** Records the body as received, before it is parsed. @param parse parses it; it may throw */
export function recordBody (request: FastifyRequest, text: string | Buffer, parse: (text: string) => unknown): void {
  const exchange = exchangeOf(request.raw)
  const { record, world: { journal, faults } } = exchange
  record?.noteBody(journal, text, parse)
  if (faults.readBodies) exchange.body = { text, parse }
}

/**
 * Records as much of a refused request's body as has arrived or arrives soon: it was refused by its head, or because its
 * body is too large, so nobody has read it. Undefined if there is nothing to wait for.
 */
export function recordRefusedBody ({ raw }: FastifyRequest): Promise<void> | undefined {
  const exchange = exchangeOf(raw)
  const { record, contentType, world: { journal, maxDepth } } = exchange
  if (record === undefined || record.hasBody || !hasBody(raw)) return undefined
  const beginning = exchange.beginning ?? new BodyBeginning(raw, journal.mostOfBody)
  return beginning.read().then(() => beginning.noteIn(journal, record, bodyReader(contentType ?? raw.headers['content-type'], maxDepth)))
}

/** The handler finished: its changes are made. */
export function recordCommit ({ record, world }: Exchange, reply: FastifyReply, payload: unknown): void {
  record?.commit(world.journal, reply, payload)
}

/** The answer is on its way; a stream, once it has ended. */
export function recordAnswer ({ record, world: { journal } }: Exchange, reply: FastifyReply, payload: unknown): void {
  if (record === undefined) return
  if (typeof payload === 'object' && payload !== null && !Buffer.isBuffer(payload)) reply.raw.once('close', () => record.end(journal, reply))
  else record.end(journal, reply)
}

/** There will be no answer: ends the exchange in the journal. */
export function recordLoss (request: FastifyRequest): void {
  const { record, world: { journal } } = exchangeOf(request.raw)
  if (record !== undefined && record.answered === undefined) record.end(journal)
}

/** Headers without secrets. @param secretHeader another header to hide, in any case */
export function redactHeaders (headers: Readonly<Record<string, unknown>>, secretHeader = ''): Record<string, unknown> {
  const named = secretHeader.toLowerCase()
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secrets.has(name) || name === named ? redactedValue : value]))
}
