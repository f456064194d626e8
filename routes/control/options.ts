import type { Worlds } from '../../src/world/worlds.ts'
import type { ErrorLog } from '../http/error-log.ts'
import type { ApiServer } from './compare-dismissals.ts'

export interface ControlOptions {
  readonly worlds: Worlds
  /** Where both APIs are. */
  readonly apis: ApiServer
  readonly log: ErrorLog
  /** What `X-Control-Key`, or `Authorization: Bearer`, must bring; absent: nothing is asked for. */
  readonly key?: string
}
