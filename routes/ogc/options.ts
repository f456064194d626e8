import type { TatorDialect } from '../../src/world/settings.ts'
import type { RememberedRoutes } from '../http/describe-routes.ts'
import type { ErrorLog } from '../http/error-log.ts'

export interface OgcOptions {
  readonly log: ErrorLog
  /** The routes of Tator's API, which are described with those here. */
  tatorRoutes (dialect: TatorDialect): Promise<RememberedRoutes>
  /** How many pages are kept informed at the same time, over all worlds. */
  readonly maxStreams?: number
  /** Where the demonstration page is; absent: not beside it. */
  readonly demonstration?: string
}
