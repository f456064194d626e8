import type { Clock } from '../jobs/clock.ts'
import { ClockError, ClockResetError } from '../jobs/errors.ts'
import { latestInstant } from '../jobs/instants.ts'
import { AlarmQueue } from './alarm-queue.ts'
import { TurnQueue } from './turn-queue.ts'

export interface WorldClockOptions {
  /** The source of time while the clock runs. */
  readonly source: Clock
  /** The instant at which it stands still initially, in epoch milliseconds; absent: it runs with its source. */
  readonly frozenAt?: number
}

const fastest = 1e6
const endOfTime = new Date(latestInstant).toISOString()

/** A move of a clock, in epoch milliseconds. */
export interface ClockMove {
  readonly from: number
  readonly until: number
  /** Whether the clock was reset since the move began. */
  wasReset (): boolean
}

async function finishMove (steps: Generator<void>, settle: () => Promise<void>): Promise<void> {
  do await settle()
  while (steps.next().done !== true)
}

/**
 * A clock that can be stopped, moved forward and scaled. Time goes back only by a reset, and ends at the last instant
 * that a Date can hold: a running clock stops there, and later instants are never reached.
 */
export class WorldClock implements Clock {
  readonly #options: WorldClockOptions
  readonly #alarms = new AlarmQueue()
  #callOff = () => {}
  #frozen = false
  #scale = 1
  /** The same moment on this clock and on its source, from which a running clock counts. */
  #anchor = { instant: 0, source: 0 }
  /** Number of resets: a move that is in progress then stops. */
  #era = 0
  /** Serialises moves in several steps, so that two of them do not lose time to each other. */
  readonly turns = new TurnQueue()

  constructor (options: WorldClockOptions) {
    this.#options = options
    this.#start()
  }

  get frozen (): boolean {
    return this.#frozen
  }

  /** How many milliseconds pass here for each of the source's. */
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
    // What is due already rings at once: the clock need not move, and no timer is set.
    if (alarm.at <= this.now()) queueMicrotask(() => this.advance(0))
    else if (wasNext !== this.#alarms.next) this.#arm()
    return () => {
      const next = this.#alarms.next
      if (callOff() && next !== this.#alarms.next) this.#arm()
    }
  }

  /** Stops the clock, now or at a later instant (epoch milliseconds); what falls due until then rings. @throws ClockError */
  freeze (instant?: number): void {
    if (instant !== undefined) this.refuseUnlessAhead(instant)
    this.#set({ frozen: true })
    if (instant !== undefined) this.advance(Math.max(0, instant - this.#here()))
  }

  /** @throws ClockError for an instant that is past, or that no clock reaches */
  refuseUnlessAhead (instant: number): void {
    if (!(instant >= this.now())) throw new ClockError(`A clock does not go back: expected an instant from ${this.now()} on, got ${instant}.`)
    if (instant > latestInstant) throw new ClockError(`A clock ends at ${endOfTime}: expected an instant up to ${latestInstant}, got ${instant}.`)
  }

  /** Lets the clock run, at `scale` times the speed of its source. */
  run (scale = 1): void {
    if (!(scale > 0 && scale <= fastest)) throw new ClockError(`A clock runs forward: expected a scale above 0 and up to ${fastest}, got ${scale}.`)
    this.#set({ frozen: false, scale })
  }

  /** Advances by `ms`; everything that falls due rings in order, each at its own instant. */
  advance (ms: number): void {
    const steps = this.#steps(ms)
    while (steps.next().done !== true);
  }

  /**
   * The same, but waits for `settle` after each instant except the last, so that what rings can finish. It ends in the
   * same turn of the event loop if nothing rings.
   * @returns whether the clock was reset meanwhile or has been since
   */
  move (ms: number, settle: () => Promise<void>): ClockMove | Promise<ClockMove> {
    const from = this.now()
    const wasReset = this.watchReset()
    const end = () => ({ from, until: this.now(), wasReset })
    const steps = this.#steps(ms)
    return steps.next().done === true ? end() : finishMove(steps, settle).then(end)
  }

  /** Returns a function that says whether the clock was reset since. */
  watchReset (): () => boolean {
    const era = this.#era
    return () => era !== this.#era
  }

  /**
   * Resets the clock: frozen where it was frozen initially, or at its source's time. Alarms stay; moves in progress or
   * waiting fail with a reset error.
   * @param still whether it stands still afterwards
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
    this.#anchor = { instant: Math.min(frozenAt ?? source.now(), latestInstant), source: source.now() }
    this.#arm()
  }

  #set ({ frozen, scale = this.#scale }: { frozen: boolean, scale?: number }): void {
    this.#standAt(this.#here())
    this.#frozen = frozen
    this.#scale = scale
    this.#arm()
  }

  * #steps (ms: number): Generator<void> {
    if (!(ms >= 0)) throw new ClockError(`A clock only moves forward: expected milliseconds of 0 or more, got ${ms}.`)
    const until = this.#here() + ms
    if (until > latestInstant) throw new ClockError(`A clock ends at ${endOfTime}; ${ms} milliseconds go beyond it.`)
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

  /** The present instant with the fractions of a millisecond that a scale makes: they add up over many changes. */
  #here (): number {
    const { instant, source } = this.#anchor
    return this.#frozen ? instant : Math.min(instant + (this.#options.source.now() - source) * this.#scale, latestInstant)
  }

  #standAt (instant: number): void {
    this.#anchor = { instant, source: this.#options.source.now() }
  }

  /** Sets one alarm at the source, for the next thing that falls due; none while the clock stands still. */
  #arm (): void {
    this.#callOff()
    const { next } = this.#alarms
    if (this.#frozen || next === undefined) return
    const { source } = this.#options
    this.#callOff = source.alarm(source.now() + (next.at - this.#here()) / this.#scale, () => { this.advance(0) })
  }
}
