import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'

/** Each combination of Node version, flags and processor has its own file; this many are kept. */
const mostFiles = 8

/**
 * The cache of V8's compiled code between starts. It fails silently: anything that cannot be read or written is skipped.
 * @param folder must be writable for the owner alone: its content is executed
 * @param build identifies the program text; V8 itself compares its length only
 */
export class CodeCache {
  readonly #folder: string
  readonly #name: string

  constructor (folder: string, build: string) {
    this.#folder = folder
    this.#name = `${build}-${process.version}-${process.arch}-${cachedDataVersionTag()}`
  }

  read (): Buffer | undefined {
    try {
      return readFileSync(join(this.#folder, this.#name))
    } catch {
      return undefined
    }
  }

  /** @param make called only if the result can be stored */
  write (make: () => Buffer): void {
    try {
      mkdirSync(this.#folder, { recursive: true })
      if (readdirSync(this.#folder).length >= mostFiles) return
      // A process that starts meanwhile finds a complete file or none.
      const unfinished = join(this.#folder, `${process.pid}-${Math.random().toString(36).slice(2)}`)
      writeFileSync(unfinished, '')
      writeFileSync(unfinished, make())
      renameSync(unfinished, join(this.#folder, this.#name))
    } catch {}
  }
}
