import type { ProcessSeed } from '../../schemas/seed.ts'
import { adjustPlan, ordinaryPlan } from '../plan.ts'
import type { InputDescription, OutputDescription, Process } from './process.ts'

/** A process that a seed describes. It gives the results that the seed says, and else echoes the inputs of the same names. */
export function seededProcess ({ id, title = id, description = 'A process of the seed.', version = '1.0.0', inputs = {}, outputs = {}, results = {}, plan }: ProcessSeed): Process {
  return {
    id,
    title,
    description,
    version,
    inputs: titled(inputs),
    outputs: titled(outputs),
    plan: () => adjustPlan({ ...ordinaryPlan, running: 0 }, plan),
    results: inputs => ({ ...inputs, ...results })
  }
}

const titled = <T extends InputDescription | OutputDescription>(descriptions: Readonly<Record<string, Omit<T, 'title'> & { title?: string }>>): Record<string, T> =>
  Object.fromEntries(Object.entries(descriptions).map(([name, description]) => [name, { title: name, ...description } as T]))
