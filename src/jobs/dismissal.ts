import { latestInstant } from './instants.ts'
import { isUnfinished, type Job, type JobStatus } from './job.ts'
import { completeRecord } from './record.ts'
import { endOf, pendingInstant } from './timeline.ts'

/**
 * What becomes of a job.
 * - `dismiss`: it becomes `dismissed` and stays readable
 * - `remove`: it is forgotten
 * - `refuse`: nothing changes, and the client is told that it cannot be
 * - `none`: nothing changes, and that is in order
 */
export const dismissalEffects = ['dismiss', 'remove', 'refuse', 'none'] as const
export type DismissalEffect = typeof dismissalEffects[number]

/** What a dismissal does that meets a job in one status. All times are seconds on the clock. */
export interface DismissalRule {
  readonly effect: DismissalEffect
  /** How long after the dismissal it takes effect, at the latest at the last instant of a clock; at once if absent. A job that ends by itself before that stays as it is, unless it is removed. */
  readonly after?: number
  /** How long after the dismissal a job that became `dismissed` is forgotten; never if absent. */
  readonly forgottenAfter?: number
  /** Whether the work goes on to its end behind it: its code is not stopped, and subscribers are told of that end. */
  readonly workGoesOn?: boolean
}

/** The rule of a dismissal, whole: what becomes of a job, by the status in which the dismissal commits. */
export type DismissalTable = Readonly<Record<JobStatus, DismissalRule>>

const dismiss = { effect: 'dismiss' } as const satisfies DismissalRule
const remove = { effect: 'remove' } as const satisfies DismissalRule
const refuse = { effect: 'refuse' } as const satisfies DismissalRule
const dismissLater = { effect: 'dismiss', after: 2 } as const satisfies DismissalRule

/**
 * What a dismissal leaves, by the names that a world is told.
 * - `retain`: a cancelled job stays readable as `dismissed`; dismissing it again removes it
 *   (2.0 draft, `/req/dismiss/job-dismiss-status`; allowed by 1.0, which leaves it open)
 * - `remove`: nothing stays (pygeoapi, ZOO)
 * - `gone`: whatever is dismissed stays readable as `dismissed`, and dismissing it again is refused
 *   (the security clause of 1.0; Weaver)
 * - `refuse`: a cancelled job goes on for two seconds before it is `dismissed`; one that has ended cannot be dismissed (NASA's MAAP)
 */
export const dismissalTables = {
  retain: { accepted: dismiss, running: dismiss, successful: remove, failed: remove, dismissed: remove },
  remove: { accepted: remove, running: remove, successful: remove, failed: remove, dismissed: remove },
  gone: { accepted: dismiss, running: dismiss, successful: dismiss, failed: dismiss, dismissed: refuse },
  refuse: { accepted: dismissLater, running: dismissLater, successful: refuse, failed: refuse, dismissed: refuse }
} as const satisfies Record<string, DismissalTable>
export type DismissPolicy = keyof typeof dismissalTables

/**
 * What cancelling does where it is apart from removal: to a job that has not ended what a dismissal does by `rules`, to a
 * dismissed one nothing; one that has ended cannot be cancelled.
 */
export function cancelTable (rules: DismissPolicy | DismissalTable): DismissalTable {
  const { accepted, running } = typeof rules === 'string' ? dismissalTables[rules] : rules
  return { accepted, running, successful: refuse, failed: refuse, dismissed: { effect: 'none' } }
}

export const dismissPolicies = Object.keys(dismissalTables) as [DismissPolicy, ...DismissPolicy[]]

/** What a dismissal did. `job` is the record as it is from then on, or would be if it were kept; `was` is where it stood. */
export type Dismissal =
  | EffectiveDismissal<'cancelled'>
  | EffectiveDismissal<'removed'>
  /** It had been dismissed before, and that has not taken effect: nothing changed. */
  | DismissalOutcome<'pending'>
  | DismissalOutcome<'refused'>
  | DismissalOutcome<'unchanged'>
  | { readonly what: 'unknown' }

interface DismissalOutcome<What> { readonly what: What, readonly was: JobStatus, readonly job: Job }

interface EffectiveDismissal<What> extends DismissalOutcome<What> {
  /** Whether it can still be read. */
  readonly kept: boolean
  /** When it takes effect, in epoch milliseconds. */
  readonly at: number
}

/** What dismissing `job` does at the instant `now`, when it stands at `was`. */
export function dismissJob (job: Job, was: JobStatus, policy: DismissPolicy | DismissalTable, now: number): Exclude<Dismissal, { what: 'unknown' }> {
  const rule: DismissalRule = (typeof policy === 'string' ? dismissalTables[policy] : policy)[was]
  const { effect } = rule
  if (effect === 'refuse') return { what: 'refused', was, job }
  if (effect === 'none' || (effect === 'dismiss' && was === 'dismissed')) return { what: 'unchanged', was, job }
  const after = Math.min((rule.after ?? 0) * 1000, latestInstant - now)
  const at = now + after
  if (pendingInstant(job, now) <= at) return { what: 'pending', was, job }
  const dismissed = was === 'dismissed' ? job.dismissed! : now
  const what = isUnfinished(was) ? 'cancelled' : 'removed'
  return { what, was, job: completeRecord(job, job.delivery, dismissed, detailsOf(rule, after, now - dismissed)), kept: effect === 'dismiss' || after > 0, at }
}

/**
 * A job that someone has just brought to its end, without a dismissal that takes effect only later: where both came in the
 * same millisecond, nothing else tells that the job ended before it. One that is to be removed is removed all the same.
 */
export function withoutOvertakenDismissal (job: Job): Job {
  const { dismissed, dismissal } = job
  if (dismissed === undefined || dismissal === undefined || dismissal.forgottenAfter === dismissal.after || endOf(job) > dismissed) return job
  return completeRecord(job, job.delivery, undefined, undefined)
}

/** @param after milliseconds @param passed milliseconds since it was dismissed first */
function detailsOf ({ effect, forgottenAfter, workGoesOn }: DismissalRule, after: number, passed: number): Job['dismissal'] {
  const forgotten = effect === 'remove' ? after : forgottenAfter === undefined ? undefined : forgottenAfter * 1000
  if (after === 0 && forgottenAfter === undefined && workGoesOn !== true) return undefined
  return {
    after: passed > 0 ? 0 : after,
    ...(forgotten !== undefined && { forgottenAfter: passed + forgotten }),
    ...(workGoesOn === true && { workGoesOn })
  }
}
