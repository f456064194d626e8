import type { Job, JobStatus } from './job.ts'
import { durationAt, statusAt } from './timeline.ts'

/** Which jobs match: all conditions must hold; an absent one always does. */
export interface JobFilter {
  readonly status?: readonly JobStatus[]
  readonly process?: readonly string[]
  readonly project?: number
  readonly group?: string
  readonly user?: number
  /** Epoch milliseconds of the submission, both ends included. */
  readonly created?: { readonly from: number, readonly until: number }
  /** Seconds; a job that has not started has no duration and does not match. */
  readonly minDuration?: number
  readonly maxDuration?: number
}

/** Whether the job, as it stands at `now`, matches. */
export function matchesFilter (filter: JobFilter, job: Job, now: number): boolean {
  return (filter.status === undefined || filter.status.includes(statusAt(job, now))) &&
    (filter.process === undefined || filter.process.includes(job.process)) &&
    (filter.project === undefined || filter.project === job.project) &&
    (filter.group === undefined || filter.group === job.group) &&
    (filter.user === undefined || filter.user === job.user) &&
    (filter.created === undefined || (filter.created.from <= job.submitted && job.submitted <= filter.created.until)) &&
    lastsWithin(filter, job, now)
}

function lastsWithin ({ minDuration, maxDuration }: JobFilter, job: Job, now: number): boolean {
  if (minDuration === undefined && maxDuration === undefined) return true
  const duration = durationAt(job, now)
  return duration !== undefined && duration >= (minDuration ?? 0) && duration <= (maxDuration ?? Infinity)
}
