import { createReadStream, readFileSync, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { Content, type ContentState } from './result-value.ts'

/** A file beside the seed, read on each request. */
export class FileContent extends Content {
  readonly #path: string
  readonly #name: string

  /** @param path its location @param name its name in the seed */
  constructor (type: string, path: string, name: string) {
    super(type)
    this.#path = path
    this.#name = name
  }

  stat (): ContentState {
    const { size, mtime, mtimeNs } = this.#readable(() => statSync(this.#path, { bigint: true }))
    return { size: Number(size), etag: `"${size.toString(36)}-${mtimeNs.toString(36)}"`, modified: mtime }
  }

  open (start: number, end: number): Readable {
    return createReadStream(this.#path, { start, end })
  }

  read (): Buffer {
    return this.#readable(() => readFileSync(this.#path))
  }

  #readable<T> (read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw new Error(`The file ${this.#name} of the seed cannot be read any more: ${(error as NodeJS.ErrnoException).code}.`)
    }
  }
}
