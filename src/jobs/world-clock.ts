import type { Clock } from './clock.ts'

export interface WorldClockOptions {
  /** Where time comes from while the clock runs. */
  readonly source: Clock
  /** Where it stands still from the beginning, in epoch milliseconds; absent: it runs with its source. */
  readonly frozenAt?: number
}

interface Alarm { readonly at: number, readonly ring: () => void }

/** A clock that can be stopped, turned and let run at another pace. Time never goes back but by a reset. */
export class WorldClock implements Clock {
  readonly #options: WorldClockOptions
  #alarms: Alarm[] = []
  #callOff = () => {}
  #frozen = false
  #scale = 1
  /** The same moment here and at the source, from which the clock runs on. */
  #anchor = { here: 0, source: 0 }

  constructor (options: WorldClockOptions) {
    this.#options = options
    this.#start()
  }

  get frozen (): boolean {
    return this.#frozen
  }

  /** How many milliseconds pass here in one of the source's. */
  get scale (): number {
    return this.#scale
  }

  now (): number {
    const { here, source } = this.#anchor
    return this.#frozen ? here : Math.floor(here + (this.#options.source.now() - source) * this.#scale)
  }

  alarm (at: number, ring: () => void): () => void {
    const alarm = { at, ring }
    const later = this.#alarms.findIndex(other => other.at > at)
    this.#alarms.splice(later === -1 ? this.#alarms.length : later, 0, alarm)
    // What is due already rings at once: the clock need not be turned for it, nor a timer be set.
    if (at <= this.now()) queueMicrotask(() => this.advance(0))
    else if (this.#alarms[0] === alarm) this.#arm()
    return () => this.#remove(alarm)
  }

  /** Stops the clock, where it is or at a later instant (epoch milliseconds); what falls due until then rings. */
  freeze (instant = this.now()): void {
    this.#set({ frozen: true })
    if (instant !== this.now()) this.advance(instant - this.now())
  }

  /** Lets the clock run, at `scale` times the pace of its source. */
  run (scale = 1): void {
    if (!(scale > 0 && scale < Infinity)) throw new RangeError(`A clock runs forward: expected a scale above 0, got ${scale}.`)
    this.#set({ frozen: false, scale })
  }

  /** Turns the clock forward by `ms`; everything that falls due rings in order, each at its own instant. */
  advance (ms: number): void {
    const steps = this.#steps(ms)
    while (steps.next().done !== true);
  }

  /** The same, and after each instant waits for `settle`, so that what rings may take its time. */
  async turn (ms: number, settle: () => Promise<void>): Promise<void> {
    const steps = this.#steps(ms)
    while (steps.next().done !== true) await settle()
    await settle()
  }

  /** As it was at first: frozen where it was frozen, or at its source's time. Alarms are called off. */
  reset (): void {
    this.#alarms = []
    this.#start()
  }

  #start (): void {
    const { source, frozenAt } = this.#options
    this.#frozen = frozenAt !== undefined
    this.#scale = 1
    this.#anchor = { here: frozenAt ?? source.now(), source: source.now() }
    this.#arm()
  }

  #set ({ frozen, scale = this.#scale }: { frozen: boolean, scale?: number }): void {
    this.#anchor = { here: this.now(), source: this.#options.source.now() }
    this.#frozen = frozen
    this.#scale = scale
    this.#arm()
  }

  * #steps (ms: number): Generator<void> {
    if (!(ms >= 0)) throw new RangeError(`A clock is only turned forward: expected milliseconds of 0 or more, got ${ms}.`)
    const until = this.now() + ms
    for (let due = this.#alarms[0]; due !== undefined && due.at <= until; due = this.#alarms[0]) {
      this.#alarms.shift()
      this.#standAt(Math.max(this.now(), due.at))
      due.ring()
      yield
    }
    this.#standAt(Math.max(this.now(), until))
    this.#arm()
  }

  #standAt (here: number): void {
    this.#anchor = { here, source: this.#options.source.now() }
  }

  /** One alarm at the source, for the next thing that falls due; none while the clock stands still. */
  #arm (): void {
    this.#callOff()
    const [next] = this.#alarms
    if (this.#frozen || next === undefined || next.at === Infinity) return
    const { source } = this.#options
    this.#callOff = source.alarm(source.now() + (next.at - this.now()) / this.#scale, () => { this.advance(0) })
  }

  #remove (alarm: Alarm): void {
    const wasNext = this.#alarms[0] === alarm
    this.#alarms = this.#alarms.filter(other => other !== alarm)
    if (wasNext) this.#arm()
  }
}
