import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseIfValid } from '../../src/formats/parse-if-valid.ts'
import type { Journal, JournalEntry, JournalRecord } from '../../src/world/journal.ts'
import { answerHeaders } from './answer-headers.ts'
import { hostOf, protocolOf } from './forwarded.ts'

/** Facts about the arrival of a request. */
interface Reception {
  /** Epoch milliseconds of the world's clock. */
  readonly at: number
  /** Its number in the world's counter. */
  readonly invoked: number
  /** Whether the client's address may differ from `Host`, behind a trusted proxy. */
  readonly trustProxy: boolean
  /** If the headers no longer have it. */
  readonly contentType: string | undefined
  /** The header with an API key in its world. */
  readonly secretHeader: string
}

/**
 * An exchange as stored in a journal: references, and nothing that leads to a socket. Every object here outlives its
 * request and is moved by the garbage collector, so there are few.
 */
export class RecordedExchange implements JournalRecord {
  readonly #method: string
  readonly #url: string
  readonly #originalUrl: string
  /** The client's origin behind a proxy; undefined if `Host` has it. */
  readonly #origin: string | undefined
  readonly #clientIp: string
  readonly #headers: FastifyRequest['headers']
  readonly #contentType: string | undefined
  readonly #secretHeader: string
  readonly #matched: boolean
  readonly #at: number
  readonly #invoked: number
  #reachedHandler = false
  #committed: number | undefined = undefined
  #answered: number | undefined = undefined
  #body: string | Buffer | undefined = undefined
  #bodyCut = 0
  #parseBody: ((text: string) => unknown) | undefined = undefined
  #status: number | undefined = undefined
  #responseHeaders: Readonly<Record<string, unknown>> | undefined = undefined
  #responseBody: string | Buffer | undefined = undefined
  #responseBodyCut = 0
  #fault: string | undefined = undefined
  bytes: number
  forgotten = false

  constructor (request: FastifyRequest, { at, invoked, trustProxy, contentType, secretHeader }: Reception) {
    this.#method = request.method
    this.#url = request.url
    this.#originalUrl = request.originalUrl
    this.#origin = trustProxy ? `${protocolOf(request)}://${hostOf(request)}` : undefined
    this.#clientIp = trustProxy ? request.ip : peerOf(request.socket)
    this.#headers = request.headers
    this.#contentType = contentType
    this.#secretHeader = secretHeader
    this.#matched = !request.is404
    this.#at = at
    this.#invoked = invoked
    this.bytes = sizeOfHead(request)
  }

  get answered (): number | undefined {
    return this.#answered
  }

  /** The request was valid, and no fault was injected before its handler. */
  reachHandler (): void {
    this.#reachedHandler = true
  }

  get hasBody (): boolean {
    return this.#body !== undefined
  }

  /** Stores the body as received. @param parse parses it; it may throw @param missing how much of it was left out, or is still to come */
  noteBody (journal: Journal, text: string | Buffer, parse: (text: string) => unknown, missing = 0): void {
    this.#body = beginningOf(text, journal.mostOfBody)
    this.#bodyCut = missing + text.length - this.#body.length
    this.#parseBody = parse
    journal.grow(this, sizeOf(this.#body))
  }

  /** The handler finished: stores its answer. A request that it refused has changed nothing. */
  commit (journal: Journal, { statusCode }: FastifyReply, payload: unknown): void {
    if (this.#reachedHandler && (statusCode < 400 || statusCode >= 500)) this.#committed ??= journal.nextNumber()
    // The answer of a fault passes here again.
    this.#reachedHandler = false
    this.#status = statusCode
    this.#noteAnswer(journal, payload)
  }

  /** Streams are not stored. */
  #noteAnswer (journal: Journal, payload: unknown): void {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return
    const before = sizeOf(this.#responseBody)
    this.#responseBody = beginningOf(payload, journal.mostOfBody)
    this.#responseBodyCut = payload.length - this.#responseBody.length
    journal.grow(this, sizeOf(this.#responseBody) - before)
  }

  noteFault (fault: string): void {
    this.#fault = fault
  }

  /** The exchange is complete, with this answer or without one: notifies those who wait for one like it. */
  end (journal: Journal, reply?: FastifyReply): void {
    this.#answered ??= journal.nextNumber()
    if (reply !== undefined) {
      this.#status = reply.statusCode
      this.#responseHeaders = answerHeaders(reply)
    }
    journal.notifyWaiters(this)
  }

  read (): JournalEntry {
    const [text, parse] = [this.#body?.toString(), this.#bodyCut > 0 ? undefined : this.#parseBody]
    return {
      // A UUID, like WireMock's: its clients accept no other ids.
      id: `00000000-0000-4000-8000-${this.#invoked.toString(16).padStart(12, '0')}`,
      method: this.#method,
      url: this.#url,
      absoluteUrl: `${this.#origin ?? `http://${this.#headers.host ?? ''}`}${this.#originalUrl}`,
      clientIp: this.#clientIp,
      headers: this.#contentType === undefined ? this.#headers : { ...this.#headers, 'content-type': this.#contentType },
      secretHeader: this.#secretHeader,
      at: this.#at,
      invoked: this.#invoked,
      matched: this.#matched,
      bodyText: text,
      get body () { return text === undefined || parse === undefined ? undefined : parseIfValid(text, parse) },
      bodyCut: this.#bodyCut || undefined,
      committed: this.#committed,
      answered: this.#answered,
      status: this.#status,
      responseHeaders: this.#responseHeaders && withLength(this.#responseHeaders, this.#responseBody, this.#responseBodyCut),
      responseBody: this.#responseBody,
      responseBodyCut: this.#responseBodyCut || undefined,
      fault: this.#fault
    }
  }
}

/** Fastify sets Content-Length after everything else. */
const withLength = (headers: Readonly<Record<string, unknown>>, body: string | Buffer | undefined, cut: number): Readonly<Record<string, unknown>> =>
  body === undefined || cut > 0 ? headers : { 'content-length': String(Buffer.byteLength(body)), ...headers }

const peer = Symbol('peer')

/** The remote address of a connection. Node makes a system call for it, so it is read once per connection. */
function peerOf (socket: FastifyRequest['socket'] & { [peer]?: string }): string {
  socket[peer] ??= socket.remoteAddress as string
  return socket[peer]
}

/** Roughly the bytes of an exchange without bodies: its objects, and the text of its head. */
function sizeOfHead ({ raw }: FastifyRequest): number {
  let size = 1000 + 2 * raw.url!.length
  for (const text of raw.rawHeaders) size += text.length
  return size
}

/** Short texts are not scanned: their bytes are about their length, whatever the characters. */
const sizeOf = (body: string | Buffer = ''): number => body.length < 1000 ? body.length : Buffer.byteLength(body)

/** Copies a part: a slice would keep the whole body in memory. */
function beginningOf <T extends string | Buffer> (body: T, most: number): T {
  if (body.length <= most) return body
  return (typeof body === 'string' ? Buffer.from(body.slice(0, most)).toString() : Buffer.from(body.subarray(0, most))) as T
}
