import type { Persona } from '../../schemas/persona.ts'
import type { ProcessSeed, Seed } from '../../schemas/seed.ts'
import type { Deployments } from '../deploy/deployments.ts'
import type { FairShare } from '../bounds/fair-share.ts'
import type { Faults } from '../faults/faults.ts'
import type { Dismissal } from '../jobs/dismissal.ts'
import type { JobFilter } from '../jobs/filter.ts'
import type { Draft, Job, JobStatus, Plan } from '../jobs/job.ts'
import type { JobStore } from '../jobs/store.ts'
import type { RunInBackground } from '../outgoing/background.ts'
import type { Callbacks } from '../outgoing/callbacks.ts'
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts'
import type { Personas } from '../personas/personas.ts'
import type { Process, Values } from '../processes/process.ts'
import type { AnswerCounts, Answers } from './answers.ts'
import type { Bounds } from './bounds.ts'
import type { Journal } from './journal.ts'
import type { IssuedTokens } from './issued-tokens.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Algorithm, SeedContent } from './seed-content.ts'
import type { SeedReader } from './seed-reader.ts'
import type { ChangedSettings, WorldSettings as Settings } from './settings.ts'
import type { WorldClock } from './world-clock.ts'

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
  /** The tokens that its users got for their passwords. */
  readonly issuedTokens: IssuedTokens
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
  /** Cancels a job that has not ended, where that is apart from removal; what stays of it, the policy says. */
  cancel (id: string): Dismissal
  /** Removes a job, whatever its state, where that is apart from cancelling. */
  remove (id: string): Dismissal
  /** Whether a dismissal has removed a job of this id, and the settings say that whoever asks for it is told so. */
  isGone (id: string): boolean
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
  /** How many issued tokens it holds at most. */
  readonly maxTokens?: number
  /** How many processes clients deploy in it at most. */
  readonly maxDeployed?: number
  /** How many requests its journal remembers. */
  readonly rememberRequests?: number
  /** What it shares with other worlds; bounds of its own if absent. */
  readonly bounds?: Bounds
  /** Where it goes on with what nobody awaits; what goes wrong there is lost if absent. */
  readonly runInBackground?: RunInBackground
}
