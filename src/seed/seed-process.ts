import type { ProcessSeed } from '../../schemas/seed.ts'
import type { Process } from '../processes/process.ts'
import { adjustPlan, defaultPlan } from '../world/plan.ts'

/** What a process of the seed is of which nothing else is said: it echoes its inputs at once. */
const blank: Omit<Process, 'id' | 'title'> = {
  description: 'A process of the seed.',
  version: '1.0.0',
  inputs: {},
  outputs: {},
  plan: () => ({ ...defaultPlan, running: 0 }),
  results: inputs => inputs
}

/**
 * A process that a seed describes: one of its own, which gives the results that the seed says and else echoes the inputs
 * of the same names, or a known one with inputs and outputs that are otherwise.
 */
export function processFromSeed ({ id, inputs, outputs, results, plan, title, description, version, replace = false, ...members }: ProcessSeed, known?: Process): Process {
  const base = (replace ? undefined : known) ?? { ...blank, id, title: id }
  return {
    id,
    title: title ?? base.title,
    description: description ?? base.description,
    version: version ?? base.version,
    inputs: { ...base.inputs, ...inputs },
    outputs: { ...base.outputs, ...outputs },
    members: { ...base.members, ...members },
    plan: values => adjustPlan(base.plan(values), plan),
    results: values => ({ ...base.results(values), ...results })
  }
}
