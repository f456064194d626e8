import type { Amendment } from './amendments.ts'
import { checkDrafts } from './check-drafts.ts'
import type { Clock } from './clock.ts'
import { dismissJob, type Dismissal, withoutOvertakenDismissal } from './dismissal.ts'
import { matchesFilter, type JobFilter } from './filter.ts'
import { type InputBytes, sizeOfJob, sizeOfJobs } from './input-bytes.ts'
import type { Draft, Job } from './job.ts'
import { JobTable } from './job-table.ts'
import { listJobs } from './list-jobs.ts'
import { createRecord } from './record.ts'
import { RestoredJobs } from './restored-jobs.ts'
import { finish, type Steps } from './steps.ts'
import type { DismissOptions, JobPage, JobStore, PageRequest, Restoration, Watcher } from './store.ts'
import type { JobCounts } from './submission-order.ts'
import { dismissalInstant, forgottenInstant, statusAt } from './timeline.ts'
import { UsedBytes } from './used-bytes.ts'
import { Watchers } from './watchers.ts'

const nothing = (): void => {}
const uncounted: InputBytes = { take: nothing, giveBack: nothing }

const unknown: Dismissal = Object.freeze({ outcome: 'unknown' })

/** A store in memory. Each method runs in one turn: that is its atomic step. */
export class MemoryJobStore implements JobStore {
  readonly #clock: Clock
  /** Maximum number of jobs. */
  readonly limit: number
  readonly #bytes: UsedBytes
  readonly #onRemoved: (id: string) => void
  readonly #watchers = new Watchers()
  #table = new JobTable()
  #revision = 0
  #nextOrdinal = 0
  #callOffAlarm = nothing

  /**
   * @param limit maximum number of jobs; a submission over it is refused whole
   * @param inputBytes counts the bytes of inputs; a submission without room is refused whole
   * @param onRemoved called with the id of each job that a dismissal removes
   */
  constructor (clock: Clock, limit = 1_000_000, inputBytes = uncounted, onRemoved: (id: string) => void = nothing) {
    this.#clock = clock
    this.#onRemoved = onRemoved
    this.#bytes = new UsedBytes(inputBytes)
    this.limit = limit
  }

  /** The ordinal of the next job. */
  get nextOrdinal (): number {
    return this.#nextOrdinal
  }

  /** How often a job was added, changed or removed. */
  get revision (): number {
    return this.#revision
  }

