import { isUnfinished, type Job, type JobStatus, type Plan } from './job.ts'
import { pausedTime, statusAt } from './timeline.ts'

/**
 * A change of a job's plan at the instant `now`. Only the future changes. Undefined if the job cannot change that way:
 * it has ended, it is stuck, or it would have to go back.
 */
export type Amendment = (job: Job, now: number) => Plan | undefined

/** Holds the job where it is until it is released or moved. */
export const hold: Amendment = (job, now) => {
  const status = unfinishedStatus(job, now)
  const { plan } = job
  if (status === undefined) return undefined
  if (plan.held !== undefined) return plan
  const held = { since: now - job.submitted, plan }
  return status === 'accepted' ? { ...plan, accepted: Infinity, held } : { ...plan, running: Infinity, held }
}

/** Releases a held job; the time while it was held does not count. */
export const release: Amendment = (job, now) =>
  job.plan.held === undefined || unfinishedStatus(job, now) === undefined ? undefined : planWithoutHold(job, now)

/** Moves the job to a later status, now. */
export const moveTo = (to: JobStatus): Amendment => (job, now) => {
  const status = unfinishedStatus(job, now)
  const plan = planWithoutHold(job, now)
  const elapsed = now - job.submitted
  if (status === undefined || plan.stuck === true) return undefined
  if (status === 'accepted' && to === 'running') return { ...plan, accepted: elapsed }
  if (to !== 'successful' && to !== 'failed') return undefined
  const cut = { whole: plan.running, outcome: to }
  if (status === 'accepted') return { ...plan, ...cut, accepted: elapsed, running: 0 }
  return { ...plan, ...cut, running: elapsed - plan.accepted - pausedTime(plan, elapsed) }
}

/** Ends the job successfully, now. @param results its results; made by its process if absent */
export const finishWith = (results?: Plan['results']): Amendment => (job, now) => {
  const plan = moveTo('successful')(job, now)
  return plan === undefined || results === undefined ? plan : { ...plan, results }
}

/** Fails the job now. @param reason why, for people; as in its plan if absent */
export const failWith = (reason?: string): Amendment => (job, now) => {
  const plan = moveTo('failed')(job, now)
  return plan === undefined || reason === undefined ? plan : { ...plan, reason }
}

/** Advances the job by a step; a job that needs several requests for a step counts them. */
export const takeStep: Amendment = (job, now) => {
  const { manual, outcome } = job.plan
  const plan = moveTo(statusAt(job, now) === 'accepted' ? 'running' : outcome)(job, now)
  if (plan === undefined || manual === undefined) return plan
  const requests = manual.told + 1
  return requests < manual.times ? { ...job.plan, manual: { ...manual, told: requests } } : { ...plan, manual: { ...manual, told: 0 } }
}

function unfinishedStatus (job: Job, now: number): JobStatus | undefined {
  const status = statusAt(job, now)
  return isUnfinished(status) ? status : undefined
}

/** The plan that the job continues with, without the time while it was held; requests for steps that came meanwhile count. */
function planWithoutHold ({ plan, submitted }: Job, now: number): Plan {
  const { held, manual } = plan
  if (held === undefined) return plan
  const until = now - submitted
  const continuedPlan = manual === undefined ? held.plan : { ...held.plan, manual }
  if (plan.accepted === Infinity) return { ...continuedPlan, accepted: continuedPlan.accepted + until - held.since }
  return { ...continuedPlan, pauses: [...continuedPlan.pauses ?? [], { from: held.since, until }] }
}
