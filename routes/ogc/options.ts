import type { ErrorLog } from '../http/error-log.ts'

export interface OgcOptions {
  readonly log: ErrorLog
  /** Where the demonstration page is; absent: not beside it. */
  readonly demonstration?: string
}
