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
  /** Only if its address is public, whatever is allowed otherwise. */
  readonly onlyPublic?: boolean
}

/** One try to tell a subscriber something. */
export interface CallbackAttempt extends Omit<Callback, 'body' | 'onlyPublic'> {
  /** 1 for the first. */
  readonly attempt: number
  /** When it was over, in epoch milliseconds of the world's clock. */
  readonly at: number
  /** What the subscriber answered; absent if it did not. */
  readonly status?: number
  /** Why it counts as failed: what was expected. */
  readonly error?: string
}

/** How long after each failed attempt the next one follows, in milliseconds of the world's clock. */
const pauses = [1000, 5000]
const mostAttempts = 1000
const usualMostCallbacks = 200

/**
 * Tells subscribers what became of their jobs. Nothing waits for it: a subscriber that never answers costs one of
 * a bounded number of connections until the time limit, and what comes on top of those is recorded as failed.
 */
export class Callbacks {
  readonly #clock: Clock
  readonly #outgoing: OutgoingRequests
  readonly #runInBackground: RunInBackground
  readonly #attempts: CallbackAttempt[] = []
  readonly #alarms = new Set<() => void>()
  readonly #pending = new Set<Promise<void>>()
  readonly #places: FairShare<Callbacks>
  /** How often everything was forgotten: what was under way then is not spoken of any more. */
  #era = 0

  /** @param places where callbacks are under way, of all worlds of a server */
  constructor (clock: Clock, outgoing: OutgoingRequests, runInBackground: RunInBackground, places: FairShare<Callbacks> = new FairShare(usualMostCallbacks)) {
    this.#places = places
    this.#clock = clock
    this.#outgoing = outgoing
    this.#runInBackground = runInBackground
  }

  /** What was tried, oldest first; only the last thousand attempts are remembered. */
  get attempts (): readonly CallbackAttempt[] {
    return this.#attempts
  }

  /** Tells a subscriber, again after a pause if that fails, three times in all. The promise is of the first attempt; it rejects where the body is no JSON. */
  notify (callback: Callback): Promise<void> {
    return this.#try(callback, 1)
  }

  /** Until nothing is under way. */
  async idle (): Promise<void> {
    await Promise.all(this.#pending)
  }

  /** Forgets what was tried, and what was to be tried again. */
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
    if (giveBack === undefined) return { error: `fewer callbacks under way at once: of the ${this.#places.limit} places of the double, a world has as many as are left free` }
    const result = await this.#send(callback)
    giveBack()
    return result
  }

  /** Any 2xx is good: the standard's description says 200 and its example 202. */
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
