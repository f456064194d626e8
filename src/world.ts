import type { JobSeed, Level, Seed } from '../schemas/seed.ts'
import { catalog } from './catalog/catalog.ts'
import type { Process, Values } from './catalog/process.ts'
import { createIds } from './ids.ts'
import type { FetchReference } from './inputs/reference.ts'
import type { Draft, Job, Plan } from './jobs/job.ts'
import { Faults } from './faults/faults.ts'
import { repeatableRandom } from './faults/delay.ts'
import { Journal } from './journal.ts'
import { MemoryJobStore } from './jobs/memory-store.ts'
import type { JobStore } from './jobs/store.ts'
import type { WorldClock } from './jobs/world-clock.ts'
import { type Api, Lifecycle } from './lifecycle.ts'
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
  readonly name: string
  readonly clock: WorldClock
  readonly jobs: JobStore
  /** How it behaves; `configure` changes it until the next reset. */
  readonly settings: Settings
  readonly lifecycle: Lifecycle
  readonly faults: Faults
  readonly journal: Journal
  /** Jobs that were put aside under a name. */
  readonly snapshots: Map<string, { readonly at: number, readonly jobs: readonly Job[] }>
  /** Numbers from 0 to 1 for what is random on purpose; they repeat after a reset. */
  readonly random: () => number
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
  /** What a job of this name does that would do `plan` if nobody had said how jobs go on. */
  planned (api: Api, name: string, plan: Plan): Plan
  configure (changes: Partial<Settings>): void
  /** Back to the seed: its jobs, ids, clock and settings, without faults and journal. Snapshots stay. */
  reset (): Promise<void>
  /** Calls off all that is still to come. */
  close (): void
}

export interface WorldOptions {
  readonly name?: string
  readonly seed: Seed
  readonly clock: WorldClock
  readonly settings: Settings
  /** How it asks other servers: for inputs that are sent as links, and to tell subscribers. */
  readonly outreach: Outreach
  /** How many jobs it holds at most. */
  readonly maxJobs?: number
  /** How many requests its journal remembers. */
  readonly rememberRequests?: number
}

/** Makes a world, as its seed says. */
export function createWorld ({ name = 'default', seed, clock, settings, outreach, maxJobs, rememberRequests }: WorldOptions): World {
  const ids = createIds(clock, `${name} ${JSON.stringify(seed)}`)
  const jobs = new MemoryJobStore(clock, maxJobs)
  const processes = new Map([...catalog, ...(seed.processes ?? []).map(process => [process.id, seededProcess(process, catalog.get(process.id))] as const)])
  const callbacks = new Callbacks(clock, outreach)
  const lifecycle = new Lifecycle()
  const faults = new Faults()
  const journal = new Journal(rememberRequests)
  const projects = projectsOf(seed)
  const users = usersOf(seed)
  const homeProject = projects.keys().next().value ?? 1
  const planned = (api: Api, name: string, plan: Plan) => lifecycle.apply(api, name, plan)
  const planFor = (process: Process, inputs: Values) => planned('ogc', process.id, adjustPlan(process.plan(inputs), seed.plans?.[process.id]))
  let current = settings
  let random = repeatableRandom(0)
  const world: World = {
    name,
    clock,
    jobs,
    get settings () { return current },
    lifecycle,
    faults,
    journal,
    snapshots: new Map(),
    random: () => random(),
    processes,
    projects,
    users,
    usersByToken: new Map(users.map(user => [user.token, user])),
    homeProject,
    newId: ids.next,
    fetchReference: createFetchReference(outreach, referencesOf(seed)),
    outreach,
    callbacks,
    planned,
    planFor,
    configure (changes) { current = { ...current, ...changes } },
    // All of it in one turn: nobody sees a world without its jobs.
    async reset () {
      current = settings
      random = repeatableRandom(0)
      for (const part of [callbacks, lifecycle, faults, journal]) part.clear()
      clock.reset()
      ids.reset()
      const now = clock.now()
      const emptied = jobs.reset()
      const filled = jobs.submit((seed.jobs ?? []).map(job => draftOf(world, job, now)))
      await Promise.all([emptied, filled])
    },
    close () {
      callbacks.clear()
      faults.clear()
      clock.reset()
      void jobs.reset()
    }
  }
  return world
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

/** How a job of a seed file becomes one of the store, as if it had been submitted and dismissed when the seed says. */
function draftOf (world: World, { id, group, process = 'echo', project = world.homeProject, user, inputs = {}, plan, age = 0, dismissed }: JobSeed, now: number): Draft {
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
