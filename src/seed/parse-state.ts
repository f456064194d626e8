import { Ajv, type ValidateFunction } from 'ajv'
import type { Seed } from '../../schemas/seed.ts'
import { WorldStateFile } from '../../schemas/state.ts'
import { parseJson } from '../bounds/json-depth.ts'
import { schemaSentence } from '../inputs/schema-sentence.ts'
import { validateSeed } from './validate-seed.ts'

let compiledSchema: ValidateFunction<WorldStateFile> | undefined

/** Compiled when the first state comes. */
const validator = (): ValidateFunction<WorldStateFile> =>
  (compiledSchema ??= new Ajv({ strict: false, verbose: true, validateSchema: false }).compile<WorldStateFile>(WorldStateFile))

/** What a state file says. @param initialSeed the seed that its jobs are checked against where it has none of its own @throws Error whose message says what is wrong */
export function parseState (text: string, initialSeed: Seed, maxDepth: number): WorldStateFile {
  const state = parseJson(text, maxDepth)
  const validate = validator()
  if (!validate(state)) throw new Error(validate.errors!.map(error => schemaSentence(error, error.instancePath || '/')).join('; '))
  const problems = validateSeed({ ...withDeployed(state.seed ?? initialSeed, state.deployed), jobs: state.jobs }, maxDepth)
  if (problems.length > 0) throw new Error(problems.join('; '))
  return state
}

/** What its jobs may be of: processes that are deployed, and queued ones, are checked with the others. */
function withDeployed (seed: Seed, { processes, queued }: NonNullable<WorldStateFile['deployed']> = { processes: [], undeployed: [], queued: [] }): Seed {
  if (processes.length + queued.length === 0) return seed
  const all = new Map([...seed.processes ?? [], ...queued.map(({ process }) => process), ...processes.map(({ process }) => process)].map(process => [process.id, process]))
  return { ...seed, processes: [...all.values()] }
}
