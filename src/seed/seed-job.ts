import type { DismissalSeed, JobSeed } from '../../schemas/seed.ts'
import { hold } from '../jobs/amendments.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import type { DismissalDetails, Draft, Job } from '../jobs/job.ts'
import { createRecord } from '../jobs/record.ts'
import { dismissalInstant, pendingInstant } from '../jobs/timeline.ts'
import { adjustPlan, toMilliseconds, defaultPlan, planToSeed } from '../world/plan.ts'
import type { SeededWorld } from '../world/seed-reader.ts'

/** Converts a job of a seed to a draft, as if it had been submitted, held and dismissed at the times in the seed. */
export const draftFromSeed = (world: SeededWorld, job: JobSeed, now: number): Draft => draftWithId(world, job.id ?? world.newId(), job, now)

/** The same for a job with a known id. */
export function draftWithId (world: Omit<SeededWorld, 'newId'>, id: string, { group = id, process = 'echo', project = world.homeProject, user, inputs = {}, plan, age = 0, response, outputs, held, dismissed, dismissal }: JobSeed, now: number): Draft {
  const algorithm = world.projects.get(project)?.algorithms.get(process)
  const known = world.processes.get(process)
  const base = algorithm !== undefined ? world.planForAlgorithm(algorithm, inputs) : known === undefined ? defaultPlan : world.planFor(known, inputs)
  // Written out, since there may be 200,000 of them.
  const draft = {
    id,
    group,
    process,
    project,
    user: user === undefined ? 0 : world.users.find(({ name }) => name === user)?.id ?? 0,
    inputs,
    plan: adjustPlan(base, plan),
    submitted: now - toMilliseconds(age),
    delivery: response === undefined && outputs === undefined ? undefined : { response: response ?? 'raw' as const, ...definedOnly({ outputs }) },
    dismissed: dismissed === undefined ? undefined : now - toMilliseconds(dismissed),
    dismissal: dismissal && dismissalFromSeed(dismissal)
  }
  return held === undefined ? draft : heldAt(draft, now - toMilliseconds(held))
}

const dismissalFromSeed = ({ after = 0, forgottenAfter, workGoesOn }: DismissalSeed): DismissalDetails => ({
  after: toMilliseconds(after),
  ...definedOnly({ forgottenAfter: forgottenAfter === undefined ? undefined : toMilliseconds(forgottenAfter), workGoesOn: workGoesOn || undefined })
})

const dismissalToSeed = ({ after, forgottenAfter, workGoesOn }: DismissalDetails): DismissalSeed => ({
  after: after / 1000,
  ...definedOnly({ forgottenAfter: forgottenAfter === undefined ? undefined : forgottenAfter / 1000, workGoesOn })
})

/** A job that had ended or was dismissed by then cannot be held. */
function heldAt (draft: Draft, instant: number): Draft {
  return { ...draft, plan: hold(createRecord(draft, 0, instant), instant) ?? draft.plan }
}

/** Whether its dismissal has taken effect or still can: the job has not ended by itself before. */
const isInForce = (job: Job, now: number): boolean => dismissalInstant(job) < Infinity || pendingInstant(job, now) < Infinity

/** Converts a job of the store to a job of a seed, as it stands at `now`. */
export function jobToSeed (world: SeededWorld, job: Job, now: number): JobSeed {
  const { id, group, process, project, user, inputs, plan: { held, ...plan }, submitted, delivery, dismissed, dismissal } = job
  const name = world.users.find(one => one.id === user)?.name
  const whole = held === undefined ? plan : { ...held.plan, ...definedOnly({ manual: plan.manual }) }
  return {
    id,
    ...(group !== id && { group }),
    process,
    project,
    ...definedOnly({ user: name }),
    inputs: { ...inputs },
    plan: planToSeed(whole),
    age: (now - submitted) / 1000,
    ...definedOnly({ response: delivery?.response, outputs: delivery?.outputs && { ...delivery.outputs }, held: held && (now - submitted - held.since) / 1000 }),
    ...(dismissed !== undefined && isInForce(job, now) && { dismissed: (now - dismissed) / 1000, ...definedOnly({ dismissal: dismissal && dismissalToSeed(dismissal) }) })
  }
}
