import type { Amendment } from './amendments.ts'
import { isUnfinished, type Plan } from './job.ts'
import { pausedTime, statusAt } from './timeline.ts'

/** The result of the code that decides how a job ends. */
export type JobEnding = Required<Pick<Plan, 'results'>> | { readonly outcome: 'failed', readonly reason: string }

/** For code that has decided at once: the job ends that way, at the time in its plan. */
export const decideEnding = (ending: JobEnding): Amendment => ({ plan }) => ({ ...plan, ...ending })

/** The job does not end before its code has settled. */
export const awaitEnding: Amendment = ({ plan }) =>
  plan.awaited === undefined ? { ...plan, running: Infinity, whole: plan.running, awaited: { running: plan.running } } : plan

/**
 * For code that has settled: the job ends at the time in its plan, or now if that is past; a held job, when it is
 * released. Undefined for a job that has ended, or does not wait for code.
 */
export const endAs = (ending: JobEnding): Amendment => (job, now) => {
  const { plan, submitted } = job
  if (!isUnfinished(statusAt(job, now))) return undefined
  if (plan.held === undefined) return withEnding(plan, ending, now - submitted)
  const { since } = plan.held
  const later = withEnding(plan.held.plan, ending, since)
  return later && { ...plan, held: { since, plan: later } }
}

/** @param elapsed milliseconds since its submission */
function withEnding ({ awaited, ...plan }: Plan, ending: JobEnding, elapsed: number): Plan | undefined {
  if (awaited === undefined) return undefined
  const soonest = elapsed - plan.accepted - pausedTime(plan, elapsed)
  return { ...plan, ...ending, running: Math.max(awaited.running, soonest) }
}
