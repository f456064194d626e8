import type { Persona } from '../../schemas/persona.ts'
import type { JobSeed, ProcessSeed, Seed } from '../../schemas/seed.ts'
import { deployedValidatorsOf } from '../deploy/deployed-processes.ts'
import { Deployments } from '../deploy/deployments.ts'
import { repeatableRandom } from '../faults/delay.ts'
import { Faults } from '../faults/faults.ts'
import type { Dismissal } from '../jobs/dismissal.ts'
import { JobError, jobErrors } from '../jobs/errors.ts'
import type { JobFilter } from '../jobs/filter.ts'
import { refuseInvalidAges } from '../jobs/instants.ts'
import type { Draft, Job, JobStatus, Plan } from '../jobs/job.ts'
import { MemoryJobStore } from '../jobs/memory-store.ts'
import { RemovedIds } from '../jobs/removed-ids.ts'
import { createBackground } from '../outgoing/background.ts'
import { Callbacks } from '../outgoing/callbacks.ts'
import { createPersonas } from '../personas/personas.ts'
import type { Case } from '../processes/case.ts'
import type { Process, Values } from '../processes/process.ts'
import { CaseSequences } from './case-sequences.ts'
import { Behaviour } from './behaviour.ts'
import { createBounds } from './bounds.ts'
import { Journal } from './journal.ts'
import { IssuedTokens } from './issued-tokens.ts'
import { type Api, Lifecycle } from './lifecycle.ts'
import { adjustPlan } from './plan.ts'
import { runProcesses } from './run-processes.ts'
import type { Algorithm, SeedContent } from './seed-content.ts'
import type { ChangedSettings, WorldSettings } from './settings.ts'
import { worldEndedError } from './unavailable-error.ts'
import { WorldClock } from './world-clock.ts'
import type { World, WorldOptions } from './world.ts'

/** Makes a world, as its seed says; `reset` brings the jobs of its seed. */
export const createWorld = (options: WorldOptions): World => new MemoryWorld({
  ...options,
  name: options.name ?? 'default',
  personas: options.personas ?? createPersonas(),
  bounds: options.bounds ?? createBounds(),
  runInBackground: options.runInBackground ?? createBackground({ error () {} })
})

type ResolvedOptions = WorldOptions & Required<Pick<WorldOptions, 'name' | 'personas' | 'bounds' | 'runInBackground'>>

/** How many processes clients deploy in a world at most, if nothing else is said. */
const mostDeployed = 1000

/** Oldest first; those of one age as they are given. */
const inOrderOfSubmission = (jobs: readonly JobSeed[]): readonly JobSeed[] =>
  jobs.some(({ age }) => age !== jobs[0]!.age) ? jobs.toSorted(({ age: one = 0 }, { age: other = 0 }) => other - one) : jobs

/** Drafts that wait for each other take memory that is not given back. */
const draftsAtOnce = 1000

class MemoryWorld implements World {
  readonly #options: ResolvedOptions
  readonly jobs: MemoryJobStore
  readonly #removedIds: RemovedIds
  readonly journal: Journal
  readonly callbacks: Callbacks
  readonly deployments: Deployments<ProcessSeed>
  readonly issuedTokens: IssuedTokens
  readonly lifecycle = new Lifecycle()
  readonly faults = new Faults()
  readonly caseSequences = new CaseSequences()
  readonly snapshots: World['snapshots'] = new Map()
  readonly #behaviour: Behaviour
  #content: SeedContent
  #initialSeed: Seed
  #random = repeatableRandom(0)
  #life = new AbortController()
  #resetAt: number
  /** The revision of its jobs when they were those of its seed. */
  #seededRevision: number

