import type { Clock } from '../jobs/clock.ts'
import { ClockError, ClockResetError } from '../jobs/errors.ts'
import { latestInstant } from '../jobs/instants.ts'
import { AlarmQueue } from './alarm-queue.ts'
import { TurnQueue } from './turn-queue.ts'

export interface WorldClockOptions {
  /** Where time comes from while the clock runs. */
  readonly source: Clock
  /** Where it stands still from the beginning, in epoch milliseconds; absent: it runs with its source. */
  readonly frozenAt?: number
}

const fastest = 1e6
const endOfTime = new Date(latestInstant).toISOString()

/** What a clock was moved by, in epoch milliseconds. */
export interface ClockMove {
  readonly from: number
  readonly until: number
  /** Whether the clock was reset since it began to move. */
  wasReset (): boolean
}

async function finishMove (steps: Generator<void>, settle: () => Promise<void>): Promise<void> {
  do await settle()
  while (steps.next().done !== true)
}

/**
 * A clock that can be stopped, turned and let run at another pace. Time never goes back but by a reset, and ends at the
 * last instant that has a date: there a running clock stands still, and what lies beyond is never reached.
 */
export class WorldClock implements Clock {
  readonly #options: WorldClockOptions
  readonly #alarms = new AlarmQueue()
  #callOff = () => {}
  #frozen = false
  #scale = 1
  /** The same moment here and at the source, from which the clock runs on. */
  #anchor = { here: 0, source: 0 }
  /** How often it was reset: whoever was turning it then stops. */
  #era = 0
  /** Who turns it in several steps takes a turn here, so that two of them do not lose time to each other. */
  readonly turns = new TurnQueue()

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
    if (!(at <= latestInstant)) return () => {}
    const alarm = { at: Math.ceil(at), ring }
    const wasNext = this.#alarms.next
    const callOff = this.#alarms.add(alarm)
    // What is due already rings at once: the clock need not be turned for it, nor a timer be set.
    if (alarm.at <= this.now()) queueMicrotask(() => this.advance(0))
    else if (wasNext !== this.#alarms.next) this.#arm()
    return () => {
      const next = this.#alarms.next
      if (callOff() && next !== this.#alarms.next) this.#arm()
    }
  }

  /** Stops the clock, where it is or at a later instant (epoch milliseconds); what falls due until then rings. @throws ClockError */
  freeze (instant?: number): void {
    if (instant !== undefined) this.refuseUnlessAhead(instant)
    this.#set({ frozen: true })
    if (instant !== undefined) this.advance(Math.max(0, instant - this.#here()))
  }

  /** @throws ClockError for an instant that is past, or that no clock reaches */
  refuseUnlessAhead (instant: number): void {
    if (!(instant >= this.now())) throw new ClockError(`A clock is not turned back: expected an instant from ${this.now()} on, got ${instant}.`)
    if (instant > latestInstant) throw new ClockError(`A clock ends at ${endOfTime}: expected an instant up to ${latestInstant}, got ${instant}.`)
  }

  /** Lets the clock run, at `scale` times the pace of its source. */
  run (scale = 1): void {
    if (!(scale > 0 && scale <= fastest)) throw new ClockError(`A clock runs forward: expected a scale above 0 and up to ${fastest}, got ${scale}.`)
    this.#set({ frozen: false, scale })
  }

  /** Turns the clock forward by `ms`; everything that falls due rings in order, each at its own instant. */
  advance (ms: number): void {
    const steps = this.#steps(ms)
    while (steps.next().done !== true);
  }

  /**
   * The same, and after each instant but the last waits for `settle`, so that what rings may take its time. It is over in
   * this very turn of the event loop if nothing rings. @returns whether the clock was reset meanwhile or has been since
   */
  move (ms: number, settle: () => Promise<void>): ClockMove | Promise<ClockMove> {
    const from = this.now()
    const wasReset = this.watchReset()
    const end = () => ({ from, until: this.now(), wasReset })
    const steps = this.#steps(ms)
    return steps.next().done === true ? end() : finishMove(steps, settle).then(end)
  }

  /** Whether the clock is reset from now on. */
  watchReset (): () => boolean {
    const era = this.#era
    return () => era !== this.#era
  }

  /**
   * As it was at first: frozen where it was frozen, or at its source's time. Who waits for an instant goes on waiting for
   * it; who turns the clock, or waits for a turn, is told that it was reset. @param still it stands still there
   */
  reset ({ still = false } = {}): void {
    this.#era++
    this.turns.end(new ClockResetError())
    this.#start(still)
  }

  #start (still = false): void {
    const { source, frozenAt } = this.#options
    this.#frozen = still || frozenAt !== undefined
    this.#scale = 1
    this.#anchor = { here: Math.min(frozenAt ?? source.now(), latestInstant), source: source.now() }
    this.#arm()
  }

  #set ({ frozen, scale = this.#scale }: { frozen: boolean, scale?: number }): void {
    this.#standAt(this.#here())
    this.#frozen = frozen
    this.#scale = scale
    this.#arm()
  }

  * #steps (ms: number): Generator<void> {
    if (!(ms >= 0)) throw new ClockError(`A clock is only turned forward: expected milliseconds of 0 or more, got ${ms}.`)
    const until = this.#here() + ms
    if (until > latestInstant) throw new ClockError(`A clock ends at ${endOfTime}; ${ms} milliseconds lead beyond it.`)
    const era = this.#era
    for (let due = this.#alarms.takeDue(until); due !== undefined; due = this.#alarms.takeDue(until)) {
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
    return this.#frozen ? here : Math.min(here + (this.#options.source.now() - source) * this.#scale, latestInstant)
  }

  #standAt (here: number): void {
    this.#anchor = { here, source: this.#options.source.now() }
  }

  /** One alarm at the source, for the next thing that falls due; none while the clock stands still. */
  #arm (): void {
    this.#callOff()
    const { next } = this.#alarms
    if (this.#frozen || next === undefined) return
    const { source } = this.#options
    this.#callOff = source.alarm(source.now() + (next.at - this.#here()) / this.#scale, () => { this.advance(0) })
  }
}
