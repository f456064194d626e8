import type { Level, Seed } from '../../schemas/seed.ts'
import { builtInProcesses } from '../processes/built-in-processes.ts'
import type { Process } from '../processes/process.ts'
import { createIds, type Ids } from '../world/ids.ts'
import type { FetchReference } from '../inputs/fetch-reference.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Plan } from '../jobs/job.ts'
import { createFetchReference, type KnownReferences } from '../outgoing/fetch-reference.ts'
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts'
import { adjustPlan, defaultPlan } from '../world/plan.ts'
import { processFromSeed } from './seed-process.ts'

export interface Algorithm {
  readonly id: number
  readonly name: string
  readonly filesPerJob: number
  readonly plan: Plan
}

export interface Project {
  readonly id: number
  readonly media: readonly number[]
  readonly algorithms: ReadonlyMap<string, Algorithm>
}

export interface User {
  readonly id: number
  readonly name: string
  readonly password: string | undefined
  readonly token: string
  readonly active: boolean
  readonly levels: ReadonlyMap<number, Level>
}

/** What of a world its seed decides. */
export interface SeedContent {
  readonly seed: Seed
  readonly processes: ReadonlyMap<string, Process>
  readonly projects: ReadonlyMap<number, Project>
  readonly users: readonly User[]
  readonly usersByToken: ReadonlyMap<string, User>
  /** The project that a job launched through OGC, which knows none, belongs to. */
  readonly homeProject: number
  readonly ids: Ids
  /** How an input that is sent as a link is fetched. */
  readonly fetchReference: FetchReference
}

export interface SeedContentOptions {
  /** The name of the world: its ids depend on it. */
  readonly name: string
  readonly clock: Clock
  readonly outgoing: OutgoingRequests
}

/** What the seed decides of a world. */
export function interpretSeed (seed: Seed, { name, clock, outgoing }: SeedContentOptions): SeedContent {
  const projects = projectsOf(seed)
  const users = usersOf(seed)
  return {
    seed,
    processes: new Map([...builtInProcesses, ...(seed.processes ?? []).map(process => [process.id, processFromSeed(process, builtInProcesses.get(process.id))] as const)]),
    projects,
    users,
    usersByToken: new Map(users.map(user => [user.token, user])),
    homeProject: projects.keys().next().value ?? 1,
    ids: createIds(clock, `${name} ${JSON.stringify(seed)}`),
    fetchReference: createFetchReference(outgoing, referencesOf(seed))
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
