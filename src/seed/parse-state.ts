import { Ajv, type ValidateFunction } from 'ajv'
import type { Seed } from '../../schemas/seed.ts'
import { WorldStateFile } from '../../schemas/state.ts'
import { parseJson } from '../bounds/json-depth.ts'
import { schemaSentence } from '../inputs/schema-sentence.ts'
import { validateSeed } from './validate-seed.ts'

let compiledSchema: ValidateFunction<WorldStateFile> | undefined

/** Compiled on first use. */
const validator = (): ValidateFunction<WorldStateFile> =>
  (compiledSchema ??= new Ajv({ strict: false, verbose: true, validateSchema: false }).compile<WorldStateFile>(WorldStateFile))

/** Parses a state file. @param initialSeed the seed that its jobs are checked against if the file has none @throws Error whose message says what is wrong */
export function parseState (text: string, initialSeed: Seed, maxDepth: number): WorldStateFile {
  const state = parseJson(text, maxDepth)
  const validate = validator()
  if (!validate(state)) throw new Error(validate.errors!.map(error => schemaSentence(error, error.instancePath || '/')).join('; '))
  const problems = validateSeed({ ...withDeployed(state.seed ?? initialSeed, state.deployed), jobs: state.jobs }, maxDepth)
  if (problems.length > 0) throw new Error(problems.join('; '))
  return state
}

/** Adds deployed and queued processes, since jobs of the file may belong to them. */
function withDeployed (seed: Seed, { processes, queued }: NonNullable<WorldStateFile['deployed']> = { processes: [], undeployed: [], queued: [] }): Seed {
  if (processes.length + queued.length === 0) return seed
  const all = new Map([...seed.processes ?? [], ...queued.map(({ process }) => process), ...processes.map(({ process }) => process)].map(process => [process.id, process]))
  return { ...seed, processes: [...all.values()] }
}
