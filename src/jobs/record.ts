import type { Draft, Job } from './job.ts'

const noInputs = Object.freeze({})

/**
 * A job as it is stored, without the three members that most jobs do not have: that keeps a million of them small.
 * @param now epoch milliseconds, the time of submission unless the draft has one
 */
export function createRecord ({ id, group = id, process, project, user, submitted, plan, inputs = noInputs, delivery, dismissed, dismissal }: Draft, ordinal: number, now: number): Job {
  const facts = { id, group, ordinal, process, project, user, submitted: submitted ?? now, plan, inputs }
  return delivery === undefined && dismissed === undefined ? facts : completeRecord(facts, delivery, dismissed, dismissal)
}

/** A job with all its members. They are written out: a spread made a dismissal a sixth slower. */
export const completeRecord = ({ id, group, ordinal, process, project, user, submitted, plan, inputs }: Job, delivery: Job['delivery'], dismissed: Job['dismissed'], dismissal: Job['dismissal']): Job =>
  ({ id, group, ordinal, process, project, user, submitted, plan, inputs, delivery, dismissed, dismissal })
