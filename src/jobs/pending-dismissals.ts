import type { Job } from './job.ts'
import { forgottenInstant, pendingInstant } from './timeline.ts'

interface Entry { readonly id: string, readonly at: number }

/** So few entries of jobs that are not there any more may always stay among the others. */
const fewStale = 64

/** At which instants (epoch milliseconds) something is still to become of jobs that were dismissed, in order. */
export class PendingDismissals {
  #entries: Entry[] = []
  /** Where the first of them is that was not taken yet. */
  #first = 0

  /** When the next one falls due; Infinity if none does. */
  get next (): number {
    return this.#entries[this.#first]?.at ?? Infinity
  }

  /** The ids of those that are still to come. */
  get ids (): readonly string[] {
    return this.#entries.slice(this.#first).map(({ id }) => id)
  }

  add (id: string, at: number): void {
    let place = this.#entries.length
    while (place > this.#first && this.#entries[place - 1]!.at > at) place--
    this.#entries.splice(place, 0, { id, at })
  }

  /** Adds when the dismissal of a job makes something of it next, if it does. @param now epoch milliseconds */
  expect (job: Job, now: number): void {
    if (job.dismissal === undefined) return
    const at = forgottenInstant(job) <= now ? now : pendingInstant(job, now)
    if (at < Infinity) this.add(job.id, at)
  }

  /** The id of the one that fell due first until `now`, which is no longer pending then. */
  takeDue (now: number): string | undefined {
    if (this.next > now) return undefined
    const { id } = this.#entries[this.#first++]!
    if (this.#first > fewStale && this.#first * 2 > this.#entries.length) this.#keep(() => true)
    return id
  }

  /** Forgets those of jobs that are not known any more, where they have become the most. @param jobs how many are known */
  prune (jobs: number, isKnown: (id: string) => boolean): void {
    if (this.#entries.length > 2 * jobs + fewStale) this.#keep(({ id }) => isKnown(id))
  }

  #keep (isKept: (entry: Entry) => boolean): void {
    this.#entries = this.#entries.slice(this.#first).filter(isKept)
    this.#first = 0
  }
}
