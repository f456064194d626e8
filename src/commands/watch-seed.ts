import { unwatchFile, watchFile } from 'node:fs'
import type { Seed } from '../../schemas/seed.ts'

export interface SeedWatch {
  /** Reads the seed file. @throws Error whose message says what is wrong */
  readonly read: () => Promise<Seed>
  /** What becomes of a seed that was read. @throws Error whose message says why nothing does */
  readonly use: (seed: Seed) => void
  /** Is told that a seed is used, or why it is not: then the old one stays. */
  readonly report: (problem?: Error) => void
  /** How often the file is looked at, in milliseconds. */
  readonly interval?: number
}

/**
 * Reads a seed file whenever it is another. It is looked at by its name, so editors that put a new file in its place, and
 * folders of other machines, are no matter. It keeps no process alive. Returns what ends it.
 */
export function watchSeed (file: string, { read, use, report, interval = 500 }: SeedWatch): () => void {
  let reading = Promise.resolve()
  const reload = () => { reading = reading.then(async () => use(await read())).then(() => report(), report) }
  watchFile(file, { interval, persistent: false }, reload)
  return () => unwatchFile(file, reload)
}
