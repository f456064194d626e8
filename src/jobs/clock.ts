/** Where *now* comes from. */
export interface Clock {
  /** Epoch milliseconds. */
  now (): number
  /** Calls `ring` once when `at` (epoch milliseconds) is reached; what it returns calls that off. */
  alarm (at: number, ring: () => void): () => void
}

/** Node fires a longer timeout at once, with a warning. */
const longestTimeout = 2 ** 31 - 1

/** The machine's clock. Its alarms never keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  alarm (at, ring) {
    if (at === Infinity) return () => {}
    let timer: NodeJS.Timeout
    const arm = () => {
      const left = at - Date.now()
      timer = setTimeout(left > longestTimeout ? arm : ring, Math.min(left, longestTimeout)).unref()
    }
    arm()
    return () => clearTimeout(timer)
  }
}

/** A clock that stands still until it is turned by hand. */
export class ManualClock implements Clock {
  #now: number
  #alarms: { at: number, ring: () => void }[] = []

  /** @param start epoch milliseconds */
  constructor (start = Date.UTC(2026, 0, 1)) {
    this.#now = start
  }

  now (): number {
    return this.#now
  }

  alarm (at: number, ring: () => void): () => void {
    const alarm = { at, ring }
    const later = this.#alarms.findIndex(other => other.at > at)
    this.#alarms.splice(later === -1 ? this.#alarms.length : later, 0, alarm)
    // What is due already rings at once, as on the machine's clock, and the clock need not be turned for it.
    if (at <= this.#now) queueMicrotask(() => this.advance(0))
    return () => { this.#alarms = this.#alarms.filter(other => other !== alarm) }
  }

  /** Turns the clock forward by `ms`; everything that falls due rings in order, each at its own instant. */
  advance (ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`A clock is only turned forward: expected milliseconds of 0 or more, got ${ms}.`)
    const until = this.#now + ms
    for (let due = this.#alarms[0]; due !== undefined && due.at <= until; due = this.#alarms[0]) {
      this.#alarms.shift()
      this.#now = Math.max(this.#now, due.at)
      due.ring()
    }
    // A ring may have turned the clock further itself.
    this.#now = Math.max(this.#now, until)
  }
}
