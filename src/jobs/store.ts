import type { Amendment } from './amendments.ts'
import type { Dismissal, DismissPolicy } from './dismissal.ts'
import type { JobFilter } from './filter.ts'
import type { Draft, Job, JobStatus } from './job.ts'

/** How a dismissal is meant. */
export interface DismissOptions {
  readonly policy: DismissPolicy
  /** Jobs that stand elsewhere when it commits are treated as unknown. */
  readonly among?: readonly JobStatus[]
}

/** Which part of a list is wanted: the newest, or what lies next to a place that a former page ended at. */
export interface PageRequest {
  readonly limit: number
  /** Only jobs submitted before the one of this ordinal. */
  readonly olderThan?: number
  /** Only jobs submitted after the one of this ordinal: the nearest ones. */
  readonly newerThan?: number
}

/** A part of a list, newest first, as it stood at `at` (epoch milliseconds), and whether there is more on each side. */
export interface JobPage {
  readonly jobs: readonly Job[]
  readonly at: number
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

/** Is told of the end of a job, or of the record that it has now, where its plan is another one; then the watcher stays. */
export type Watcher = (news: 'dismissed' | 'forgotten' | Job) => void

/**
 * Where the jobs are. A method is one turn, and that is its atomic step: requests that race for a job commit in some order.
 */
export interface JobStore {
  /** All or none. @throws JobError `id-in-use`, `store-full` */
  submit (drafts: readonly Draft[]): readonly Job[]
  get (id: string): Job | undefined
  list (filter: JobFilter, page: PageRequest): JobPage
  dismiss (id: string, options: DismissOptions): Dismissal
  /** Every job of a group, or of a project: one atomic step. Jobs that are not meant are left out of the answer. */
  dismissAll (which: Pick<JobFilter, 'group' | 'project'>, options: DismissOptions): readonly Dismissal[]
  /** Rewrites what lies ahead of a job, in one atomic step. Undefined: there is no such job, or it does not do that. */
  amend (id: string, amendment: Amendment): Job | undefined
  /** Every job, in the order of submission: for snapshots and for asking what falls due. */
  all (): readonly Job[]
  /** Puts back jobs that `all` returned, in place of those that are there. */
  restore (jobs: readonly Job[]): void
  /** Calls `listener` when the job is amended, and once when it is dismissed or forgotten; what it returns calls that off. */
  watch (id: string, listener: Watcher): () => void
  /** Forgets a job without a trace, as if it had never been: for what nobody may see afterwards. */
  forget (id: string): void
  /** Forgets every job. Ordinals go on, so no place in the order is ever used twice. */
  reset (): void
  size (): number
}
