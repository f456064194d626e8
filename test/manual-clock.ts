import { systemClock } from '../src/jobs/clock.ts'
import { WorldClock } from '../src/world/world-clock.ts'

/** A clock that stands still until the test moves it. */
export class ManualClock extends WorldClock {
  /** @param start epoch milliseconds */
  constructor (start = Date.UTC(2026, 0, 1)) {
    super({ source: systemClock, frozenAt: start })
  }
}
