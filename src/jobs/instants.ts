import { JobError, jobErrors } from './errors.ts'
import type { Draft } from './job.ts'

/** The last instant that a Date can hold, in epoch milliseconds; the first one is the same distance before 1970. */
export const latestInstant = 8.64e15

const hasDate = (instant: number): boolean => Math.abs(instant) <= latestInstant
const isDuration = (ms: number): boolean => ms >= 0

/** Refuses a job with an instant that a Date cannot hold. @throws JobError `invalid-time` that names the member */
export function refuseInvalidTimes ({ id, submitted = 0, dismissed = 0, dismissal, plan: { accepted, running, whole = 0, pauses } }: Pick<Draft, 'id' | 'submitted' | 'dismissed' | 'dismissal' | 'plan'>): void {
  if (!hasDate(submitted)) refuse(id, 'submitted', submitted, anInstant)
  if (!hasDate(dismissed)) refuse(id, 'dismissed', dismissed, anInstant)
  if (!hasDate(dismissed + (dismissal?.after ?? 0))) refuse(id, 'dismissal.after', dismissal!.after, aDuration)
  if (!isDuration(accepted)) refuse(id, 'plan.accepted', accepted, aDuration)
  if (!isDuration(running)) refuse(id, 'plan.running', running, aDuration)
  if (!isDuration(whole)) refuse(id, 'plan.whole', whole, aDuration)
  pauses?.forEach(({ from, until }, index) => {
    if (!(isDuration(from) && Number.isFinite(from))) refuse(id, `plan.pauses[${index}].from`, from, aDuration)
    if (!isDuration(until)) refuse(id, `plan.pauses[${index}].until`, until, aDuration)
  })
}

/** The same for the jobs of a seed, before they are converted. Ages are in seconds. */
export function refuseInvalidAges (jobs: readonly { readonly id?: string, readonly age?: number, readonly held?: number, readonly dismissed?: number }[]): void {
  jobs.forEach((job, index) => {
    for (const member of ageMembers) {
      const received = job[member] ?? 0
      if (!(received >= 0 && received <= longestAge)) refuse(job.id ?? `/jobs/${index}`, member, received, `seconds from 0 to ${longestAge}`)
    }
  })
}

const ageMembers = ['age', 'held', 'dismissed'] as const
const longestAge = latestInstant / 1000
const anInstant = `epoch milliseconds from ${-latestInstant} to ${latestInstant}`
const aDuration = 'milliseconds of 0 or more'

function refuse (id: string, member: string, received: number, expected: string): never {
  throw new JobError('invalid-time', jobErrors['invalid-time'](id, member, received, expected))
}
