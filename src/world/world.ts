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
import type { SequencePositions, CaseSequences } from './case-sequences.ts'
import type { Bounds } from './bounds.ts'
import type { Journal } from './journal.ts'
import type { IssuedTokens } from './issued-tokens.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Algorithm, SeedContent } from './seed-content.ts'
import type { SeedReader } from './seed-reader.ts'
import type { ChangedSettings, WorldSettings as Settings } from './settings.ts'
import type { WorldClock } from './world-clock.ts'

/** Jobs, clock, settings, projects and tokens, separate from those of all other worlds. */
export interface World extends Omit<SeedContent, 'ids'>, Pick<Bounds, 'maxDepth' | 'inputBytes'> {
  readonly name: string
  readonly clock: WorldClock
  readonly jobs: JobStore
  /** Settings; `configure` changes them until the next reset. */
  readonly settings: Settings
  /** The real server that it imitates through OGC API – Processes, as named in its settings; undefined for none. */
  readonly persona: Persona | undefined
  /** The personas that it can have. */
  readonly personas: Personas
  readonly lifecycle: Lifecycle
  readonly faults: Faults
  readonly journal: Journal
  /** Named snapshots of its jobs. */
  readonly snapshots: Map<string, { readonly at: number, readonly jobs: readonly Job[], readonly counts: SequencePositions }>
  /** Deployments, replacements and undeployments by clients; `processes` has the result. */
  readonly deployments: Deployments<ProcessSeed>
  /** Which cases apply to jobs, and the positions of their sequences. */
  readonly caseSequences: CaseSequences
  /** Random numbers from 0 to 1; they repeat after a reset. */
  readonly random: () => number
  /** Tokens issued to its users. */
  readonly issuedTokens: IssuedTokens
  newId (): string
  /** Sends requests to other servers. */
  readonly outgoing: OutgoingRequests
  /** Runs tasks that nobody awaits. */
  readonly runInBackground: RunInBackground
  /** Sends callbacks to subscribers. */
  readonly callbacks: Callbacks
  /** Reads seeds, and writes its jobs as one. */
  readonly seedReader: SeedReader
  /** The seed that it was created with, or that replaced it. */
  readonly initialSeed: Seed
  /** How many ids it has issued since its last reset. */
  readonly idsGiven: number
  /** How often its jobs have changed. */
  readonly revision: number
  /** Aborted when it is reset or forgotten: whatever waits in it ends with the reason, and never reaches the new state. */
  readonly life: AbortSignal
  /** When it was last reset, in epoch milliseconds of its clock. */
  readonly resetAt: number
  /** Whether its jobs and processes are still those of its seed: no job was launched, dismissed or amended, no process deployed or undeployed. */
  readonly isUntouched: boolean
  /** The plan of a job of this process with these inputs. Advances the sequence of a case: within `submit`, the advance is undone if that fails. */
  planFor (process: Process, inputs: Values): Plan
  /** The same for a job of an algorithm. */
  planForAlgorithm (algorithm: Pick<Algorithm, 'name' | 'plan' | 'cases'>, inputs: Values): Plan
  /**
   * Submits the drafts that `draft` returns, in one turn, all or none, and runs the code of their processes.
   * @throws the error of `draft`; JobError `id-in-use`, `store-full`, `invalid-time`
   */
  submit (draft: () => readonly Draft[]): readonly Job[]
  /** Changes its settings until the next reset. @throws InvalidArgument, and nothing has changed, for an unknown persona and for settings that contradict one */
  configure (changes: ChangedSettings): void
  /** Dismisses a job by the policy of the world. @param among a job in another status is treated as unknown; any status if absent */
  dismiss (id: string, among?: readonly JobStatus[]): Dismissal
  /** Cancels an unfinished job, where cancelling is separate from removal; the policy decides what stays. */
  cancel (id: string): Dismissal
  /** Removes a job in any status, where that is separate from cancelling. */
  remove (id: string): Dismissal
  /** Whether a dismissal has removed a job with this id and the settings answer that with 410. */
  isGone (id: string): boolean
  /** Dismisses every job of a group, or of a project, in one turn. The result leaves out jobs in other statuses. */
  dismissAll (which: Pick<JobFilter, 'group' | 'project'>, among?: readonly JobStatus[]): readonly Dismissal[]
  /**
   * Resets to the seed: its jobs, ids, clock and settings, without faults and journal. Snapshots stay.
   * @param seed another seed, which is kept; the present one if absent
   * @param clock whether its clock stands still afterwards
   * @throws JobError and nothing has changed: `store-full` if the seed has more jobs than allowed, `invalid-time` if a
   * job is older than time
   */
  reset (seed?: Seed, clock?: { readonly still: boolean }): void
  /** The same with another seed, as if the world had been created with it. */
  reseed (seed: Seed): void
  /** Continues after this many ids. */
  skipIds (count: number): void
  /** A world without jobs that has these settings, the same name and, if absent, the same seed; its clock starts at this world's time. */
  createIsolated (settings: Settings, seed?: Seed): World
  /** Cancels everything that is pending. */
  close (): void
}

export interface WorldOptions {
  readonly name?: string
  readonly seed: Seed
  /** Reads its seeds. */
  readonly seedReader: SeedReader
  readonly clock: WorldClock
  readonly settings: Settings
  /** Sends requests to other servers: for inputs sent as links, and for callbacks. */
  readonly outgoing: OutgoingRequests
  /** Limits callbacks in progress, shared with other worlds. */
  readonly callbackPlaces?: FairShare<Callbacks>
  /** The personas that it can have; the published ones if absent. */
  readonly personas?: Personas
  /** Maximum number of jobs. */
  readonly maxJobs?: number
  /** Maximum number of issued tokens. */
  readonly maxTokens?: number
  /** Maximum number of deployed processes. */
  readonly maxDeployed?: number
  /** How many requests its journal keeps. */
  readonly rememberRequests?: number
  /** Bounds that it shares with other worlds; its own if absent. */
  readonly bounds?: Bounds
  /** Runs tasks that nobody awaits; if absent, their errors are lost. */
  readonly runInBackground?: RunInBackground
}
