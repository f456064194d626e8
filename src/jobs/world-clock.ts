import type { Clock } from './clock.ts'
import { InvalidArgument } from './invalid-argument.ts'

export interface WorldClockOptions {
  /** Where time comes from while the clock runs. */
  readonly source: Clock
  /** Where it stands still from the beginning, in epoch milliseconds; absent: it runs with its source. */
  readonly frozenAt?: number
}

interface Alarm { readonly at: number, readonly ring: () => void }

/** The last instant that has a date. */
const latest = 8.64e15
const fastest = 1e6

/** A clock that can be stopped, turned and let run at another pace. Time never goes back but by a reset. */
export class WorldClock implements Clock {
  readonly #options: WorldClockOptions
  #alarms: Alarm[] = []
  #callOff = () => {}
  #frozen = false
  #scale = 1
  /** The same moment here and at the source, from which the clock runs on. */
  #anchor = { here: 0, source: 0 }
  /** How often it was reset: whoever was turning it then stops. */
  #era = 0

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

  /** Whole milliseconds. */
  now (): number {
    return Math.floor(this.#here())
  }

  alarm (at: number, ring: () => void): () => void {
    const alarm = { at: Math.ceil(at), ring }
    this.#alarms.splice(this.#alarms.findLastIndex(other => other.at <= alarm.at) + 1, 0, alarm)
    // What is due already rings at once: the clock need not be turned for it, nor a timer be set.
    if (alarm.at <= this.now()) queueMicrotask(() => this.advance(0))
    else if (this.#alarms[0] === alarm) this.#arm()
    return () => this.#remove(alarm)
  }

  /** Stops the clock, where it is or at a later instant (epoch milliseconds); what falls due until then rings. */
  freeze (instant?: number): void {
    if (instant !== undefined && !(instant >= this.now())) throw new InvalidArgument(`A clock is not turned back: expected an instant from ${this.now()} on, got ${instant}.`)
    this.#set({ frozen: true })
    if (instant !== undefined) this.advance(Math.max(0, instant - this.#here()))
  }

  /** Lets the clock run, at `scale` times the pace of its source. */
  run (scale = 1): void {
    if (!(scale > 0 && scale <= fastest)) throw new InvalidArgument(`A clock runs forward: expected a scale above 0 and up to ${fastest}, got ${scale}.`)
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

  /** As it was at first: frozen where it was frozen, or at its source's time. Who waits for an instant goes on waiting for it. @param still it stands still there */
  reset ({ still = false } = {}): void {
    this.#era++
    this.#start(still)
  }

  #start (still = false): void {
    const { source, frozenAt } = this.#options
    this.#frozen = still || frozenAt !== undefined
    this.#scale = 1
    this.#anchor = { here: frozenAt ?? source.now(), source: source.now() }
    this.#arm()
  }

  #set ({ frozen, scale = this.#scale }: { frozen: boolean, scale?: number }): void {
    this.#standAt(this.#here())
    this.#frozen = frozen
    this.#scale = scale
    this.#arm()
  }

  * #steps (ms: number): Generator<void> {
    if (!(ms >= 0)) throw new InvalidArgument(`A clock is only turned forward: expected milliseconds of 0 or more, got ${ms}.`)
    const until = this.#here() + ms
    if (until > latest) throw new InvalidArgument(`A clock ends at ${new Date(latest).toISOString()}; ${ms} milliseconds lead beyond it.`)
    const era = this.#era
    for (let due = this.#alarms[0]; due !== undefined && due.at <= until; due = this.#alarms[0]) {
      this.#alarms.shift()
      this.#standAt(Math.max(this.#here(), due.at))
      due.ring()
      yield
      if (era !== this.#era) return
    }
    this.#standAt(Math.max(this.#here(), until))
    this.#arm()
  }

  /** Now, with the parts of a millisecond that a scale makes: they add up, however often the clock is touched. */
  #here (): number {
    const { here, source } = this.#anchor
    return this.#frozen ? here : here + (this.#options.source.now() - source) * this.#scale
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
    this.#callOff = source.alarm(source.now() + (next.at - this.#here()) / this.#scale, () => { this.advance(0) })
  }

  #remove (alarm: Alarm): void {
    const wasNext = this.#alarms[0] === alarm
    this.#alarms = this.#alarms.filter(other => other !== alarm)
    if (wasNext) this.#arm()
  }
}
