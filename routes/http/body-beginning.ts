import type { IncomingMessage } from 'node:http'
import type { Journal } from '../../src/world/journal.ts'
import type { RecordedExchange } from './recorded-exchange.ts'

/** How long an answer waits for an unread body, in milliseconds of real time. */
const longestWait = 500

/** Whether the head of a request announces a body. */
export const hasBody = ({ method, headers }: IncomingMessage): boolean =>
  method !== 'GET' && method !== 'HEAD' && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)

/** The beginning of a body, whether something else reads it or not. */
export class BodyBeginning {
  readonly #raw: IncomingMessage
  readonly #most: number
  readonly #chunks: Buffer[] = []
  #kept = 0
  #came = 0

  /** It listens only once something else reads, and so takes nothing from that. @param most maximum number of bytes to keep */
  constructor (raw: IncomingMessage, most: number) {
    this.#raw = raw
    this.#most = most
    const follow = (event: string | symbol) => {
      if (event !== 'data') return
      raw.off('newListener', follow)
      raw.on('data', (chunk: Buffer) => this.#take(chunk))
    }
    raw.on('newListener', follow)
  }

  #take (chunk: Buffer): void {
    const beginning = chunk.subarray(0, this.#most - this.#kept)
    // A copy: a chunk is a slice of a larger buffer.
    if (beginning.length > 0) this.#chunks.push(Buffer.from(beginning))
    this.#kept += beginning.length
    this.#came += chunk.length
  }

  /** Reads on, until enough is kept, the body ends, or it takes too long. */
  read (): Promise<void> {
    const raw = this.#raw
    return new Promise(resolve => {
      const end = () => {
        clearTimeout(timer)
        raw.off('data', check).off('end', end).off('close', end).resume()
        resolve()
      }
      const check = () => { if (this.#kept === this.#most) end() }
      const timer = setTimeout(end, longestWait)
      if (raw.readableEnded || raw.destroyed || this.#kept === this.#most) return end()
      raw.on('data', check).on('end', end).on('close', end)
    })
  }

  /** @param parse parses the body if all of it was kept; it may throw */
  noteIn (journal: Journal, record: RecordedExchange, parse: (text: string) => unknown): void {
    const announced = Number(this.#raw.headers['content-length'] ?? this.#came)
    const isWhole = this.#raw.readableEnded && this.#came === this.#kept
    if (this.#kept > 0) record.noteBody(journal, Buffer.concat(this.#chunks), parse, isWhole ? 0 : Math.max(1, announced - this.#kept))
  }
}
