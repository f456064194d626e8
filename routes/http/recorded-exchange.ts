import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Journal, JournalEntry, JournalRecord } from '../../src/world/journal.ts'
import { hostOf, protocolOf } from './forwarded.ts'

/**
 * An exchange as a journal keeps it: references, and nothing that leads to a socket. Every object here outlives its
 * request and is moved by the garbage collector, so there are few.
 */
export class RecordedExchange implements JournalRecord {
  readonly #method: string
  readonly #url: string
  readonly #originalUrl: string
  /** Where the client said that it is; undefined: as `Host` has it. */
  readonly #origin: string | undefined
  readonly #clientIp: string
  readonly #headers: FastifyRequest['headers']
  readonly #matched: boolean
  readonly #at: number
  readonly #invoked: number
  #reachedHandler = false
  #committed: number | undefined = undefined
  #answered: number | undefined = undefined
  #body: unknown = undefined
  #status: number | undefined = undefined
  #responseHeaders: Readonly<Record<string, unknown>> | undefined = undefined
  #responseBody: unknown = undefined
  #fault: string | undefined = undefined

  /**
   * @param at epoch milliseconds of the world's clock
   * @param invoked its number in the world's count
   * @param trustProxy whether the address that the client used may be another one than `Host` has
   */
  constructor (request: FastifyRequest, at: number, invoked: number, trustProxy: boolean) {
    this.#method = request.method
    this.#url = request.url
    this.#originalUrl = request.originalUrl
    this.#origin = trustProxy ? `${protocolOf(request)}://${hostOf(request)}` : undefined
    this.#clientIp = request.ip
    this.#headers = request.headers
    this.#matched = !request.is404
    this.#at = at
    this.#invoked = invoked
  }

  get answered (): number | undefined {
    return this.#answered
  }

  /** Nothing was wrong with it, and no fault struck before the handler. */
  reachHandler (): void {
    this.#reachedHandler = true
  }

  /** The handler is through: the body that came, and what is going to be answered. What it refused has changed nothing. */
  commit (journal: Journal, { body }: FastifyRequest, { statusCode }: FastifyReply, payload: unknown): void {
    if (this.#reachedHandler && (statusCode < 400 || statusCode >= 500)) this.#committed ??= journal.nextNumber()
    // What a fault answers in its place passes here again.
    this.#reachedHandler = false
    this.#body = body
    this.#status = statusCode
    this.#responseBody = payload
  }

  noteFault (fault: string): void {
    this.#fault = fault
  }

  /** It is over: with this answer, or without any. */
  end (journal: Journal, reply?: FastifyReply): void {
    this.#answered ??= journal.nextNumber()
    if (reply === undefined) return
    this.#status = reply.statusCode
    this.#responseHeaders = reply.getHeaders()
  }

  read (): JournalEntry {
    return {
      // A UUID, as WireMock's are: its clients read no other ids.
      id: `00000000-0000-4000-8000-${this.#invoked.toString(16).padStart(12, '0')}`,
      method: this.#method,
      url: this.#url,
      absoluteUrl: `${this.#origin ?? `http://${this.#headers.host ?? ''}`}${this.#originalUrl}`,
      clientIp: this.#clientIp,
      headers: this.#headers,
      at: this.#at,
      invoked: this.#invoked,
      matched: this.#matched,
      body: this.#body,
      committed: this.#committed,
      answered: this.#answered,
      status: this.#status,
      responseHeaders: this.#responseHeaders && withLength(this.#responseHeaders, this.#responseBody),
      responseBody: this.#responseBody,
      fault: this.#fault
    }
  }
}

/** Fastify counts the bytes of an answer when everybody else is through with it. */
const withLength = (headers: Readonly<Record<string, unknown>>, body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'string' || Buffer.isBuffer(body) ? { 'content-length': String(Buffer.byteLength(body)), ...headers } : headers
