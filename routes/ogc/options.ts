import type { ErrorLog } from '../http/error-log.ts'

export interface OgcOptions {
  readonly log: ErrorLog
  /** How many pages are kept informed at the same time, over all worlds. */
  readonly maxStreams?: number
}
