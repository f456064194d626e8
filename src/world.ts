import type { Level, Seed } from '../schemas/seed.ts'
import { catalog } from './catalog/catalog.ts'
import type { Process, Values } from './catalog/process.ts'
import { createIds } from './ids.ts'
import type { FetchReference } from './inputs/reference.ts'
import type { Clock } from './jobs/clock.ts'
import type { Draft, Plan } from './jobs/job.ts'
import { MemoryJobStore } from './jobs/memory-store.ts'
import type { JobStore } from './jobs/store.ts'
import { Callbacks } from './outreach/callbacks.ts'
import { createFetchReference, type KnownReferences } from './outreach/fetch-reference.ts'
import type { Outreach } from './outreach/outreach.ts'
import { adjustPlan, ordinaryPlan } from './plan.ts'
import { seededProcess } from './seeded-process.ts'
import type { Settings } from './settings.ts'

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

/** A universe of its own: jobs, clock, settings, projects and tokens. */
export interface World {
  readonly clock: Clock
  readonly jobs: JobStore
  readonly settings: Settings
  readonly processes: ReadonlyMap<string, Process>
  readonly projects: ReadonlyMap<number, Project>
  readonly users: readonly User[]
  readonly usersByToken: ReadonlyMap<string, User>
  /** The project that a job launched through OGC, which knows none, belongs to. */
  readonly homeProject: number
  newId (): string
  /** How an input that is sent as a link is fetched. */
  readonly fetchReference: FetchReference
  /** How it asks other servers. */
  readonly outreach: Outreach
  /** What subscribers are told. */
  readonly callbacks: Callbacks
  /** What a job of this process with these inputs is going to do. */
  planFor (process: Process, inputs: Values): Plan
  /** Forgets every job and brings back those of the seed. */
  reset (): Promise<void>
}

export interface WorldOptions {
  readonly seed: Seed
  readonly clock: Clock
  readonly settings: Settings
  /** How it asks other servers: for inputs that are sent as links, and to tell subscribers. */
  readonly outreach: Outreach
  /** How many jobs it holds at most. */
  readonly maxJobs?: number
}

/** Makes a world; its jobs are there once it is reset. */
export function createWorld ({ seed, clock, settings, outreach, maxJobs }: WorldOptions): World {
  const newId = createIds(clock)
  const jobs = new MemoryJobStore(clock, maxJobs)
  const processes = new Map([...catalog, ...(seed.processes ?? []).map(process => [process.id, seededProcess(process, catalog.get(process.id))] as const)])
  const callbacks = new Callbacks(clock, outreach)
  const projects = projectsOf(seed)
  const users = usersOf(seed)
  const homeProject = projects.keys().next().value ?? 1
  const planFor = (process: Process, inputs: Values) => adjustPlan(process.plan(inputs), seed.plans?.[process.id])
  const draft = draftOf({ processes, users, projects, homeProject, newId, planFor })
  return {
    clock,
    jobs,
    settings,
    processes,
    projects,
    users,
    usersByToken: new Map(users.map(user => [user.token, user])),
    homeProject,
    newId,
    fetchReference: createFetchReference(outreach, referencesOf(seed)),
    outreach,
    callbacks,
    planFor,
    async reset () {
      callbacks.clear()
      await jobs.reset()
      const now = clock.now()
      await jobs.submit((seed.jobs ?? []).map(job => draft(job, now)))
    }
  }
}

function projectsOf ({ projects = [] }: Seed): Map<number, Project> {
  let algorithms = 0
  return new Map(projects.map(project => [project.id, {
    id: project.id,
    media: project.media ?? [],
    algorithms: new Map((project.algorithms ?? []).map(({ name, files_per_job: filesPerJob = 1, plan }) =>
      [name, { id: ++algorithms, name, filesPerJob, plan: adjustPlan(ordinaryPlan, plan) }]))
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

type Surroundings = Pick<World, 'processes' | 'users' | 'projects' | 'homeProject' | 'newId' | 'planFor'>

/** How a job of a seed file becomes one of the store, as if it had been submitted and dismissed when the seed says. */
function draftOf (world: Surroundings): (seed: NonNullable<Seed['jobs']>[number], now: number) => Draft {
  return ({ id, group, process = 'echo', project = world.homeProject, user, inputs = {}, plan, age = 0, dismissed }, now) => {
    const algorithm = world.projects.get(project)?.algorithms.get(process)
    const known = world.processes.get(process)
    const base = algorithm?.plan ?? (known === undefined ? ordinaryPlan : world.planFor(known, inputs))
    return {
      id: id ?? world.newId(),
      ...(group !== undefined && { group }),
      process,
      project,
      user: world.users.find(({ name }) => name === user)?.id ?? 0,
      inputs,
      plan: adjustPlan(base, plan),
      submitted: now - age * 1000,
      ...(dismissed !== undefined && { dismissed: now - dismissed * 1000 })
    }
  }
}
