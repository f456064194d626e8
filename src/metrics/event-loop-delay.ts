import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'

/** How long work waited for its turn, in seconds. */
export interface LoopDelay { readonly mean: number, readonly p99: number, readonly max: number }

const nothing: LoopDelay = { mean: 0, p99: 0, max: 0 }
/** How often it looks, in milliseconds. */
const resolution = 20
/** What it sees is the time from one look to the next. */
const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - resolution / 1000)

/** Measures the delay of the event loop from one reading to the next: it begins with the first, and ends when nobody has read for a while. */
export class EventLoopDelay {
  readonly #idle: number
  #histogram: IntervalHistogram | undefined
  #end: NodeJS.Timeout | undefined

  /** @param idle milliseconds without a reading, after which it measures no more */
  constructor (idle = 10 * 60 * 1000) {
    this.#idle = idle
  }

  get measures (): boolean {
    return this.#histogram !== undefined
  }

  /** Since it was read before; nothing when it is read first. */
  read (): LoopDelay {
    clearTimeout(this.#end)
    this.#end = setTimeout(() => this.stop(), this.#idle).unref()
    if (this.#histogram === undefined) {
      this.#histogram = monitorEventLoopDelay({ resolution })
      this.#histogram.enable()
      return nothing
    }
    const { count, mean, max } = this.#histogram
    const delay = count === 0 ? nothing : { mean: seconds(mean), p99: seconds(this.#histogram.percentile(99)), max: seconds(max) }
    this.#histogram.reset()
    return delay
  }

  stop (): void {
    clearTimeout(this.#end)
    this.#histogram?.disable()
    this.#histogram = undefined
  }
}
