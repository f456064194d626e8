import type { ProcessSeed } from '../../../schemas/seed.ts'
import type { Run } from '../ogc/subject.ts'
import type { Observations } from './observations.ts'

/** What jobs of a process do, by its id. */
export type LearnedPlans = ReadonlyMap<string, Pick<ProcessSeed, 'plan' | 'cases'>>

/** How long a job takes that ends soon, in seconds: long enough to be met while it runs. */
const soon = 0.02

/** How long jobs run: those of the process that was dismissed while it ran as long as its input said, or ten seconds; others end soon. */
export function learnPlans ({ runs: { slow }, processes }: Pick<Observations, 'runs' | 'processes'>): LearnedPlans {
  return new Map(processes.map(({ id }) => [id, id === slow?.process ? planOf(slow) : { plan: { running: soon } }]))
}

function planOf ({ inputs, duration }: Run): Pick<ProcessSeed, 'plan' | 'cases'> {
  if (duration === undefined) return { plan: { running: 10 } }
  return { plan: { running: soon }, cases: [{ when: { ...inputs }, plan: { running: duration } }] }
}
