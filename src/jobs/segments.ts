import { isUnfinished, type Job, type JobStatus } from './job.ts'
import { dismissalInstant, endOf, forgottenInstant, pausedTime, pendingInstant, progressAt, startOf, statusAt } from './timeline.ts'

/** A period of a job's life in one status, in epoch milliseconds; `until` may be Infinity. */
export interface Segment {
  readonly status: JobStatus
  readonly from: number
  readonly until: number
  /** Whether it lies in the future, and so may still change. */
  readonly planned: boolean
}

/** The life of a job as of `now`, in order and without gaps; the period around `now` is split in two, unless it is the last. */
export function segmentsOf (job: Job, now: number): Segment[] {
  const [stop, forgotten] = [dismissalInstant(job), forgottenInstant(job)]
  const [start, end] = [startOf(job), endOf(job)]
  const stretches: Omit<Segment, 'planned'>[] = [
    { status: 'accepted', from: job.submitted, until: Math.min(start, stop) },
    { status: 'running', from: start, until: Math.min(end, stop) },
    { status: job.plan.outcome, from: end, until: stop },
    { status: 'dismissed', from: stop, until: forgotten }
  ]
  return stretches.filter(({ from, until }) => from < until).flatMap(stretch => cut(stretch, now))
}

function cut (stretch: Omit<Segment, 'planned'>, now: number): Segment[] {
  const { status, from, until } = stretch
  if (!isUnfinished(status)) return [{ ...stretch, planned: from > now }]
  if (from >= now || until <= now) return [{ ...stretch, planned: from >= now }]
  return [{ ...stretch, until: now, planned: false }, { ...stretch, from: now, planned: true }]
}

/** The next instant after `now` (epoch milliseconds) at which something visible of the job changes; Infinity if there is none. */
export function nextChange (job: Job, now: number): number {
  const dismissed = dismissalInstant(job)
  // A clock that was reset may stand before a dismissal.
  return Math.min(dismissed > now ? dismissed : Infinity, pendingInstant(job, now), nextPlanned(job, now))
}

function nextPlanned (job: Job, now: number): number {
  const status = statusAt(job, now)
  if (status === 'accepted') return startOf(job)
  if (status !== 'running') return Infinity
  const step = Math.max(now + 1, nextStep(job, now))
  // If rounding puts the progress below the percent at `step`, the change comes a millisecond later.
  const isVisible = progressAt(job, step) !== progressAt(job, now)
  return Math.min(endOf(job), isVisible ? step : step + 1)
}

/** When the progress of a running job changes next: by a percent, or to the next value in its plan. */
function nextStep ({ plan, submitted }: Job, now: number): number {
  const { held } = plan
  const elapsed = now - submitted
  const { accepted, running, whole = running, progress = [] } = held?.plan ?? plan
  if (whole === Infinity || (held !== undefined && held.since <= elapsed)) return Infinity
  const still = accepted + pausedTime(plan, elapsed)
  const steps = progress.length === 0 ? 100 : progress.length
  const takenSteps = Math.floor((elapsed - still) / whole * steps)
  return Math.ceil(submitted + still + (takenSteps + 1) * whole / steps)
}
