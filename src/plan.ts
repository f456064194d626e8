import type { PlanSeed } from '../schemas/seed.ts'
import type { Plan } from './jobs/job.ts'

/** What a job does of which nothing else is said: it runs for ten seconds and succeeds. */
export const ordinaryPlan: Plan = { accepted: 0, running: 10_000, outcome: 'successful' }

const milliseconds = (seconds: number | 'forever') => seconds === 'forever' ? Infinity : seconds * 1000

/** The plan `base`, with what a seed says otherwise (in seconds). */
export function adjustPlan (base: Plan, seed: PlanSeed = {}): Plan {
  const { accepted, running, ...rest } = seed
  return {
    ...base,
    ...rest,
    ...(accepted !== undefined && { accepted: milliseconds(accepted) }),
    ...(running !== undefined && { running: milliseconds(running) })
  }
}
