import type { Job } from './job.ts'
import type { Watcher } from './store.ts'

/** Who is told of which jobs. */
export class Watchers {
  readonly #byId = new Map<string, Set<Watcher>>()

  /** @returns what calls that off */
  add (id: string, watcher: Watcher): () => void {
    const watchers = this.#byId.get(id) ?? new Set()
    this.#byId.set(id, watchers.add(watcher))
    return () => {
      watchers.delete(watcher)
      if (watchers.size === 0 && this.#byId.get(id) === watchers) this.#byId.delete(id)
    }
  }

  /** Tells of the record that a job has now. */
  tellOfRecord (job: Job): void {
    this.#byId.get(job.id)?.forEach(watcher => watcher(job))
  }

  /** Whoever waits for the work itself goes on waiting where it goes on. */
  tellOfDismissal (job: Job): void {
    if (job.dismissal?.workGoesOn === true) this.tellOfRecord(job)
    else this.#tellOfEnd(job.id, 'dismissed')
  }

  tellForgotten (id: string): void {
    this.#tellOfEnd(id, 'forgotten')
  }

  /** Every job was forgotten. */
  tellAllForgotten (): void {
    for (const id of [...this.#byId.keys()]) this.tellForgotten(id)
  }

  #tellOfEnd (id: string, news: 'dismissed' | 'forgotten'): void {
    if (this.#byId.size === 0) return
    const watchers = this.#byId.get(id)
    this.#byId.delete(id)
    watchers?.forEach(watcher => watcher(news))
  }
}