  submit (drafts: readonly Draft[]): readonly Job[] {
    this.#settle()
    checkDrafts(drafts, this.#table, this.limit)
    this.#bytes.add(sizeOfJobs(drafts))
    const now = this.#clock.now()
    return drafts.map(draft => this.#add(createRecord(draft, this.#nextOrdinal++, now)))
  }

  get (id: string): Job | undefined {
    this.#settle()
    return this.#table.get(id)
  }

  list (filter: JobFilter, page: PageRequest): JobPage {
    return finish(this.listInSteps(filter, page))
  }

  * listInSteps (filter: JobFilter, page: PageRequest): Steps<JobPage> {
    this.#settle()
    return yield * listJobs(this.#table, filter, page, this.#clock.now())
  }

  countInSteps (): Steps<JobCounts> {
    this.#settle()
    return this.#table.order.countByStatus(this.#clock.now())
  }

  dismiss (id: string, options: DismissOptions): Dismissal {
    const job = this.get(id)
    return job === undefined ? unknown : this.#dismiss(job, options)
  }

  dismissAll (which: Pick<JobFilter, 'group' | 'project'>, options: DismissOptions): readonly Dismissal[] {
    this.#settle()
    const candidates = which.group === undefined ? this.#table.order.after(-1) : this.#table.membersOf(which.group)
    const chosen = [...candidates].filter(job => matchesFilter(which, job, 0))
    return chosen.map(job => this.#dismiss(job, options)).filter(({ outcome }) => outcome !== 'unknown')
  }

  knowsGroup (group: string, project: number): boolean {
    this.#settle()
    return this.#table.knowsGroup(group, project)
  }

  amend (id: string, amendment: Amendment): Job | undefined {
    const job = this.get(id)
    const plan = job && amendment(job, this.#clock.now())
    if (job === undefined || plan === undefined) return undefined
    const amended = withoutOvertakenDismissal({ ...job, plan })
    this.#bytes.add(sizeOfJob(amended) - sizeOfJob(job))
    this.#replace(amended)
    this.#watchers.notifyRecord(amended)
    return amended
  }

  all (): readonly Job[] {
    this.#settle()
    return this.#table.order.toArray()
  }

  pendingDismissals (): readonly Job[] {
    this.#settle()
    return [...new Set(this.#table.pending.ids)].flatMap(id => this.#table.get(id) ?? [])
  }

  restore (jobs: readonly Job[]): void {
    const restoration = this.beginRestoration()
    for (const job of jobs) restoration.add(job)
    restoration.commit()
  }

  beginRestoration (): Restoration {
    const restored = new RestoredJobs(this.limit, this.#clock.now())
    return {
      add: job => restored.add(job),
      commit: () => {
        this.#bytes.set(restored.bytes)
        this.#become(restored.table)
        this.#nextOrdinal = Math.max(this.#nextOrdinal, restored.nextOrdinal)
      }
    }
  }

  watch (id: string, watcher: Watcher): () => void {
    return this.#watchers.add(id, watcher)
  }

  forget (id: string): void {
    const job = this.get(id)
    if (job !== undefined) this.#remove(job)
    this.#watchers.tellForgotten(id)
  }

  reset (): void {
    this.#bytes.set(0)
    this.#become(new JobTable())
  }

  size (): number {
    this.#settle()
    return this.#table.size
  }

  /** @throws the error of the byte count if these jobs, in place of the present ones, had no room */
  expectRoomForInputs (jobs: Parameters<typeof sizeOfJobs>[0]): void {
    this.#bytes.expectRoomFor(sizeOfJobs(jobs))
  }

  /** Emptying a map takes time in proportion to its size; replacing it does not. */
  #become (table: JobTable): void {
    this.#table = table
    this.#setAlarm()
    this.#revision++
    this.#watchers.notifyAllForgotten()
  }

  #add (job: Job): Job {
    this.#table.add(job)
    this.#expect(job)
    this.#revision++
    return job
  }

  #replace (job: Job): void {
    this.#table.replace(job)
    this.#revision++
  }

  #removeDismissed (job: Job): void {
    this.#remove(job)
    this.#onRemoved(job.id)
  }

  #remove (job: Job): void {
    this.#table.remove(job)
    this.#bytes.add(-sizeOfJob(job))
    this.#revision++
  }

  #dismiss (job: Job, { policy, among }: DismissOptions): Dismissal {
    const now = this.#clock.now()
    const status = statusAt(job, now)
    if (among !== undefined && !among.includes(status)) return unknown
    const dismissal = dismissJob(job, status, policy, now)
    if (dismissal.outcome !== 'cancelled' && dismissal.outcome !== 'removed') return dismissal
    if (dismissal.isReadable) this.#replace(dismissal.job)
    else this.#removeDismissed(job)
    this.#expect(dismissal.job)
    if (dismissal.at > now) this.#watchers.notifyRecord(dismissal.job)
    else this.#watchers.notifyDismissal(dismissal.job)
    return dismissal
  }

  /** What is due has happened before a method reads the jobs, whenever its alarm rings. */
  #settle (): void {
    if (this.#table.pending.next === Infinity) return
    const now = this.#clock.now()
    // A watcher may reset the store, which replaces the table.
    for (let id = this.#table.pending.takeDue(now); id !== undefined; id = this.#table.pending.takeDue(now)) this.#carryOut(id, now)
  }

  /** Applies the dismissal of a job that is due; does nothing if the job has ended by itself or was changed. */
  #carryOut (id: string, now: number): void {
    const job = this.#table.get(id)
    if (job?.dismissal === undefined || dismissalInstant(job) > now) return
    if (forgottenInstant(job) <= now) this.#removeDismissed(job)
    else this.#expect(job)
    this.#watchers.notifyDismissal(job)
  }

  #expect (job: Job): void {
    if (job.dismissal === undefined) return
    this.#table.expect(job, this.#clock.now())
    this.#setAlarm()
  }

  #ring (): void {
    this.#settle()
    this.#setAlarm()
  }

  #setAlarm (): void {
    const { next } = this.#table.pending
    this.#callOffAlarm()
    this.#callOffAlarm = next === Infinity ? nothing : this.#clock.alarm(next, () => this.#ring())
  }
}
