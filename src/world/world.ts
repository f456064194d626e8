import type { ProcessSeed, Seed } from '../../schemas/seed.ts'
import type { Persona } from '../../schemas/persona.ts'
import { dismissalTableOf } from '../personas/dismissal-table.ts'
import { createPersonas, type Personas } from '../personas/personas.ts'
import type { Process, Values } from '../processes/process.ts'
import { JobError, jobErrors } from '../jobs/errors.ts'
import { refuseInvalidAges } from '../jobs/instants.ts'
import type { Draft, Job, JobStatus, Plan } from '../jobs/job.ts'
import { Deployments } from '../deploy/deployments.ts'
import { Faults } from '../faults/faults.ts'
import { repeatableRandom } from '../faults/delay.ts'
import { cancelTable, type Dismissal } from '../jobs/dismissal.ts'
import type { JobFilter } from '../jobs/filter.ts'
import { Journal } from './journal.ts'
import { MemoryJobStore } from '../jobs/memory-store.ts'
import type { JobStore } from '../jobs/store.ts'
import { WorldClock } from './world-clock.ts'
import { type Api, Lifecycle } from './lifecycle.ts'
import { Callbacks } from '../outgoing/callbacks.ts'
import { createBackground, type RunInBackground } from '../outgoing/background.ts'
import type { FairShare } from '../bounds/fair-share.ts'
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts'
import { type Bounds, createBounds } from './bounds.ts'
import { type AnswerCounts, Answers } from './answers.ts'
import { adjustPlan } from './plan.ts'
import { runProcesses } from './run-processes.ts'
import type { Algorithm, SeedContent } from './seed-content.ts'
import type { SeedReader } from './seed-reader.ts'
import { changedSettings } from './changed-settings.ts'
import { type ChangedSettings, dismissalRulesOf, type WorldSettings as Settings } from './settings.ts'
import { worldHasEnded } from './unavailable-error.ts'

/** A universe of its own: jobs, clock, settings, projects and tokens. */
export interface World extends Omit<SeedContent, 'ids'>, Pick<Bounds, 'maxDepth' | 'inputBytes'> {
  readonly name: string
  readonly clock: WorldClock
  readonly jobs: JobStore
  /** How it behaves; `configure` changes it until the next reset. */
  readonly settings: Settings
  /** The real server that it behaves like through OGC API – Processes, as its settings name it; undefined: none. */
  readonly persona: Persona | undefined
  /** Those that it can have. */
  readonly personas: Personas
  readonly lifecycle: Lifecycle
  readonly faults: Faults
  readonly journal: Journal
  /** Jobs that were put aside under a name. */
  readonly snapshots: Map<string, { readonly at: number, readonly jobs: readonly Job[], readonly counts: AnswerCounts }>
  /** What clients deploy, replace and undeploy; `processes` has them. */
  readonly deployments: Deployments<ProcessSeed>
  /** Which cases jobs meet, and how far sequences have come. */
  readonly answers: Answers
  /** Numbers from 0 to 1 for what is random on purpose; they repeat after a reset. */
  readonly random: () => number
  newId (): string
  /** How it asks other servers. */
  readonly outgoing: OutgoingRequests
  /** Where it goes on with what nobody awaits. */
  readonly runInBackground: RunInBackground
  /** What subscribers are told. */
  readonly callbacks: Callbacks
  /** What reads seeds for it, and writes its jobs as one. */
  readonly seedReader: SeedReader
  /** The seed that it was made with, or given in its place. */
  readonly initialSeed: Seed
  /** How many ids it has given since its last reset. */
  readonly idsGiven: number
  /** How often its jobs have changed. */
  readonly revision: number
  /** Aborted when it is reset or forgotten: whoever waits in it ends, with the reason, and never reaches into the fresh world. */
  readonly life: AbortSignal
  /** When it was last reset, in epoch milliseconds of its clock. */
  readonly resetAt: number
  /** Whether its jobs and processes are those of its seed still: nobody has launched, dismissed or amended a job, nor deployed or undeployed a process. */
  readonly isUntouched: boolean
  /** What a job of this process with these inputs is going to do. A sequence comes further by it: within `submit`, it goes back if that fails. */
  planFor (process: Process, inputs: Values): Plan
  /** The same for a job of an algorithm. */
  planForAlgorithm (algorithm: Pick<Algorithm, 'name' | 'plan' | 'cases'>, inputs: Values): Plan
  /** Submits what `draft` makes, in one turn, all or none, and runs the code that their processes have. @throws what `draft` throws; JobError `id-in-use`, `store-full`, `invalid-time` */
  submit (draft: () => readonly Draft[]): readonly Job[]
  /** Changes its settings until the next reset. @throws InvalidArgument, and nothing has changed, for a persona that is not known and for what contradicts one */
  configure (changes: ChangedSettings): void
  /** Dismisses a job by the policy of the world. @param among a job that stands elsewhere is treated as unknown; any if absent */
  dismiss (id: string, among?: readonly JobStatus[]): Dismissal
  /** Cancels a job and removes none, where that is apart from removal. */
  cancel (id: string): Dismissal
  /** Removes a job, whatever its state, where that is apart from cancelling. */
  remove (id: string): Dismissal
  /** Dismisses every job of a group, or of a project, in one turn. Jobs that are not meant are left out of the answer. */
  dismissAll (which: Pick<JobFilter, 'group' | 'project'>, among?: readonly JobStatus[]): readonly Dismissal[]
  /**
   * Back to the seed: its jobs, ids, clock and settings, without faults and journal. Snapshots stay.
   * @param seed what it starts with from now on; as before if absent
   * @param clock whether its clock stands still then
   * @throws JobError and nothing has changed: `store-full` where the seed has more jobs than it may hold, `invalid-time` where one is older than time
   */
  reset (seed?: Seed, clock?: { readonly still: boolean }): void
  /** The same to another seed, as if it had been made with it. */
  reseed (seed: Seed): void
  /** Goes on with its ids after so many. */
  skipIds (given: number): void
  /** A world without jobs that behaves as `settings` says, of the same name and, if absent, seed; its clock stands where that of this world is. */
  createIsolated (settings: Settings, seed?: Seed): World
  /** Calls off all that is still to come. */
  close (): void
}

