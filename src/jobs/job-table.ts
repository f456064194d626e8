import { GroupIndex } from './group-index.ts'
import type { Job } from './job.ts'
import { PendingDismissals } from './pending-dismissals.ts'
import { SubmissionOrder } from './submission-order.ts'

/** Jobs by id, by group and in order of submission, and the instants at which their dismissals take effect. */
export class JobTable {
  readonly order = new SubmissionOrder()
  readonly pending = new PendingDismissals()
  readonly #byId = new Map<string, Job>()
  readonly #groups = new GroupIndex(this.order)

  get size (): number {
    return this.#byId.size
  }

  get (id: string): Job | undefined {
    return this.#byId.get(id)
  }

  has (id: string): boolean {
    return this.#byId.has(id)
  }

  /** The group's id is also the id of a job that is alone in it. */
  * membersOf (group: string): Generator<Job> {
    const alone = this.#byId.get(group)
    if (alone !== undefined) yield alone
    yield * this.#groups.membersOf(group)
  }

  /** Whether it has jobs of this group and project, or had some until recently. */
  knowsGroup (group: string, project: number): boolean {
    return [...this.membersOf(group)].some(job => job.project === project) || this.#groups.wasEmptied(group, project)
  }

  /** @param job newer than all that were added before */
  add (job: Job): void {
    this.#byId.set(job.id, job)
    this.#groups.add(job)
    this.order.put(job)
  }

  replace (job: Job): void {
    this.#byId.set(job.id, job)
    this.order.put(job)
  }

  remove (job: Job): void {
    this.#byId.delete(job.id)
    this.#groups.remove(job)
    this.order.remove(job.ordinal)
  }

  /** Notes when the dismissal of a job will change it, if it will. @param now epoch milliseconds */
  expect (job: Job, now: number): void {
    this.pending.prune(this.size, id => this.has(id))
    this.pending.expect(job, now)
  }
}
