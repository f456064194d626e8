import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'

/** A version of Node, its flags and a processor have a file each; so many are kept at most. */
const mostFiles = 8

/**
 * Where what V8 has compiled of a program is kept between starts. What cannot be read or written is done without.
 * @param folder nobody else may write to it: what is in it is run
 * @param build says of which text of the program it is; V8 itself looks at its length only
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

  /** @param make asked only if there is a place for what it makes */
  write (make: () => Buffer): void {
    try {
      mkdirSync(this.#folder, { recursive: true })
      if (readdirSync(this.#folder).length >= mostFiles) return
      // Another process that starts meanwhile finds all of it or nothing.
      const unfinished = join(this.#folder, `${process.pid}-${Math.random().toString(36).slice(2)}`)
      writeFileSync(unfinished, '')
      writeFileSync(unfinished, make())
      renameSync(unfinished, join(this.#folder, this.#name))
    } catch {}
  }
}
