import type { TatorDialect } from '../../src/world/settings.ts'
import type { RecordedRoutes } from '../http/describe-routes.ts'
import type { ErrorLog } from '../http/error-log.ts'

export interface OgcOptions {
  readonly log: ErrorLog
  /** The routes of Tator's API, which are part of the API description here. */
  tatorRoutes (dialect: TatorDialect): Promise<RecordedRoutes>
  /** Maximum number of open live updates, over all worlds. */
  readonly maxStreams?: number
}
