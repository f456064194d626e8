import { StateParams, Text } from '../../schemas/control/arguments.ts'
import { SettingsChange } from '../../schemas/control/settings.ts'
import type { Seed } from '../../schemas/seed.ts'
import { expectArgument } from '../inputs/expect-argument.ts'
import { unfinishedStatuses } from '../jobs/job.ts'
import type { CallbackAttempt } from '../outgoing/callbacks.ts'
import { changeSettings } from './change-settings.ts'
import { type CasesHandle, createCasesHandle } from './handles/cases-handle.ts'
import { type ClockHandle, createClockHandle } from './handles/clock-handle.ts'
import { createDeploymentsHandle, type DeploymentsHandle } from './handles/deployments-handle.ts'
import { createFaultsHandle, type FaultsHandle } from './handles/faults-handle.ts'
import { createJobsHandle, type JobsHandle } from './handles/jobs-handle.ts'
import { createLifecycleHandle, type LifecycleHandle } from './handles/lifecycle-handle.ts'
import { createRequestsHandle, type RequestsHandle } from './handles/requests-handle.ts'
import { createSnapshotsHandle, type SnapshotsHandle } from './handles/snapshots-handle.ts'
import { type ProviderStateValues, setUpProviderState } from './provider-states.ts'
import type { Settings } from './settings.ts'
import { finishInSlices } from './slices.ts'
import type { World } from './world.ts'

/** A `file:` URL, such as `new URL('./seed.yaml', import.meta.url)`. Structural, since a user's types may not have `URL`. */
export interface FileUrl { readonly href: string, readonly protocol: string }

/** A seed, or the path or `file:` URL of a seed file. */
export type SeedSource = Seed | string | FileUrl

/** A world, for tests: everything that the control façade can do, without HTTP. After `close()` every call is refused. */
export interface WorldHandle {
  readonly name: string
  /** The address of the world, without a trailing slash; only a path if the double does not listen. */
  readonly url: string
  readonly clock: ClockHandle
  readonly jobs: JobsHandle
  readonly requests: RequestsHandle
  /** What jobs with certain inputs do, before what the seed says. */
  readonly cases: CasesHandle
  /** Deployments by clients, in a world that deploys. */
  readonly deployments: DeploymentsHandle
  readonly faults: FaultsHandle
  /** Default progression of jobs. */
  readonly lifecycle: LifecycleHandle
  readonly snapshots: SnapshotsHandle
  /** Attempts to notify subscribers, oldest first. */
  readonly callbacks: readonly CallbackAttempt[]
  readonly settings: Settings
  /**
   * Changes settings until the next reset. `fixedDelay` delays every request by this many milliseconds.
   * @throws InvalidArgument (a RangeError), and nothing has changed
   */
  configure (changes: SettingsChange): void
  /**
   * Resets to the seed: its jobs, ids, clock and settings, without faults and requests.
   * @param seed another seed, which the world keeps for later resets
   * @throws SeedError, and nothing has changed
   */
  reset (seed?: SeedSource): Promise<void>
  /**
   * Sets up a provider state of Pact, such as `a running job exists`; resolves with the id of the job under every name
   * that a contract may use for it.
   * @param params `id`: the id of the job.
   * @throws InvalidArgument for an unknown state
   */
  setProviderState (state: string, params?: Readonly<Record<string, unknown>>): Promise<ProviderStateValues>
  /** @throws Error that names the unfinished jobs, a hundred at most: for the end of a test that should leave none */
  expectNoLeakedJobs (): Promise<void>
}

/** What a handle needs of the double. */
export interface WorldAccess {
  /** Returns the world of that name. @throws Error once the double is closed */
  open (): World
  /** @throws SeedError for an unusable seed */
  readSeed (source: SeedSource, maxDepth: number): Promise<Seed>
}

export function createWorldHandle (name: string, url: string, { open, readSeed }: WorldAccess): WorldHandle {
  return {
    name,
    url,
    clock: createClockHandle(open),
    jobs: createJobsHandle(open),
    requests: createRequestsHandle(open),
    cases: createCasesHandle(open),
    deployments: createDeploymentsHandle(open),
    faults: createFaultsHandle(open),
    lifecycle: createLifecycleHandle(open),
    snapshots: createSnapshotsHandle(open),
    get callbacks () { return open().callbacks.attempts },
    get settings () { return open().settings },
    configure (changes) {
      expectArgument('configure', SettingsChange, changes)
      changeSettings(open(), changes)
    },
    async reset (seed) {
      const { initialSeed, maxDepth } = open()
      const read = seed === undefined || seed === initialSeed ? seed as Seed | undefined : await readSeed(seed, maxDepth)
      open().reset(read)
    },
    async setProviderState (state, params = {}) {
      expectArgument('setProviderState', Text, state)
      expectArgument('setProviderState: params', StateParams, params)
      return setUpProviderState(open(), state, params)
    },
    async expectNoLeakedJobs () { await expectNoLeakedJobs(open()) }
  }
}

/** Maximum number of jobs named in a message. */
const mostNamed = 100

async function expectNoLeakedJobs ({ jobs }: World): Promise<void> {
  const { jobs: leaked } = await finishInSlices(jobs.listInSteps({ status: unfinishedStatuses }, { limit: Infinity }))
  if (leaked.length === 0) return
  const named = leaked.slice(0, mostNamed).map(({ id, process }) => `${id} (${process})`).join(', ')
  const others = leaked.length > mostNamed ? `, and ${leaked.length - mostNamed} more` : ''
  throw new Error(`Expected no unfinished job; there ${leaked.length === 1 ? 'is' : 'are'} ${leaked.length}: ${named}${others}.`)
}
