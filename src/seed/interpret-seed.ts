import type { Seed } from '../../schemas/seed.ts'
import { writerOf } from '../formats/charset.ts'
import { charsetOf } from '../formats/media-type.ts'
import { Validators } from '../inputs/validators.ts'
import { builtInProcesses } from '../processes/built-in-processes.ts'
import type { Process } from '../processes/process.ts'
import type { FindFile } from '../results/find-file.ts'
import { createIds } from '../world/ids.ts'
import { createFetchReference, type KnownReferences } from '../outgoing/fetch-reference.ts'
import { adjustPlan, defaultPlan } from '../world/plan.ts'
import type { Project, SeedContent, SeedContentOptions, User } from '../world/seed-content.ts'
import { jsonPieces } from './json-pieces.ts'
import { readCase } from './seed-case.ts'
import { processFromSeed } from './seed-process.ts'
import { withoutSecrets } from './seed-secrets.ts'

/** Built-in processes have the same schemas in every world. */
const builtInValidators = new Validators()

/** What exists beside a seed. */
export interface SeedSurroundings {
  /** Processes that exist with every seed. */
  readonly known: ReadonlyMap<string, Process>
  /** Checks the inputs of processes that are not built in. */
  readonly codeValidators: Validators
  /** Finds the files that results of the seed may name. */
  readonly findFile: FindFile
}

/** Creates the parts of a world that its seed decides. */
export function interpretSeed (seed: Seed, { name, clock, outgoing, bounds }: SeedContentOptions, surroundings: SeedSurroundings): SeedContent {
  const { validators, ...entities } = entitiesOf(seed, surroundings)
  return {
    seed,
    ...entities,
    ids: createIds(clock, originOf(name, seed)),
    fetchReference: createFetchReference(outgoing, referencesOf(seed), { fetches: bounds.fetches, owner: name })
  }
}

/** This many jobs are enough to distinguish seeds; serialising all of a large one is a good part of a start. */
const mostJobsInOrigin = 1000

function * originOf (name: string, seed: Seed): Generator<string> {
  yield `${name} `
  yield * jsonPieces(withoutSecrets(seed.jobs === undefined ? seed : { ...seed, jobs: seed.jobs.slice(0, mostJobsInOrigin) }))
}

/** The parts of a seed that are the same in any world. */
export interface Entities extends Omit<SeedContent, 'seed' | 'ids' | 'fetchReference'> {
  /** Checks values by the schemas of the seed. */
  readonly validators: Validators
}

export function entitiesOf (seed: Seed, { known, codeValidators, findFile }: SeedSurroundings): Entities {
  const validators = new Validators(seed.components?.schemas)
  const projects = projectsOf(seed, validators)
  const users = usersOf(seed)
  const context = { validators, components: seed.components?.schemas }
  const processes = new Map([...known, ...(seed.processes ?? []).map(process => [process.id, processFromSeed(process, known.get(process.id), context)] as const)])
  return {
    validators,
    findFile,
    processes,
    projects,
    users,
    usersByToken: new Map(users.map(user => [user.token, user])),
    homeProject: projects.keys().next().value ?? 1,
    validatorsOf: process => known.get(process.id) !== process ? validators : builtInProcesses.get(process.id) === process ? builtInValidators : codeValidators
  }
}

function projectsOf ({ projects = [] }: Seed, validators: Validators): Map<number, Project> {
  let algorithms = 0
  return new Map(projects.map(project => [project.id, {
    id: project.id,
    media: project.media ?? [],
    algorithms: new Map((project.algorithms ?? []).map(({ name, files_per_job: filesPerJob = 1, plan, cases = [] }) =>
      [name, { id: ++algorithms, name, filesPerJob, plan: adjustPlan(defaultPlan, plan), cases: cases.map(one => readCase(one, validators)) }]))
  }]))
}

function referencesOf ({ references = {} }: Seed): KnownReferences {
  return new Map(Object.entries(references).map(([href, { mediaType, text = '', base64 }]) =>
    [href, { body: base64 === undefined ? bytesOf(text, mediaType) : Buffer.from(base64, 'base64'), mediaType }]))
}

/** Encodes text in the charset of its media type; other charsets were refused before. */
const bytesOf = (text: string, mediaType: string | undefined): Buffer => writerOf(charsetOf(mediaType))!(text)!

function usersOf ({ users = [] }: Seed): User[] {
  return users.map(({ name, password, token, active = true, projects = {} }, index) => ({
    id: index + 1,
    name,
    password,
    token,
    active,
    levels: new Map(Object.entries(projects).map(([id, level]) => [Number(id), level]))
  }))
}
