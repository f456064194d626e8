import { createCipheriv, createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { isJson } from '../formats/media-type.ts'
import { Content, type ContentState } from './result-value.ts'

/** More than 4 GiB, where 32-bit numbers end; larger documents would test nothing else. */
export const mostGeneratedBytes = 16 * 1024 ** 3

const pieceSize = 64 * 1024
const blockSize = 16
const letters = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
const quote = '"'.charCodeAt(0)

/** A document of a given size, generated while it is sent, the same each time: letters if its type is text, one string if it is JSON. */
export class GeneratedContent extends Content {
  readonly #size: number
  readonly #digest: Buffer
  readonly #form: 'bytes' | 'text' | 'json'

  constructor (type: string, size: number) {
    super(type)
    this.#size = size
    this.#digest = createHash('sha256').update(`${size} ${type}`).digest()
    this.#form = isJson(type) ? 'json' : /^text\//i.test(type) ? 'text' : 'bytes'
  }

  stat (): ContentState {
    return { size: this.#size, etag: `"${this.#digest.toString('hex', 0, 16)}"` }
  }

  open (start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end), { objectMode: false })
  }

  read (): Buffer {
    return this.#piece(0, this.#size)
  }

  * #pieces (start: number, end: number): Generator<Buffer> {
    for (let at = start; at <= end; at += pieceSize) yield this.#piece(at, Math.min(pieceSize, end + 1 - at))
  }

  #piece (start: number, length: number): Buffer {
    const piece = this.#random(start, length)
    if (this.#form === 'bytes') return piece
    for (let index = 0; index < length; index++) piece[index] = letters[piece[index]! & 63]!
    if (this.#form === 'json') {
      for (const index of [-start, this.#size - 1 - start]) if (index >= 0 && index < length) piece[index] = quote
    }
    return piece
  }

  /** The key stream of a cipher in counter mode: it can start at any block. */
  #random (start: number, length: number): Buffer {
    const first = Math.floor(start / blockSize)
    const counter = Buffer.alloc(blockSize)
    counter.writeBigUInt64BE(BigInt(first), 8)
    const skipped = start - first * blockSize
    const cipher = createCipheriv('aes-128-ctr', this.#digest.subarray(0, 16), counter)
    return cipher.update(Buffer.alloc(skipped + length)).subarray(skipped)
  }
}
