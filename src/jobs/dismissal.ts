import { latestInstant } from './instants.ts'
import { isUnfinished, type Job, type JobStatus } from './job.ts'
import { completeRecord } from './record.ts'
import { endOf, pendingInstant } from './timeline.ts'

/**
 * What a dismissal does to a job.
 * - `dismiss`: the job becomes `dismissed` and stays readable
 * - `remove`: the job is forgotten
 * - `refuse`: nothing changes, and the client gets an error
 * - `none`: nothing changes, and the request succeeds
 */
export const dismissalEffects = ['dismiss', 'remove', 'refuse', 'none'] as const
export type DismissalEffect = typeof dismissalEffects[number]

/** What a dismissal does to a job in one status. All times are seconds on the clock. */
export interface DismissalRule {
  readonly effect: DismissalEffect
  /**
   * Delay until the dismissal takes effect, at most until the clock's last instant; immediate if absent. A job that ends
   * by itself before that stays as it is, unless it is removed.
   */
  readonly after?: number
  /** How long after the dismissal the dismissed job is forgotten; never if absent. */
  readonly forgottenAfter?: number
  /** Whether the work goes on in the background: its code is not stopped, and subscribers are notified of its end. */
  readonly workGoesOn?: boolean
}

/** The effect of a dismissal by the job's status when the dismissal commits. */
export type DismissalTable = Readonly<Record<JobStatus, DismissalRule>>

const dismiss = { effect: 'dismiss' } as const satisfies DismissalRule
const remove = { effect: 'remove' } as const satisfies DismissalRule
const refuse = { effect: 'refuse' } as const satisfies DismissalRule
const dismissLater = { effect: 'dismiss', after: 2 } as const satisfies DismissalRule

/**
 * The dismiss policies by name.
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
 * The effect of a cancel request in a world where cancelling is separate from removal: an unfinished job is dismissed by
 * `rules`, nothing happens to a dismissed one, and cancelling an ended one is refused.
 */
export function cancelTable (rules: DismissPolicy | DismissalTable): DismissalTable {
  const { accepted, running } = typeof rules === 'string' ? dismissalTables[rules] : rules
  return { accepted, running, successful: refuse, failed: refuse, dismissed: { effect: 'none' } }
}

export const dismissPolicies = Object.keys(dismissalTables) as [DismissPolicy, ...DismissPolicy[]]

/** The outcome of a dismissal. `job` is the record afterwards, or what it would be if it could still be read; `previousStatus` is the status before. */
export type Dismissal =
  | EffectiveDismissal<'cancelled'>
  | EffectiveDismissal<'removed'>
  /** It was dismissed before, and that has not taken effect yet: nothing changed. */
  | DismissalOutcome<'pending'>
  | DismissalOutcome<'refused'>
  | DismissalOutcome<'unchanged'>
  | { readonly outcome: 'unknown' }

interface DismissalOutcome<Outcome> { readonly outcome: Outcome, readonly previousStatus: JobStatus, readonly job: Job }

interface EffectiveDismissal<Outcome> extends DismissalOutcome<Outcome> {
  /** Whether the job can still be read. */
  readonly isReadable: boolean
  /** When it takes effect, in epoch milliseconds. */
  readonly at: number
}

/** The outcome of dismissing `job` at the instant `now`, when its status is `previousStatus`. */
export function dismissJob (job: Job, previousStatus: JobStatus, policy: DismissPolicy | DismissalTable, now: number): Exclude<Dismissal, { outcome: 'unknown' }> {
  const rule: DismissalRule = (typeof policy === 'string' ? dismissalTables[policy] : policy)[previousStatus]
  const { effect } = rule
  if (effect === 'refuse') return { outcome: 'refused', previousStatus, job }
  if (effect === 'none' || (effect === 'dismiss' && previousStatus === 'dismissed')) return { outcome: 'unchanged', previousStatus, job }
  const after = Math.min((rule.after ?? 0) * 1000, latestInstant - now)
  const at = now + after
  if (pendingInstant(job, now) <= at) return { outcome: 'pending', previousStatus, job }
  const dismissed = previousStatus === 'dismissed' ? job.dismissed! : now
  const outcome = isUnfinished(previousStatus) ? 'cancelled' : 'removed'
  return { outcome, previousStatus, job: completeRecord(job, job.delivery, dismissed, detailsOf(rule, after, now - dismissed)), isReadable: effect === 'dismiss' || after > 0, at }
}

/**
 * A job that was just ended by hand, without a dismissal that takes effect only later: if both fall into the same
 * millisecond, only this says that the job ended first. A pending removal stays.
 */
export function withoutOvertakenDismissal (job: Job): Job {
  const { dismissed, dismissal } = job
  if (dismissed === undefined || dismissal === undefined || dismissal.forgottenAfter === dismissal.after || endOf(job) > dismissed) return job
  return completeRecord(job, job.delivery, undefined, undefined)
}

/** @param after milliseconds @param passed milliseconds since the first dismissal */
function detailsOf ({ effect, forgottenAfter, workGoesOn }: DismissalRule, after: number, passed: number): Job['dismissal'] {
  const forgotten = effect === 'remove' ? after : forgottenAfter === undefined ? undefined : forgottenAfter * 1000
  if (after === 0 && forgottenAfter === undefined && workGoesOn !== true) return undefined
  return {
    after: passed > 0 ? 0 : after,
    ...(forgotten !== undefined && { forgottenAfter: passed + forgotten }),
    ...(workGoesOn === true && { workGoesOn })
  }
}
