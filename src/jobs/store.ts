import type { Amendment } from './amendments.ts'
import type { Dismissal, DismissalTable, DismissPolicy } from './dismissal.ts'
import type { JobFilter } from './filter.ts'
import type { Draft, Job, JobStatus } from './job.ts'
import type { Steps } from './steps.ts'
import type { JobCounts } from './submission-order.ts'

/** How a dismissal is meant. */
export interface DismissOptions {
  /** What becomes of a job by where it stands: by the name of a policy, or written out. */
  readonly policy: DismissPolicy | DismissalTable
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

/**
 * Is told of the end of a job, or of the record that it has now: its plan is another one, or it was dismissed, and that takes
 * effect later or leaves the work behind it alone. Then the watcher stays.
 */
export type Watcher = (news: 'dismissed' | 'forgotten' | Job) => void

/** Jobs that are to be put in place of those of a store. */
export interface Restoration {
  /** In the order of their submission. @throws JobError `id-in-use`, `invalid-time` */
  add (job: Job): void
  /** One turn, however many they are. */
  commit (): void
}

/**
 * Where the jobs are. A method is one turn, and that is its atomic step: requests that race for a job commit in some order.
 */
export interface JobStore {
  /** All or none. @throws JobError `id-in-use`, `store-full`, `invalid-time` */
  submit (drafts: readonly Draft[]): readonly Job[]
  get (id: string): Job | undefined
  list (filter: JobFilter, page: PageRequest): JobPage
  /**
   * The same, in steps between which others may have their turn: for filters that look at every job. Every job is looked
   * at once, as it is then; the page says how they stand at the instant at which it began.
   */
  listInSteps (filter: JobFilter, page: PageRequest): Steps<JobPage>
  /** How many jobs stand where at the instant at which it began, in steps between which others may have their turn. */
  countInSteps (): Steps<JobCounts>
  dismiss (id: string, options: DismissOptions): Dismissal
  /** Every job of a group, or of a project: one atomic step. Jobs that are not meant are left out of the answer. */
  dismissAll (which: Pick<JobFilter, 'group' | 'project'>, options: DismissOptions): readonly Dismissal[]
  /** Whether jobs of a project were launched as this group, though all may have been removed: of the groups without jobs it knows the last thousand. */
  knowsGroup (group: string, project: number): boolean
  /** Rewrites what lies ahead of a job, in one atomic step. Undefined: there is no such job, or it does not do that. */
  amend (id: string, amendment: Amendment): Job | undefined
  /**
   * Every job, in the order of submission, as they are in this moment: for snapshots, whole lists and asking what falls
   * due. Records never change, so whoever has the array may take their time.
   */
  all (): readonly Job[]
  /** The jobs that were dismissed and of which that is still to make something else: by the time it does. */
  leaving (): readonly Job[]
  /**
   * Puts back jobs that `all` returned, at the places that they had, in place of those that are there.
   * @throws JobError, and nothing has changed, for a job that cannot be
   */
  restore (jobs: readonly Job[]): void
  /** The same for whoever brings them bit by bit: nobody sees any of them before `commit`. */
  beginRestoration (): Restoration
  /** Calls `listener` when the job is amended, and once when a dismissal of it takes effect or it is forgotten; what it returns calls that off. */
  watch (id: string, listener: Watcher): () => void
  /** Forgets a job without a trace, as if it had never been: for what nobody may see afterwards. */
  forget (id: string): void
  /** Forgets every job. Ordinals go on, so no place in the order is ever used twice. */
  reset (): void
  size (): number
}
