import type { JobDetails } from '../../schemas/control/jobs.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import type { Job } from '../jobs/job.ts'
import { dismissalInstant, progressAt, statusAt, timesAt } from '../jobs/timeline.ts'

const isoTime = (epoch: number): string => new Date(epoch).toISOString()
const timeOf = (epoch: number | undefined): string | undefined => epoch === undefined ? undefined : isoTime(epoch)
const seconds = (ms: number): number | 'forever' => ms === Infinity ? 'forever' : ms / 1000

/** A job as it stands at `now` (epoch milliseconds), independent of the façades. */
export function toJobDetails (job: Job, now: number): JobDetails {
  const { created, started, finished, updated } = timesAt(job, now)
  const takesEffect = dismissalInstant(job)
  const { id, group, process, project, user, inputs, plan: { accepted, running, outcome, reason, results, held } } = job
  const status = statusAt(job, now)
  return {
    id,
    group,
    process,
    project,
    user,
    status,
    progress: progressAt(job, now),
    created: isoTime(created),
    ...definedOnly({ started: timeOf(started), finished: timeOf(finished) }),
    updated: isoTime(updated),
    ...(takesEffect > now && takesEffect < Infinity && { dismissalDue: isoTime(takesEffect) }),
    inputs,
    ...definedOnly({ reason: status === 'failed' ? reason : undefined, results: status === 'successful' ? results : undefined }),
    plan: { accepted: seconds(accepted), running: seconds(running), outcome },
    held: held !== undefined
  }
}
