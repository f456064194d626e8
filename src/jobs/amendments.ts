import { isUnfinished, type Job, type JobStatus, type Plan } from './job.ts'
import { pausedTime, statusAt } from './timeline.ts'

/**
 * What someone does to a job's plan at the instant `now`. The past stays as it was: only what lies ahead is rewritten.
 * Undefined where the job does not do that: it has ended, it is stuck, or it would have to go back.
 */
export type Amendment = (job: Job, now: number) => Plan | undefined

/** Keeps the job where it is until it is released or told to go on. */
export const hold: Amendment = (job, now) => {
  const status = unfinishedStatus(job, now)
  const { plan } = job
  if (status === undefined) return undefined
  if (plan.held !== undefined) return plan
  const held = { since: now - job.submitted, plan }
  return status === 'accepted' ? { ...plan, accepted: Infinity, held } : { ...plan, running: Infinity, held }
}

/** Lets a held job go on as if the time while it was held had not passed. */
export const release: Amendment = (job, now) =>
  job.plan.held === undefined || unfinishedStatus(job, now) === undefined ? undefined : released(job, now)

/** Moves the job to a status that lies ahead of it, now. */
export const moveTo = (to: JobStatus): Amendment => (job, now) => {
  const status = unfinishedStatus(job, now)
  const plan = released(job, now)
  const elapsed = now - job.submitted
  if (status === undefined || plan.stuck === true) return undefined
  if (status === 'accepted' && to === 'running') return { ...plan, accepted: elapsed }
  if (to !== 'successful' && to !== 'failed') return undefined
  const cut = { whole: plan.running, outcome: to }
  if (status === 'accepted') return { ...plan, ...cut, accepted: elapsed, running: 0 }
  return { ...plan, ...cut, running: elapsed - plan.accepted - pausedTime(plan, elapsed) }
}

/** Ends the job well, now. @param results what it produces; as its process says if absent */
export const finishWith = (results?: Plan['results']): Amendment => (job, now) => {
  const plan = moveTo('successful')(job, now)
  return plan === undefined || results === undefined ? plan : { ...plan, results }
}

/** Ends the job badly, now. @param reason why, for people; as its plan says if absent */
export const failWith = (reason?: string): Amendment => (job, now) => {
  const plan = moveTo('failed')(job, now)
  return plan === undefined || reason === undefined ? plan : { ...plan, reason }
}

/** Tells a job to take its next step; one that wants to be told several times counts. */
export const takeStep: Amendment = (job, now) => {
  const { manual, outcome } = job.plan
  const plan = moveTo(statusAt(job, now) === 'accepted' ? 'running' : outcome)(job, now)
  if (plan === undefined || manual === undefined) return plan
  const told = manual.told + 1
  return told < manual.times ? { ...job.plan, manual: { ...manual, told } } : { ...plan, manual: { ...manual, told: 0 } }
}

function unfinishedStatus (job: Job, now: number): JobStatus | undefined {
  const status = statusAt(job, now)
  return isUnfinished(status) ? status : undefined
}

/** The plan that the job goes on with, without the time while it was held; what it was told meanwhile counts. */
function released ({ plan, submitted }: Job, now: number): Plan {
  const { held, manual } = plan
  if (held === undefined) return plan
  const until = now - submitted
  const told = manual === undefined ? held.plan : { ...held.plan, manual }
  if (plan.accepted === Infinity) return { ...told, accepted: told.accepted + until - held.since }
  return { ...told, pauses: [...told.pauses ?? [], { from: held.since, until }] }
}
