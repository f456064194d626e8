import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'

/** Event loop delay, in seconds. */
export interface LoopDelay { readonly mean: number, readonly p99: number, readonly max: number }

const nothing: LoopDelay = { mean: 0, p99: 0, max: 0 }
/** Sampling interval, in milliseconds. */
const resolution = 20
/** A sample includes the sampling interval itself. */
const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - resolution / 1000)

/** Measures the delay of the event loop between two readings. It starts with the first reading, and stops when nobody has read for a while. */
export class EventLoopDelay {
  readonly #idle: number
  #histogram: IntervalHistogram | undefined
  #end: NodeJS.Timeout | undefined

  /** @param idle milliseconds without a reading after which it stops */
  constructor (idle = 10 * 60 * 1000) {
    this.#idle = idle
  }

  get measures (): boolean {
    return this.#histogram !== undefined
  }

  /** The delay since the last reading; zeros for the first. */
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
