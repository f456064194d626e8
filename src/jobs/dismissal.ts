import { isUnfinished, type Job, type JobStatus } from './job.ts'
import { completeRecord } from './record.ts'

/**
 * What stays visible after a dismissal.
 * - `retain`: a cancelled job stays readable as `dismissed`; dismissing it again removes it
 *   (2.0 draft, `/req/dismiss/job-dismiss-status`; allowed by 1.0, which leaves it open)
 * - `remove`: nothing stays (pygeoapi, ZOO)
 * - `gone`: whatever is dismissed stays readable as `dismissed`, and dismissing it again is refused
 *   (the security clause of 1.0; Weaver)
 */
export const dismissPolicies = ['retain', 'remove', 'gone'] as const
export type DismissPolicy = typeof dismissPolicies[number]

/** `mark`: it becomes dismissed and stays · `remove`: it is forgotten · `refuse`: nothing changes */
export type Fate = 'mark' | 'remove' | 'refuse'

/** The rule of a dismissal, whole: what becomes of a job, by the status in which the dismissal commits. */
export const fates = {
  retain: { accepted: 'mark', running: 'mark', successful: 'remove', failed: 'remove', dismissed: 'remove' },
  remove: { accepted: 'remove', running: 'remove', successful: 'remove', failed: 'remove', dismissed: 'remove' },
  gone: { accepted: 'mark', running: 'mark', successful: 'mark', failed: 'mark', dismissed: 'refuse' }
} as const satisfies Record<DismissPolicy, Record<JobStatus, Fate>>

/** What a dismissal did. */
export type Dismissal =
  | { readonly what: 'cancelled' | 'removed', readonly was: JobStatus, readonly job: Job, readonly kept: boolean }
  | { readonly what: 'gone', readonly job: Job }
  | { readonly what: 'unknown' }

/**
 * What dismissing `job` does at the instant `now`, when it stands at `was`. `job` in the answer is the record as it
 * is from then on, or would be if it were kept.
 */
export function dismissJob (job: Job, was: JobStatus, policy: DismissPolicy, now: number): Exclude<Dismissal, { what: 'unknown' }> {
  const fate = fates[policy][was]
  if (fate === 'refuse') return { what: 'gone', job }
  const what = isUnfinished(was) ? 'cancelled' : 'removed'
  return { what, was, job: completeRecord(job, job.delivery, job.dismissed ?? now), kept: fate === 'mark' }
}