  constructor (options: ResolvedOptions) {
    const { seed, clock, settings, outgoing, callbackPlaces, personas, maxJobs, maxTokens, maxDeployed = mostDeployed, rememberRequests, bounds, runInBackground } = options
    this.#options = options
    this.jobs = new MemoryJobStore(clock, maxJobs, bounds.inputBytes, id => { if (this.settings.removedStatus === 410) this.#removedIds.add(id) })
    this.#removedIds = new RemovedIds(this.jobs.limit)
    this.journal = new Journal(rememberRequests, bounds.journalBytes)
    this.callbacks = new Callbacks(clock, outgoing, runInBackground, callbackPlaces)
    this.deployments = new Deployments({ clock, limit: maxDeployed, bytes: bounds.deployedBytes, seeded: () => this.#content.processes, nextJob: () => this.jobs.nextOrdinal })
    this.issuedTokens = new IssuedTokens(clock, maxTokens)
    this.#behaviour = new Behaviour(settings, personas)
    this.#content = this.#interpret(seed)
    this.#initialSeed = seed
    this.#resetAt = clock.now()
    this.#seededRevision = this.jobs.revision
  }

  get name () { return this.#options.name }
  get clock () { return this.#options.clock }
  get personas () { return this.#options.personas }
  get outgoing () { return this.#options.outgoing }
  get runInBackground () { return this.#options.runInBackground }
  get seedReader () { return this.#options.seedReader }
  get maxDepth () { return this.#options.bounds.maxDepth }
  get inputBytes () { return this.#options.bounds.inputBytes }

  get settings (): WorldSettings { return this.#behaviour.settings }
  get persona (): Persona | undefined { return this.#behaviour.persona }

  get seed () { return this.#content.seed }
  get processes () { return this.deployments.processes }
  get projects () { return this.#content.projects }
  get users () { return this.#content.users }
  get usersByToken () { return this.#content.usersByToken }
  get homeProject () { return this.#content.homeProject }
  get fetchReference () { return this.#content.fetchReference }
  get findFile () { return this.#content.findFile }
  get idsGiven () { return this.#content.ids.issuedCount }

  get initialSeed () { return this.#initialSeed }
  get revision () { return this.jobs.revision }
  get life () { return this.#life.signal }
  get resetAt () { return this.#resetAt }
  get isUntouched () { return this.jobs.revision === this.#seededRevision && this.deployments.isUntouched }

  readonly validatorsOf: World['validatorsOf'] = process => deployedValidatorsOf(process) ?? this.#content.validatorsOf(process)

  readonly random = () => this.#random()

  newId (): string {
    return this.#content.ids.next()
  }

  skipIds (count: number): void {
    this.#content.ids.reset(count)
  }

  planFor (process: Process, inputs: Values): Plan {
    return this.#planFor('ogc', process.id, process.cases, inputs, adjustPlan(process.plan(inputs), this.seed.plans?.[process.id]))
  }

  planForAlgorithm ({ name, cases, plan }: Pick<Algorithm, 'name' | 'plan' | 'cases'>, inputs: Values): Plan {
    return this.#planFor('tator', name, cases, inputs, plan)
  }

  submit (draft: () => readonly Draft[]): readonly Job[] {
    return runProcesses(this, this.caseSequences.attempt(() => this.jobs.submit(draft())))
  }

  configure (changes: ChangedSettings): void {
    this.#behaviour.change(changes)
  }

  dismiss (id: string, among?: readonly JobStatus[]): Dismissal {
    return this.jobs.dismiss(id, this.#dismissOptions(among))
  }

  dismissAll (which: Pick<JobFilter, 'group' | 'project'>, among?: readonly JobStatus[]): readonly Dismissal[] {
    return this.jobs.dismissAll(which, this.#dismissOptions(among))
  }

  cancel (id: string): Dismissal {
    return this.jobs.dismiss(id, { policy: this.#behaviour.cancelRules })
  }

  remove (id: string): Dismissal {
    return this.jobs.dismiss(id, { policy: 'remove' })
  }

  isGone (id: string): boolean {
    return this.settings.removedStatus === 410 && this.#removedIds.has(id) && this.jobs.get(id) === undefined
  }

  // All of it in one turn: nobody sees a world without its jobs.
  reset (seed = this.seed, clock?: { readonly still: boolean }): void {
    const { jobs = [] } = seed
    this.#expectRoomFor(jobs)
    if (seed !== this.seed) this.#content = this.#interpret(seed)
    this.#behaviour.reset()
    this.#random = repeatableRandom(0)
    this.#life.abort(worldEndedError(this.name))
    this.#life = new AbortController()
    this.#content.ids.reset()
    this.#clear(clock)
    this.#resetAt = this.clock.now()
    this.#addSeedJobs(inOrderOfSubmission(jobs))
  }

  reseed (seed: Seed): void {
    this.reset(seed)
    this.#initialSeed = seed
  }

  createIsolated (settings: WorldSettings, seed = this.seed): World {
    const clock = new WorldClock({ source: this.clock, frozenAt: this.clock.now() })
    return new MemoryWorld({ ...this.#options, seed, settings, clock, rememberRequests: 0 })
  }

  close (): void {
    this.#life.abort(worldEndedError(this.name))
    this.#clear()
  }

  #interpret (seed: Seed): SeedContent {
    return this.#options.seedReader.interpret(seed, this.#options)
  }

  #planFor (api: Api, name: string, cases: readonly Case[] | undefined, inputs: Values, plan: Plan): Plan {
    return this.lifecycle.apply(api, name, this.caseSequences.apply(name, cases, inputs, plan))
  }

  #dismissOptions (among?: readonly JobStatus[]) {
    return { policy: this.#behaviour.dismissalRules, among }
  }

  #expectRoomFor (jobs: readonly JobSeed[]): void {
    if (jobs.length > this.jobs.limit) throw new JobError('store-full', jobErrors['store-full'](this.jobs.limit))
    refuseInvalidAges(jobs)
    this.jobs.expectRoomForInputs(jobs)
  }

  #addSeedJobs (jobs: readonly JobSeed[]): void {
    for (let start = 0; start < jobs.length; start += draftsAtOnce) {
      this.submit(() => jobs.slice(start, start + draftsAtOnce).map(job => this.seedReader.draft(this, job, this.#resetAt)))
    }
    this.#seededRevision = this.jobs.revision
  }

  #clear (clock?: { readonly still: boolean }): void {
    for (const part of [this.callbacks, this.lifecycle, this.faults, this.journal, this.caseSequences, this.deployments, this.issuedTokens, this.#removedIds]) part.clear()
    this.clock.reset(clock)
    this.jobs.reset()
  }
}
