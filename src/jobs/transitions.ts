import { latestInstant } from './instants.ts'
import type { Job, JobStatus } from './job.ts'
import { forEachInSteps, sortInSteps, type Steps } from './steps.ts'
import { dismissalInstant, endOf, startOf, statusBeforeDismissal } from './timeline.ts'

/** A job's change from one status to the next; `at` in epoch milliseconds. */
export interface Transition {
  readonly job: string
  readonly from: JobStatus
  readonly to: JobStatus
  readonly at: number
}

/** The transitions of the job after `from` and until `until`, in order: those of its plan, and that of a dismissal which takes effect later. */
export function transitionsOf (job: Job, from: number, until: number): Transition[] {
  // A transition at the very moment of submission was never visible.
  const [after, last] = [Math.max(from, job.submitted), Math.min(until, dismissalInstant(job))]
  return [...stepsOf(job), ...dismissalSteps(job)].filter(({ at }) => at > after && at <= last).map(step => ({ job: job.id, ...step }))
}

/** When the next of the jobs has a transition after `now`, in whole epoch milliseconds; undefined if none has before the last date. */
export function * nextStepAt (jobs: Iterable<Job>, now: number): Steps<number | undefined> {
  let next = Infinity
  yield * forEachInSteps(jobs, job => {
    for (const { at } of transitionsOf(job, now, Math.min(next, latestInstant))) next = Math.min(next, at)
  })
  return next === Infinity ? undefined : Math.ceil(next)
}

function stepsOf (job: Job): Omit<Transition, 'job'>[] {
  const [start, end, { outcome }] = [startOf(job), endOf(job), job.plan]
  if (start === end) return [{ from: 'accepted', to: outcome, at: end }]
  return [{ from: 'accepted', to: 'running', at: start }, { from: 'running', to: outcome, at: end }]
}

const dismissalSteps = (job: Job): Omit<Transition, 'job'>[] =>
  job.dismissal === undefined || job.dismissal.after === 0 ? [] : [{ from: statusBeforeDismissal(job), to: 'dismissed', at: dismissalInstant(job) }]

/** The same for many jobs, ordered by time, then by submission. */
export function * transitionsBetween (jobs: Iterable<Job>, from: number, until: number): Steps<Transition[]> {
  const transitions: Transition[] = []
  yield * forEachInSteps(jobs, job => { transitions.push(...transitionsOf(job, from, until)) })
  return yield * sortInSteps(transitions, (one, other) => one.at - other.at)
}
