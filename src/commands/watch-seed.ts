import { unwatchFile, watchFile } from 'node:fs'
import type { Seed } from '../../schemas/seed.ts'

export interface SeedWatch {
  /** Reads the seed file. @throws Error whose message says what is wrong */
  readonly read: () => Promise<Seed>
  /** Applies a seed that was read. @throws Error whose message says why it cannot be used */
  readonly use: (seed: Seed) => void
  /** Called after a seed is applied, or with the error: then the old seed stays. */
  readonly report: (problem?: Error) => void
  /** Polling interval, in milliseconds. */
  readonly interval?: number
}

/**
 * Reads a seed file again whenever it changes. It is polled by name, which works with editors that replace the file and
 * with network folders. It does not keep the process alive. Returns a function that stops it.
 */
export function watchSeed (file: string, { read, use, report, interval = 500 }: SeedWatch): () => void {
  let reading = Promise.resolve()
  const reload = () => { reading = reading.then(async () => use(await read())).then(() => report(), report) }
  watchFile(file, { interval, persistent: false }, reload)
  return () => unwatchFile(file, reload)
}
