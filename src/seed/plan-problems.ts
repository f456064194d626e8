import type { PlanSeed } from '../../schemas/seed.ts'
import { excerpt } from '../inputs/validation-error.ts'
import type { Process } from '../processes/process.ts'
import { resultProblems } from '../results/check-results.ts'
import type { SeedContent } from '../world/seed-content.ts'

/** What the results of a plan are checked with. */
export type PlanContext = Pick<SeedContent, 'validatorsOf' | 'findFile'>

/**
 * Every problem of a plan of a seed, one sentence each, beginning with a JSON pointer.
 * @param process the process of its jobs; absent for an algorithm of Tator
 */
export const planProblems = (plan: PlanSeed | undefined, process: Process | undefined, context: PlanContext): string[] =>
  plan === undefined ? [] : [...courseProblems(plan), ...(process === undefined ? noResults(plan) : planResultProblems(process, plan, context))]

const courseProblems = ({ pauses = [], manual }: PlanSeed): string[] => [
  ...pauses.flatMap(({ from, until }, index) => from <= until ? [] : [`/pauses/${index}/until: ${until} came; expected at least ${from}, when the pause began`]),
  ...(manual === undefined || manual.told < manual.times ? [] : [`/manual/told: ${manual.told} came; expected less than ${manual.times}, after which it takes a step`])
]

const noResults = ({ results }: PlanSeed): string[] =>
  results === undefined ? [] : [`/results: ${excerpt(results)} came; expected none: only the processes of OGC have results`]

const planResultProblems = (process: Process, { results }: PlanSeed, context: PlanContext): string[] =>
  results === undefined ? [] : resultProblems(process, results, { validators: context.validatorsOf(process), findFile: context.findFile })
