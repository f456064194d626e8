/** A source of time. */
export interface Clock {
  /** Epoch milliseconds. */
  now (): number
  /** Calls `ring` once when `at` (epoch milliseconds) is reached; the returned function cancels it. */
  alarm (at: number, ring: () => void): () => void
}

/** Node fires a longer timeout at once, with a warning, and any timeout up to a millisecond early by this clock. */
const longestTimeout = 2 ** 31 - 1

/** The machine's clock. Its alarms never keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  alarm (at, ring) {
    if (at === Infinity) return () => {}
    let timer: NodeJS.Timeout
    const arm = () => {
      timer = setTimeout(wake, Math.min(at - Date.now(), longestTimeout)).unref()
    }
    const wake = () => Date.now() < at ? arm() : ring()
    arm()
    return () => clearTimeout(timer)
  }
}