export interface WorldOptions {
  readonly name?: string
  readonly seed: Seed
  /** What reads its seeds. */
  readonly seedReader: SeedReader
  readonly clock: WorldClock
  readonly settings: Settings
  /** How it asks other servers: for inputs that are sent as links, and to tell subscribers. */
  readonly outgoing: OutgoingRequests
  /** Where its callbacks are under way, among those of other worlds. */
  readonly callbackPlaces?: FairShare<Callbacks>
  /** Those that it can have; the published ones if absent. */
  readonly personas?: Personas
  /** How many jobs it holds at most. */
  readonly maxJobs?: number
  /** How many processes clients deploy in it at most. */
  readonly maxDeployed?: number
  /** How many requests its journal remembers. */
  readonly rememberRequests?: number
  /** What it shares with other worlds; bounds of its own if absent. */
  readonly bounds?: Bounds
  /** Where it goes on with what nobody awaits; what goes wrong there is lost if absent. */
  readonly runInBackground?: RunInBackground
}

/** Drafts that wait for each other take memory that is not given back. */
const draftsAtOnce = 1000

/** Makes a world, as its seed says. */
export function createWorld ({ name = 'default', seed: firstSeed, seedReader, clock, settings, outgoing, callbackPlaces, personas = createPersonas(), maxJobs, maxDeployed = 1000, rememberRequests, bounds = createBounds(), runInBackground = createBackground({ error () {} }) }: WorldOptions): World {
  const jobs = new MemoryJobStore(clock, maxJobs, bounds.inputBytes)
  const callbacks = new Callbacks(clock, outgoing, runInBackground, callbackPlaces)
  const lifecycle = new Lifecycle()
  const faults = new Faults()
  const journal = new Journal(rememberRequests, bounds.journalBytes)
  const planned = (api: Api, name: string, plan: Plan) => lifecycle.apply(api, name, plan)
  const dismissOptions = (among?: readonly JobStatus[]) => ({ policy: persona === undefined ? dismissalRulesOf(current) : dismissalTableOf(persona), ...(among !== undefined && { among }) })
  const answers = new Answers()
  const deployments = new Deployments<ProcessSeed>({ clock, limit: maxDeployed, bytes: bounds.deployedBytes, seeded: () => seeded.processes })
  const planFor = (process: Process, inputs: Values) =>
    planned('ogc', process.id, answers.apply(process.id, process.cases, inputs, adjustPlan(process.plan(inputs), seeded.seed.plans?.[process.id])))
  const submit = (draft: () => readonly Draft[]) => runProcesses(world, answers.attempt(() => jobs.submit(draft())))
  let seeded = seedReader.interpret(firstSeed, { name, clock, outgoing, bounds })
  let initialSeed = firstSeed
  let current = settings
  let persona = personas.get(settings.persona)
  let random = repeatableRandom(0)
  let life = new AbortController()
  let [began, revision] = [clock.now(), jobs.revision]
  const world: World = {
    name,
    clock,
    jobs,
    get settings () { return current },
    get persona () { return persona },
    personas,
    lifecycle,
    faults,
    journal,
    snapshots: new Map(),
    deployments,
    answers,
    random: () => random(),
    get seed () { return seeded.seed },
    get processes () { return deployments.processes },
    get projects () { return seeded.projects },
    get users () { return seeded.users },
    get usersByToken () { return seeded.usersByToken },
    get homeProject () { return seeded.homeProject },
    newId: () => seeded.ids.next(),
    get fetchReference () { return seeded.fetchReference },
    validatorsOf: process => deployments.validatorsOf(process) ?? seeded.validatorsOf(process),
    get findFile () { return seeded.findFile },
    maxDepth: bounds.maxDepth,
    inputBytes: bounds.inputBytes,
    runInBackground,
    outgoing,
    callbacks,
    seedReader,
    get initialSeed () { return initialSeed },
    get idsGiven () { return seeded.ids.given },
    get revision () { return jobs.revision },
    get life () { return life.signal },
    get resetAt () { return began },
    get isUntouched () { return jobs.revision === revision && deployments.isUntouched },
    planFor,
    planForAlgorithm: ({ name, cases, plan }, inputs) => planned('tator', name, answers.apply(name, cases, inputs, plan)),
    submit,
    configure (changes) {
      current = changedSettings(current, changes, { personas, initial: settings })
      persona = personas.get(current.persona)
    },
    dismiss: (id, among) => jobs.dismiss(id, dismissOptions(among)),
    cancel: id => jobs.dismiss(id, { policy: cancelTable(dismissalRulesOf(current)) }),
    remove: id => jobs.dismiss(id, { policy: 'remove' }),
    dismissAll: (which, among) => jobs.dismissAll(which, dismissOptions(among)),
    // All of it in one turn: nobody sees a world without its jobs.
    reset (seed = seeded.seed, still) {
      const drafts = seed.jobs ?? []
      if (drafts.length > jobs.limit) throw new JobError('store-full', jobErrors['store-full'](jobs.limit))
      refuseInvalidAges(drafts)
      jobs.expectRoomForInputs(drafts)
      if (seed !== seeded.seed) seeded = seedReader.interpret(seed, { name, clock, outgoing, bounds })
      current = settings
      persona = personas.get(settings.persona)
      random = repeatableRandom(0)
      life.abort(worldHasEnded(name))
      life = new AbortController()
      for (const part of [callbacks, lifecycle, faults, journal, answers, deployments]) part.clear()
      clock.reset(still)
      seeded.ids.reset()
      began = clock.now()
      jobs.reset()
      for (let start = 0; start < drafts.length; start += draftsAtOnce) {
        submit(() => drafts.slice(start, start + draftsAtOnce).map(job => seedReader.draft(world, job, began)))
      }
      revision = jobs.revision
    },
    reseed (seed) {
      world.reset(seed)
      initialSeed = seed
    },
    skipIds (given) { seeded.ids.reset(given) },
    createIsolated: (settings, seed = seeded.seed) => createWorld({
      name,
      seed,
      seedReader,
      outgoing,
      personas,
      ...(callbackPlaces !== undefined && { callbackPlaces }),
      settings,
      clock: new WorldClock({ source: clock, frozenAt: clock.now() }),
      maxJobs: jobs.limit,
      maxDeployed,
      rememberRequests: 0,
      bounds,
      runInBackground
    }),
    close () {
      life.abort(worldHasEnded(name))
      callbacks.clear()
      faults.clear()
      journal.clear()
      answers.clear()
      deployments.clear()
      clock.reset()
      jobs.reset()
    }
  }
  return world
}
