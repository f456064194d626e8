import { ended, type Job, type JobStatus } from './job.ts'
import { endOf, startOf } from './timeline.ts'

/** A stretch of a job's life in one status, in epoch milliseconds; `until` may be Infinity. */
export interface Stretch {
  readonly status: JobStatus
  readonly from: number
  readonly until: number
  /** It lies ahead: what the job is going to do if nobody interferes. */
  readonly planned: boolean
}

/** What a job has been through at `now`, and what lies ahead of it, in order. What has ended stays so, and nothing lies ahead of it. */
export function lifeOf (job: Job, now: number): readonly Stretch[] {
  const [start, end, dismissed = Infinity] = [startOf(job), endOf(job), job.dismissed]
  const stretches: Omit<Stretch, 'planned'>[] = [
    { status: 'accepted', from: job.submitted, until: start },
    { status: 'running', from: start, until: end },
    { status: job.plan.outcome, from: end, until: Infinity }
  ]
  const cut = stretches.map(stretch => ({ ...stretch, until: Math.min(stretch.until, dismissed) }))
  return [...cut, { status: 'dismissed' as const, from: dismissed, until: Infinity }]
    .filter(({ from, until }) => from < until)
    .flatMap(stretch => splitAt(now, stretch))
}

function splitAt (now: number, { status, from, until }: Omit<Stretch, 'planned'>): Stretch[] {
  if (from > now) return [{ status, from, until, planned: true }]
  const past = { status, from, until: Math.min(until, now), planned: false }
  if (until <= now || stays.has(status)) return [past]
  return [past, { status, from: now, until, planned: true }]
}

const stays = new Set<JobStatus>([...ended, 'dismissed'])
