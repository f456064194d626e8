import type { JobSeed } from '../../schemas/seed.ts'
import { hold } from '../jobs/amendments.ts'
import type { Draft, Job } from '../jobs/job.ts'
import { createRecord } from '../jobs/record.ts'
import { adjustPlan, toMilliseconds, defaultPlan, planToSeed } from '../world/plan.ts'
import type { SeededWorld } from '../world/seed-reader.ts'

/** How a job of a seed becomes one of the store, as if it had been submitted, held and dismissed when the seed says. */
export function draftFromSeed (world: SeededWorld, { id, group, process = 'echo', project = world.homeProject, user, inputs = {}, plan, age = 0, response, outputs, held, dismissed }: JobSeed, now: number): Draft {
  const algorithm = world.projects.get(project)?.algorithms.get(process)
  const known = world.processes.get(process)
  const base = algorithm !== undefined ? world.planForAlgorithm(algorithm, inputs) : known === undefined ? defaultPlan : world.planFor(known, inputs)
  const draft = {
    id: id ?? world.newId(),
    ...(group !== undefined && { group }),
    process,
    project,
    user: user === undefined ? 0 : world.users.find(({ name }) => name === user)?.id ?? 0,
    inputs,
    plan: adjustPlan(base, plan),
    submitted: now - toMilliseconds(age),
    ...((response !== undefined || outputs !== undefined) && { delivery: { response: response ?? 'raw' as const, ...(outputs !== undefined && { outputs }) } }),
    ...(dismissed !== undefined && { dismissed: now - toMilliseconds(dismissed) })
  }
  return held === undefined ? draft : heldAt(draft, now - toMilliseconds(held))
}

/** One that had ended by then, or was dismissed, cannot be held. */
function heldAt (draft: Draft, instant: number): Draft {
  return { ...draft, plan: hold(createRecord(draft, 0, instant), instant) ?? draft.plan }
}

/** The other way round: the job as a seed says it, as it stands at `now`. */
export function jobToSeed (world: SeededWorld, { id, group, process, project, user, inputs, plan: { held, ...plan }, submitted, delivery, dismissed }: Job, now: number): JobSeed {
  const name = world.users.find(one => one.id === user)?.name
  const whole = held === undefined ? plan : { ...held.plan, ...(plan.manual !== undefined && { manual: plan.manual }) }
  return {
    id,
    ...(group !== id && { group }),
    process,
    project,
    ...(name !== undefined && { user: name }),
    inputs: { ...inputs },
    plan: planToSeed(whole),
    age: (now - submitted) / 1000,
    ...(delivery !== undefined && { response: delivery.response, ...(delivery.outputs !== undefined && { outputs: { ...delivery.outputs } }) }),
    ...(held !== undefined && { held: (now - submitted - held.since) / 1000 }),
    ...(dismissed !== undefined && { dismissed: (now - dismissed) / 1000 })
  }
}
