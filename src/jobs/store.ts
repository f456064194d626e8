import type { Amendment } from './amendments.ts'
import type { Dismissal, DismissalTable, DismissPolicy } from './dismissal.ts'
import type { JobFilter } from './filter.ts'
import type { Draft, Job, JobStatus } from './job.ts'
import type { Steps } from './steps.ts'
import type { JobCounts } from './submission-order.ts'

/** Options of a dismissal. */
export interface DismissOptions {
  /** The effect by status: the name of a policy, or the whole table. */
  readonly policy: DismissPolicy | DismissalTable
  /** A job with another status at commit is treated as unknown. */
  readonly among?: readonly JobStatus[] | undefined
}

/** A part of a list: the newest jobs, or those next to a given ordinal. */
export interface PageRequest {
  readonly limit: number
  /** Only jobs submitted before the one with this ordinal. */
  readonly olderThan?: number
  /** Only jobs submitted after the one with this ordinal: the nearest ones. */
  readonly newerThan?: number
}

/** A part of a list, newest first, as it stood at `at` (epoch milliseconds), and whether there are more jobs on each side. */
export interface JobPage {
  readonly jobs: readonly Job[]
  readonly at: number
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

/**
 * Called at the end of a job (`dismissed`, `forgotten`), or with its new record: its plan has changed, or it was
 * dismissed and that takes effect later or leaves the work running. In the latter case the watcher stays.
 */
export type Watcher = (news: 'dismissed' | 'forgotten' | Job) => void

/** Jobs that will replace the jobs of a store. */
export interface Restoration {
  /** In the order of their submission. @throws JobError `id-in-use`, `invalid-time` */
  add (job: Job): void
  /** Replaces the jobs in one turn, however many there are. */
  commit (): void
}

/** The jobs of a world. Each method runs in one turn of the event loop, which is its atomic step: concurrent requests for a job commit in some order. */
export interface JobStore {
  /** All or none. @throws JobError `id-in-use`, `store-full`, `invalid-time` */
  submit (drafts: readonly Draft[]): readonly Job[]
  get (id: string): Job | undefined
  list (filter: JobFilter, page: PageRequest): JobPage
  /**
   * The same, in steps between which other work can run: for filters that look at every job. Each job is looked at once;
   * the page has their state at the instant at which the listing began.
   */
  listInSteps (filter: JobFilter, page: PageRequest): Steps<JobPage>
  /** Number of jobs by status at the instant at which counting began, in steps between which other work can run. */
  countInSteps (): Steps<JobCounts>
  dismiss (id: string, options: DismissOptions): Dismissal
  /** Dismisses every job of a group, or of a project, in one atomic step. The result leaves out jobs that the options exclude. */
  dismissAll (which: Pick<JobFilter, 'group' | 'project'>, options: DismissOptions): readonly Dismissal[]
  /** Whether jobs of a project were launched as this group, even if all are removed: the last thousand emptied groups are remembered. */
  knowsGroup (group: string, project: number): boolean
  /** Changes the future of a job in one atomic step. Undefined: there is no such job, or it cannot change that way. */
  amend (id: string, amendment: Amendment): Job | undefined
  /** Every job, in order of submission, as of now. Records never change, so the array stays valid. */
  all (): readonly Job[]
  /** Dismissed jobs that their dismissal will still change, by the time of that change. */
  pendingDismissals (): readonly Job[]
  /**
   * Restores jobs that `all` returned, with their ordinals, in place of the present ones.
   * @throws JobError, and nothing has changed, for a job that cannot be restored
   */
  restore (jobs: readonly Job[]): void
  /** The same one by one: no job is visible before `commit`. */
  beginRestoration (): Restoration
  /** Calls `listener` when the job is amended, and once when its dismissal takes effect or it is forgotten; the returned function cancels that. */
  watch (id: string, listener: Watcher): () => void
  /** Forgets a job without a trace, as if it had never existed. */
  forget (id: string): void
  /** Forgets every job. Ordinals go on, so none is ever used twice. */
  reset (): void
  size (): number
}
