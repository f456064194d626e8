import type { Seed } from '../../schemas/seed.ts'
import { Validators } from '../inputs/validators.ts'
import { builtInProcesses } from '../processes/built-in-processes.ts'
import { createIds } from '../world/ids.ts'
import { createFetchReference, type KnownReferences } from '../outgoing/fetch-reference.ts'
import { adjustPlan, defaultPlan } from '../world/plan.ts'
import type { Project, SeedContent, SeedContentOptions, User } from '../world/seed-content.ts'
import { processFromSeed } from './seed-process.ts'
import { withoutSecrets } from './seed-secrets.ts'

/** They bring no schemas but their own, the same in every world. */
const builtInValidators = new Validators()

/** What the seed decides of a world. */
export function interpretSeed (seed: Seed, { name, clock, outgoing, bounds }: SeedContentOptions): SeedContent {
  return {
    seed,
    ...entitiesOf(seed),
    ids: createIds(clock, `${name} ${JSON.stringify(withoutSecrets(seed))}`),
    fetchReference: createFetchReference(outgoing, referencesOf(seed), { fetches: bounds.fetches, owner: name })
  }
}

/** What there is by the seed, in any world. */
export function entitiesOf (seed: Seed): Omit<SeedContent, 'seed' | 'ids' | 'fetchReference'> {
  const projects = projectsOf(seed)
  const users = usersOf(seed)
  const validators = new Validators(seed.components?.schemas)
  return {
    processes: new Map([...builtInProcesses, ...(seed.processes ?? []).map(process => [process.id, processFromSeed(process, builtInProcesses.get(process.id))] as const)]),
    projects,
    users,
    usersByToken: new Map(users.map(user => [user.token, user])),
    homeProject: projects.keys().next().value ?? 1,
    validatorsOf: process => builtInProcesses.get(process.id) === process ? builtInValidators : validators
  }
}

function projectsOf ({ projects = [] }: Seed): Map<number, Project> {
  let algorithms = 0
  return new Map(projects.map(project => [project.id, {
    id: project.id,
    media: project.media ?? [],
    algorithms: new Map((project.algorithms ?? []).map(({ name, files_per_job: filesPerJob = 1, plan }) =>
      [name, { id: ++algorithms, name, filesPerJob, plan: adjustPlan(defaultPlan, plan) }]))
  }]))
}

function referencesOf ({ references = {} }: Seed): KnownReferences {
  return new Map(Object.entries(references).map(([href, { mediaType, text = '', base64 }]) =>
    [href, { body: base64 === undefined ? Buffer.from(text) : Buffer.from(base64, 'base64'), mediaType }]))
}

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
