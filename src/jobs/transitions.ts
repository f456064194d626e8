import type { Job, JobStatus } from './job.ts'
import { endOf, startOf, statusAt } from './timeline.ts'

/** A job's step from one status to the next; `at` in epoch milliseconds. */
export interface Transition {
  readonly job: string
  readonly from: JobStatus
  readonly to: JobStatus
  readonly at: number
}

/** The steps of its plan that the job takes after `from` and until `until`, in their order. */
export function transitionsOf (job: Job, from: number, until: number): Transition[] {
  const instants = startOf(job) === endOf(job) ? [startOf(job)] : [startOf(job), endOf(job)]
  return instants.filter(at => at > from && at <= until).flatMap(at => {
    const step = { job: job.id, from: statusAt(job, at - 1), to: statusAt(job, at), at }
    return step.from === step.to ? [] : [step]
  })
}

/** The same for many jobs: in the order of time, and of submission where the time is the same. */
export const transitionsBetween = (jobs: Iterable<Job>, from: number, until: number): Transition[] =>
  [...jobs].flatMap(job => transitionsOf(job, from, until)).sort((one, other) => one.at - other.at)
