import type { Job } from './job.ts'
import { forgottenInstant, pendingInstant } from './timeline.ts'

interface Entry { readonly id: string, readonly at: number }

/** Stale entries that may always stay. */
const fewStale = 64

/** The instants (epoch milliseconds) at which dismissals will change jobs, in order. */
export class PendingDismissals {
  #entries: Entry[] = []
  /** Index of the first entry that was not taken. */
  #first = 0

  /** The next due instant; Infinity if there is none. */
  get next (): number {
    return this.#entries[this.#first]?.at ?? Infinity
  }

  /** The ids of pending jobs. */
  get ids (): readonly string[] {
    return this.#entries.slice(this.#first).map(({ id }) => id)
  }

  add (id: string, at: number): void {
    let place = this.#entries.length
    while (place > this.#first && this.#entries[place - 1]!.at > at) place--
    this.#entries.splice(place, 0, { id, at })
  }

  /** Notes when the dismissal of a job changes it next, if it does. @param now epoch milliseconds */
  expect (job: Job, now: number): void {
    if (job.dismissal === undefined) return
    const at = forgottenInstant(job) <= now ? now : pendingInstant(job, now)
    if (at < Infinity) this.add(job.id, at)
  }

  /** Removes and returns the id of the entry that was due first until `now`. */
  takeDue (now: number): string | undefined {
    if (this.next > now) return undefined
    const { id } = this.#entries[this.#first++]!
    if (this.#first > fewStale && this.#first * 2 > this.#entries.length) this.#keep(() => true)
    return id
  }

  /** Drops entries of unknown jobs once they are the majority. @param jobs number of known jobs */
  prune (jobs: number, isKnown: (id: string) => boolean): void {
    if (this.#entries.length > 2 * jobs + fewStale) this.#keep(({ id }) => isKnown(id))
  }

  #keep (isKept: (entry: Entry) => boolean): void {
    this.#entries = this.#entries.slice(this.#first).filter(isKept)
    this.#first = 0
  }
}
