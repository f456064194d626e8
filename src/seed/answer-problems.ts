import type { ProcessSeed, Seed } from '../../schemas/seed.ts'
import { Validators } from '../inputs/validators.ts'
import type { Process } from '../processes/process.ts'
import { resultProblems } from '../results/check-results.ts'
import type { FindFile } from '../results/find-file.ts'
import { sampleOf } from '../results/sample-value.ts'
import { caseProblems } from './case-problems.ts'

/**
 * Everything that is wrong with what the jobs of a seed come to, a sentence each: results, cases, and outputs of which no
 * value can be made. The seed follows its schema. @param known processes that are there without it
 */
export function answerProblems ({ processes = [], projects = [], jobs = [], components }: Seed, known: ReadonlyMap<string, Process>, findFile: FindFile): string[] {
  const validators = new Validators(components?.schemas)
  const context = { validators, findFile }
  const unusable = processes.flatMap((process, index) => outputProblems(process, `/processes/${index}`, validators))
  if (unusable.length > 0) return unusable
  const described = (id = 'echo') => {
    const own = processes.find(process => process.id === id)
    return { inputs: { ...known.get(id)?.inputs, ...own?.inputs }, outputs: { ...known.get(id)?.outputs, ...own?.outputs } }
  }
  return [
    ...processes.flatMap(({ id, results = {}, cases = [], plan }, index) => [
      ...resultProblems(results, described(id).outputs, `/processes/${index}/results`, context),
      ...resultProblems(plan?.results ?? {}, described(id).outputs, `/processes/${index}/plan/results`, context),
      ...cases.flatMap((one, place) => caseProblems(one, described(id), `/processes/${index}/cases/${place}`, context))
    ]),
    ...processes.flatMap(({ outputs = {}, results = {} }, index) => Object.entries(outputs)
      .filter(([output, { schema }]) => !Object.hasOwn(results, output) && sampleOf(schema, { validators, components: components?.schemas }) === undefined)
      .map(([output]) => `/processes/${index}/outputs/${output}/schema: no value could be made that is valid by it; expected one in /processes/${index}/results/${output}`)),
    ...projects.flatMap(({ algorithms = [] }, index) => algorithms.flatMap(({ cases = [] }, at) => cases.flatMap((one, place) =>
      caseProblems(one, {}, `/projects/${index}/algorithms/${at}/cases/${place}`, context)))),
    ...jobs.flatMap(({ process, plan }, index) => resultProblems(plan?.results ?? {}, described(process).outputs, `/jobs/${index}/plan/results`, context))
  ]
}

const outputProblems = ({ outputs = {} }: ProcessSeed, at: string, validators: Validators): string[] => Object.entries(outputs).flatMap(([name, { schema }]) => {
  const error = validators.schemaError(schema)
  return error === undefined ? [] : [`${at}/outputs/${name}/schema: expected a schema that can be used; ${error}`]
})
