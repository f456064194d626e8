import type { Worlds } from '../../src/world/worlds.ts'
import type { ErrorLog } from '../http/error-log.ts'
import type { ApiServer } from './compare-dismissals.ts'

export interface ControlOptions {
  readonly worlds: Worlds
  /** Where both APIs are served. */
  readonly apis: ApiServer
  readonly log: ErrorLog
  /** The key required in `X-Control-Key` or `Authorization: Bearer`; none if absent. */
  readonly key?: string
}
