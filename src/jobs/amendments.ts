import type { Job, JobStatus, Plan } from './job.ts'
import { progressAt, startOf, statusAt } from './timeline.ts'

/**
 * What someone does to a job's plan at the instant `now`. The past stays as it was: only what lies ahead is rewritten.
 * Undefined where the job does not do that: it has ended, it is stuck, or it would have to go back.
 */
export type Amendment = (job: Job, now: number) => Plan | undefined

/** Keeps the job where it is until it is released or told to go on. */
export const hold: Amendment = (job, now) => {
  const status = statusAt(job, now)
  const { plan } = job
  if (plan.held !== undefined) return plan
  if (status === 'accepted') return { ...plan, accepted: Infinity, held: { since: now, plan } }
  if (status === 'running') return { ...plan, running: Infinity, progress: [progressAt(job, now)], held: { since: now, plan } }
  return undefined
}

/** Lets a held job go on as if the time while it was held had not passed. */
export const release: Amendment = (job, now) => {
  const { held } = job.plan
  if (held === undefined) return undefined
  const status = statusAt(job, now)
  const lost = now - held.since
  if (status === 'accepted') return { ...held.plan, accepted: held.plan.accepted + lost }
  return status === 'running' ? { ...held.plan, paused: (held.plan.paused ?? 0) + lost } : undefined
}

/** Moves the job to a status that lies ahead of it, now. */
export const moveTo = (to: JobStatus): Amendment => (job, now) => {
  const status = statusAt(job, now)
  const { held, ...own } = job.plan
  const plan = held?.plan ?? own
  if (plan.stuck === true) return undefined
  if (status === 'accepted' && to === 'running') return { ...plan, accepted: now - job.submitted }
  if (to !== 'successful' && to !== 'failed') return undefined
  if (status === 'accepted') return { ...plan, accepted: now - job.submitted, running: 0, paused: 0, outcome: to }
  return status === 'running' ? { ...plan, running: now - startOf(job), paused: 0, outcome: to } : undefined
}

/** Tells a job to take its next step; one that wants to be told several times counts. */
export const tell: Amendment = (job, now) => {
  const { manual } = job.plan
  if (manual !== undefined && manual.told + 1 < manual.times) return { ...job.plan, manual: { ...manual, told: manual.told + 1 } }
  const status = statusAt(job, now)
  const plan = moveTo(status === 'accepted' ? 'running' : job.plan.outcome)(job, now)
  if (plan === undefined || manual === undefined) return plan
  return { ...plan, manual: { ...manual, told: 0 } }
}
