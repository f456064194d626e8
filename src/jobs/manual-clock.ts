import { systemClock } from './clock.ts'
import { WorldClock } from './world-clock.ts'

/** A clock that stands still until it is turned by hand. */
export class ManualClock extends WorldClock {
  /** @param start epoch milliseconds */
  constructor (start = Date.UTC(2026, 0, 1)) {
    super({ source: systemClock, frozenAt: start })
  }
}
