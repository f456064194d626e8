import type { ProcessSeed } from '../../../schemas/seed.ts'
import type { KnownExecution } from '../ogc/subject.ts'
import type { Observations } from './observations.ts'

/** Plans and cases by process id. */
export type LearnedPlans = ReadonlyMap<string, Pick<ProcessSeed, 'plan' | 'cases'>>

/** Duration of a short job, in seconds: long enough to be read while it runs. */
const soon = 0.02

/** Learns how long jobs run: the process that was dismissed while running by the duration in its input, or ten seconds; others end soon. */
export function learnPlans ({ executions: { slow }, processes }: Pick<Observations, 'executions' | 'processes'>): LearnedPlans {
  return new Map(processes.map(({ id }) => [id, id === slow?.process ? planOf(slow) : { plan: { running: soon } }]))
}

function planOf ({ inputs, requestedSeconds }: KnownExecution): Pick<ProcessSeed, 'plan' | 'cases'> {
  if (requestedSeconds === undefined) return { plan: { running: 10 } }
  return { plan: { running: soon }, cases: [{ when: { ...inputs }, plan: { running: requestedSeconds } }] }
}
