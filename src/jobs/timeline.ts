import type { Job, JobStatus, Plan } from './job.ts'

/** When the job starts to run, in epoch milliseconds, unless it is dismissed before. */
export const startOf = (job: Job): number => job.submitted + job.plan.accepted

/** When the job ends by itself, in epoch milliseconds; Infinity if it never does. */
export const endOf = (job: Job): number => startOf(job) + job.plan.running + pausedTime(job.plan, Infinity)

/** How long the job was held while it ran, until `at` (milliseconds after its submission). */
export function pausedTime ({ pauses }: Plan, at: number): number {
  return pauses === undefined ? 0 : pauses.reduce((sum, { from, until }) => sum + Math.max(0, Math.min(at, until) - from), 0)
}

/** Where the job would stand at `now` if it had never been dismissed. */
function plannedStatusAt (job: Job, now: number): JobStatus {
  if (now < startOf(job)) return 'accepted'
  return now < endOf(job) ? 'running' : job.plan.outcome
}

/** The status of the job at `now` (epoch milliseconds). */
export function statusAt (job: Job, now: number): JobStatus {
  return isDismissedAt(job, now) ? 'dismissed' : plannedStatusAt(job, now)
}

/** The status that a dismissed job had when it was dismissed. */
export const statusBeforeDismissal = (job: Job): JobStatus => plannedStatusAt(job, dismissalInstant(job))

/** When the job becomes `dismissed`, or is removed, in epoch milliseconds; Infinity if it was not dismissed, or ended by itself before. */
export function dismissalInstant (job: Job): number {
  const { dismissed, dismissal } = job
  if (dismissed === undefined) return Infinity
  if (dismissal === undefined || dismissal.after === 0) return dismissed
  const at = dismissed + dismissal.after
  const end = endOf(job)
  const endsBefore = dismissed < end && end <= at
  return endsBefore && dismissal.forgottenAfter !== dismissal.after ? Infinity : at
}

/** When a dismissed job is forgotten, in epoch milliseconds; Infinity if it never is. */
export const forgottenInstant = (job: Job): number =>
  job.dismissal?.forgottenAfter === undefined || dismissalInstant(job) === Infinity ? Infinity : job.dismissed! + job.dismissal.forgottenAfter

/** The next instant after `now` at which a dismissal changes the job, in epoch milliseconds, unless the job ends before; Infinity if there is none. */
export function pendingInstant (job: Job, now: number): number {
  if (job.dismissal === undefined) return Infinity
  const at = job.dismissed! + job.dismissal.after
  return at > now ? at : ahead(forgottenInstant(job), now)
}

const ahead = (instant: number, now: number): number => instant > now ? instant : Infinity

/** Progress of the job at `now`: an integer from 0 to 100, frozen by a dismissal. */
export function progressAt (job: Job, now: number): number {
  const at = Math.min(now, dismissalInstant(job))
  const status = plannedStatusAt(job, at)
  if (status === 'accepted') return 0
  return status === 'successful' ? 100 : progressWhile(job, Math.min(at, endOf(job)))
}

function progressWhile ({ plan, submitted }: Job, at: number): number {
  const elapsed = Math.min(at - submitted, plan.held?.since ?? Infinity)
  const { accepted, running, whole = running, progress: steps } = plan.held?.plan ?? plan
  const share = whole === 0 ? 1 : (elapsed - accepted - pausedTime(plan, elapsed)) / whole
  if (steps === undefined || steps.length === 0) return Math.floor(Math.min(share, 0.99) * 100)
  return steps[Math.min(Math.floor(share * steps.length), steps.length - 1)]!
}

/** Epoch milliseconds; undefined for what has not happened yet. */
export interface Times {
  readonly created: number
  readonly started: number | undefined
  readonly finished: number | undefined
  readonly updated: number
}

/** Timestamps of the job as of `now`. A job dismissed before it started never has a `started`. */
export function timesAt (job: Job, now: number): Times {
  const dismissed = isDismissedAt(job, now) ? dismissalInstant(job) : undefined
  const stopped = Math.min(dismissed ?? Infinity, endOf(job))
  const started = startOf(job) <= Math.min(now, stopped) ? startOf(job) : undefined
  const finished = started !== undefined && stopped <= now ? stopped : undefined
  return { created: job.submitted, started, finished, updated: dismissed ?? finished ?? started ?? job.submitted }
}

/** Seconds that the job has run so far, or ran in all; undefined before it starts. */
export function durationAt (job: Job, now: number): number | undefined {
  const { started, finished } = timesAt(job, now)
  return started === undefined ? undefined : ((finished ?? now) - started) / 1000
}

const isDismissedAt = (job: Job, now: number): boolean => job.dismissed !== undefined && dismissalInstant(job) <= now
