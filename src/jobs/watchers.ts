import type { Job } from './job.ts'
import type { Watcher } from './store.ts'

/** Listeners for changes of jobs, by job id. */
export class Watchers {
  readonly #byId = new Map<string, Set<Watcher>>()

  /** @returns a function that removes the watcher */
  add (id: string, watcher: Watcher): () => void {
    const watchers = this.#byId.get(id) ?? new Set()
    this.#byId.set(id, watchers.add(watcher))
    return () => {
      watchers.delete(watcher)
      if (watchers.size === 0 && this.#byId.get(id) === watchers) this.#byId.delete(id)
    }
  }

  /** Passes on the new record of a job. */
  notifyRecord (job: Job): void {
    this.#byId.get(job.id)?.forEach(watcher => watcher(job))
  }

  /** A watcher that waits for the work itself stays where the work goes on. */
  notifyDismissal (job: Job): void {
    if (job.dismissal?.workGoesOn === true) this.notifyRecord(job)
    else this.#tellOfEnd(job.id, 'dismissed')
  }

  tellForgotten (id: string): void {
    this.#tellOfEnd(id, 'forgotten')
  }

  /** Every job was forgotten. */
  notifyAllForgotten (): void {
    for (const id of [...this.#byId.keys()]) this.tellForgotten(id)
  }

  #tellOfEnd (id: string, news: 'dismissed' | 'forgotten'): void {
    if (this.#byId.size === 0) return
    const watchers = this.#byId.get(id)
    this.#byId.delete(id)
    watchers?.forEach(watcher => watcher(news))
  }
}
