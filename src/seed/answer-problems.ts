import type { ProcessSeed, Seed } from '../../schemas/seed.ts'
import type { Process } from '../processes/process.ts'
import { resultProblems } from '../results/check-results.ts'
import { sampleOf } from '../results/sample-value.ts'
import { caseProblems } from './case-problems.ts'
import type { Entities } from './interpret-seed.ts'

/**
 * Every problem of what jobs of a seed produce, one sentence each: results, cases, and outputs for which no value can be
 * made. The seed fits its schema.
 * @param entities the processes and algorithms of the seed
 */
export function answerProblems (seed: Seed, entities: Entities): string[] {
  const { processes = [], projects = [] } = seed
  const { validators, findFile } = entities
  return [
    ...processes.flatMap((process, index) => processProblems(seed, process, entities).map(problem => `/processes/${index}${problem}`)),
    ...projects.flatMap(({ algorithms = [] }, index) => algorithms.flatMap(({ name, cases = [] }, at) => cases.flatMap((one, place) =>
      caseProblems(one, { id: name }, `/projects/${index}/algorithms/${at}/cases/${place}`, { validators, findFile }))))
  ]
}

function processProblems ({ components }: Seed, { id, results = {}, cases = [], outputs = {} }: ProcessSeed, { processes, validators, findFile }: Entities): string[] {
  const process = processes.get(id) as Process
  const context = { validators, findFile }
  return [
    ...resultProblems(process, results, context),
    ...cases.flatMap((one, index) => caseProblems(one, process, `/cases/${index}`, context)),
    ...Object.entries(outputs).filter(([name, { schema }]) => !Object.hasOwn(results, name) && sampleOf(schema, { validators, components: components?.schemas }) === undefined)
      .map(([name]) => `/outputs/${name}/schema: no value could be made that is valid by it; expected one in /results/${name} of the process`)
  ]
}
