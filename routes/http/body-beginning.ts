import type { IncomingMessage } from 'node:http'
import type { Journal } from '../../src/world/journal.ts'
import type { RecordedExchange } from './recorded-exchange.ts'

/** How long an answer waits for a body that nobody reads, in milliseconds of real time. */
const longestWait = 500

/** Whether the head of a request says that a body follows. */
export const hasBody = ({ method, headers }: IncomingMessage): boolean =>
  method !== 'GET' && method !== 'HEAD' && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)

/** What has come of a body: its beginning, while somebody else reads it or nobody does. */
export class BodyBeginning {
  readonly #raw: IncomingMessage
  readonly #most: number
  readonly #chunks: Buffer[] = []
  #kept = 0
  #came = 0

  /** It is listened to from when somebody else begins to read, and so takes nothing from them. @param most as many bytes are kept */
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
    const wanted = chunk.subarray(0, this.#most - this.#kept)
    // A copy: a chunk is a part of a larger piece of memory.
    if (wanted.length > 0) this.#chunks.push(Buffer.from(wanted))
    this.#kept += wanted.length
    this.#came += chunk.length
  }

  /** Reads on, until as much has come as is kept, the body is at its end, or it takes too long. */
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

  /** @param parse what it says, where all of it is there; it may throw */
  noteIn (journal: Journal, record: RecordedExchange, parse: (text: string) => unknown): void {
    const announced = Number(this.#raw.headers['content-length'] ?? this.#came)
    const isWhole = this.#raw.readableEnded && this.#came === this.#kept
    if (this.#kept > 0) record.noteBody(journal, Buffer.concat(this.#chunks), parse, isWhole ? 0 : Math.max(1, announced - this.#kept))
  }
}
