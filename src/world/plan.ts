import type { PlanSeed } from '../../schemas/seed.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import type { Plan } from '../jobs/job.ts'

/** The default plan: the job runs for ten seconds and succeeds. */
export const defaultPlan: Plan = { accepted: 0, running: 10_000, outcome: 'successful' }

/** Rounded to a thousandth of a millisecond: 1.001 seconds are 1001 milliseconds, despite binary fractions. */
export const toMilliseconds = (seconds: number | 'forever'): number => seconds === 'forever' ? Infinity : Math.round(seconds * 1e6) / 1e3

/** The plan `base` with the changes of a seed (in seconds). */
export function adjustPlan (base: Plan, seed?: PlanSeed): Plan {
  if (seed === undefined) return base
  const { accepted, running, whole, pauses, ...rest } = seed
  const plan: { -readonly [K in keyof Plan]: Plan[K] } = { ...base, ...rest }
  if (accepted !== undefined) plan.accepted = toMilliseconds(accepted)
  if (running !== undefined) plan.running = toMilliseconds(running)
  if (whole !== undefined) plan.whole = toMilliseconds(whole)
  if (pauses !== undefined) plan.pauses = pauses.map(({ from, until }) => ({ from: toMilliseconds(from), until: toMilliseconds(until) }))
  return plan
}

const seconds = (ms: number): number | 'forever' => ms === Infinity ? 'forever' : ms / 1000

/** Converts a plan to that of a seed; a hold is not part of it. */
export function planToSeed ({ accepted, running, outcome, progress, reason, exception, results, whole, pauses, manual, stuck }: Plan): PlanSeed {
  return {
    accepted: seconds(accepted),
    running: seconds(running),
    outcome,
    ...definedOnly({
      progress: progress && [...progress],
      reason,
      exception,
      results: results && { ...results },
      whole: whole && seconds(whole),
      pauses: pauses?.map(({ from, until }) => ({ from: from / 1000, until: until / 1000 })),
      manual,
      stuck
    })
  }
}
