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
