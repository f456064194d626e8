import type { Amendment } from './amendments.ts'
import { isUnfinished, type Plan } from './job.ts'
import { pausedTime, statusAt } from './timeline.ts'

/** What the code that decides what becomes of a job came to. */
export type Ending = Required<Pick<Plan, 'results'>> | { readonly outcome: 'failed', readonly reason: string }

/** The code has decided at once: the job ends so, when its plan says. */
export const decideEnding = (ending: Ending): Amendment => ({ plan }) => ({ ...plan, ...ending })

/** The job does not end before the code has settled that decides its end. */
export const awaitEnding: Amendment = ({ plan }) =>
  plan.awaited === undefined ? { ...plan, running: Infinity, whole: plan.running, awaited: { running: plan.running } } : plan

/**
 * The code has settled: the job ends when its plan says, or now if that is past; one that is held, when it goes on.
 * Undefined for one that has ended, or waits for no code.
 */
export const endAs = (ending: Ending): Amendment => (job, now) => {
  const { plan, submitted } = job
  if (!isUnfinished(statusAt(job, now))) return undefined
  if (plan.held === undefined) return withEnding(plan, ending, now - submitted)
  const { since } = plan.held
  const later = withEnding(plan.held.plan, ending, since)
  return later && { ...plan, held: { since, plan: later } }
}

/** @param elapsed milliseconds since its submission */
function withEnding ({ awaited, ...plan }: Plan, ending: Ending, elapsed: number): Plan | undefined {
  if (awaited === undefined) return undefined
  const soonest = elapsed - plan.accepted - pausedTime(plan, elapsed)
  return { ...plan, ...ending, running: Math.max(awaited.running, soonest) }
}
