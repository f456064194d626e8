import type { Clock } from '../jobs/clock.ts'
import type { RunInBackground } from './background.ts'
import { FairShare } from '../bounds/fair-share.ts'
import type { OutgoingRequests } from './outgoing-requests.ts'

export type CallbackEvent = 'inProgress' | 'success' | 'failed'

export interface Callback {
  readonly job: string
  readonly event: CallbackEvent
  readonly uri: string
  readonly body: object
  /** Allows public addresses only, whatever the general setting. */
  readonly onlyPublic?: boolean
}

/** One attempt to notify a subscriber. */
export interface CallbackAttempt extends Omit<Callback, 'body' | 'onlyPublic'> {
  /** 1 for the first. */
  readonly attempt: number
  /** When it ended, in epoch milliseconds of the world's clock. */
  readonly at: number
  /** The subscriber's status code; absent if it did not answer. */
  readonly status?: number
  /** Why it failed: what was expected. */
  readonly error?: string
}

/** Pauses after failed attempts, in milliseconds of the world's clock. */
const pauses = [1000, 5000]
const mostAttempts = 1000
const usualMostCallbacks = 200

/**
 * Notifies subscribers about their jobs. Nothing waits for it: a subscriber that never answers occupies one of a bounded
 * number of connections until the time limit; callbacks beyond that number are recorded as failed.
 */
export class Callbacks {
  readonly #clock: Clock
  readonly #outgoing: OutgoingRequests
  readonly #runInBackground: RunInBackground
  readonly #attempts: CallbackAttempt[] = []
  readonly #alarms = new Set<() => void>()
  readonly #pending = new Set<Promise<void>>()
  readonly #places: FairShare<Callbacks>
  /** Number of resets: callbacks in progress at a reset are not recorded afterwards. */
  #era = 0

  /** @param places limits callbacks in progress over all worlds of a server */
  constructor (clock: Clock, outgoing: OutgoingRequests, runInBackground: RunInBackground, places: FairShare<Callbacks> = new FairShare(usualMostCallbacks)) {
    this.#places = places
    this.#clock = clock
    this.#outgoing = outgoing
    this.#runInBackground = runInBackground
  }

  /** Attempts, oldest first; only the last thousand are kept. */
  get attempts (): readonly CallbackAttempt[] {
    return this.#attempts
  }

  /**
   * Notifies a subscriber, with pauses after failures, three times at most. The promise settles with the first attempt;
   * it rejects for a body that is not JSON.
   */
  notify (callback: Callback): Promise<void> {
    return this.#try(callback, 1)
  }

  /** Resolves when no callback is in progress. */
  async idle (): Promise<void> {
    await Promise.all(this.#pending)
  }

  /** Clears the attempts, and cancels retries. */
  clear (): void {
    this.#era++
    for (const callOff of this.#alarms) callOff()
    this.#alarms.clear()
    this.#attempts.length = 0
  }

  #try (callback: Callback, attempt: number): Promise<void> {
    const pending = this.#attempt(callback, attempt).finally(() => this.#pending.delete(pending))
    this.#pending.add(pending)
    return pending
  }

  async #attempt (callback: Callback, attempt: number): Promise<void> {
    const era = this.#era
    const result = await this.#post(callback)
    if (era !== this.#era) return
    const { job, event, uri } = callback
    if (this.#attempts.length === mostAttempts) this.#attempts.shift()
    this.#attempts.push({ job, event, uri, attempt, at: this.#clock.now(), ...result })
    const pause = pauses[attempt - 1]
    if (result.error !== undefined && pause !== undefined) this.#later(pause, () => this.#runInBackground(this.#try(callback, attempt + 1)))
  }

  async #post (callback: Callback): Promise<{ status?: number, error?: string }> {
    const giveBack = this.#places.take(this)
    if (giveBack === undefined) return { error: `fewer callbacks at the same time: a world may use as many of the ${this.#places.limit} of the double as are free` }
    const result = await this.#send(callback)
    giveBack()
    return result
  }

  /** Any 2xx is a success: the standard's description says 200 and its example 202. */
  async #send ({ uri, body, onlyPublic = false }: Callback): Promise<{ status?: number, error?: string }> {
    try {
      const { status } = await this.#outgoing.send({ method: 'POST', href: uri, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), onlyPublic })
      return status >= 200 && status < 300 ? { status } : { status, error: 'a status of 2xx' }
    } catch (error) {
      return { error: (error as Error).message }
    }
  }

  #later (pause: number, action: () => void): void {
    const callOff = this.#clock.alarm(this.#clock.now() + pause, () => { this.#alarms.delete(callOff); action() })
    this.#alarms.add(callOff)
  }
}
