import { stat } from 'node:fs/promises'
import type { Seed } from '../../schemas/seed.ts'

export interface SeedWatch {
  /** The version of the file before it was read last (`fileVersion`). */
  readonly version: string
  /** Reads the seed file. @throws Error whose message says what is wrong */
  readonly read: () => Promise<Seed>
  /** Applies a seed that was read. @throws Error whose message says why it cannot be used */
  readonly use: (seed: Seed) => void
  /** Called after a seed is applied, or with the error: then the old seed stays. */
  readonly report: (problem?: Error) => void
  /** Polling interval, in milliseconds. */
  readonly interval?: number
}

/** Differs after a file was written, replaced or removed. */
export const fileVersion = (file: string): Promise<string> =>
  stat(file).then(({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`, () => 'missing')

/**
 * Reads a seed file again whenever it changes. It is polled by name, which works with editors that replace the file and
 * with network folders. It does not keep the process alive. Returns a function that stops it.
 */
export function watchSeed (file: string, { version: known, read, use, report, interval = 500 }: SeedWatch): () => void {
  const look = async () => {
    const version = await fileVersion(file)
    if (version === known) return
    known = version
    await read().then(use).then(() => report(), report)
  }
  let isLooking = false
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    void look().finally(() => { isLooking = false })
  }, interval).unref()
  return () => clearInterval(timer)
}
