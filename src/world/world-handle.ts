import { advanceClock, advanceToNextTransition } from './advance.ts'
import { holdJob, moveJob, releaseJob } from './amend-job.ts'
import { parseDuration } from './duration.ts'
import type { Faults } from '../faults/faults.ts'
import { type Job, type JobStatus, unfinishedStatuses } from '../jobs/job.ts'
import type { JobStore } from '../jobs/store.ts'
import type { Transition } from '../jobs/transitions.ts'
import type { JournalEntry } from './journal.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { CallbackAttempt } from '../outgoing/callbacks.ts'
import type { RequestPattern } from '../../schemas/control/request-pattern.ts'
import type { Seed } from '../../schemas/seed.ts'
import { compilePattern } from '../requests/request-pattern.ts'
import { expectValidSeed } from './seed-reader.ts'
import type { Settings } from './settings.ts'
import { finishInSlices } from './slices.ts'
import { restoreSnapshot, takeSnapshot } from './snapshots.ts'
import { withTimeout } from './with-timeout.ts'
import type { World } from './world.ts'

/** The clock of a world, in the hands of a test. */
export interface ClockHandle {
  /** Epoch milliseconds. */
  now (): number
  readonly frozen: boolean
  readonly scale: number
  /**
   * Stops it, where it is or at a later instant (epoch milliseconds). While someone turns it, an instant waits until they
   * are through; else it stands there when this returns.
   */
  freeze (instant?: number): Promise<void>
  /** Lets it run, at `scale` times the pace of real time. */
  run (scale?: number): void
  /**
   * Turns it forward by milliseconds, or by a text such as `30s`; resolves when everything that fell due has happened, with
   * the steps that jobs took meanwhile, in order. Several at once come one after another, whoever asked for them; whoever
   * is asked meanwhile (a subscriber, say) must not wait for a turn of its own before it answers.
   * @throws InvalidArgument (a RangeError) for what is no duration, and for one that was not through when the clock or the world was reset
   */
  advance (duration: number | string): Promise<readonly Transition[]>
  /** Turns it to the next instant at which a job takes a step, and says which; undefined, and it stays where it is, if nothing lies ahead. */
  next (): Promise<readonly Transition[] | undefined>
  /** As it was at first. */
  reset (): void
}

export interface JobsHandle extends JobStore {
  /** Keeps a job where it is. @throws Error if it has ended or is not there */
  hold (id: string): Promise<Job>
  /** Lets a held job go on. @throws Error if it is not held */
  release (id: string): Promise<Job>
  /** Moves a job to a status that lies ahead of it, or one step on. @throws Error if it cannot */
  move (id: string, status?: Exclude<JobStatus, 'accepted' | 'dismissed'>): Promise<Job>
}

export interface RequestsHandle {
  /** What was asked and answered, oldest first: all of it, or what is like the pattern. */
  list (pattern?: RequestPattern): readonly JournalEntry[]
  count (pattern?: RequestPattern): number
  /** The first request like the pattern, now or when it comes. @param timeout milliseconds of real time; 10 000 if absent. @throws Error when that is over, or the world is reset or closed */
  waitFor (pattern: RequestPattern, options?: { readonly timeout?: number }): Promise<JournalEntry>
  clear (): void
}

/** One world, in the hands of a test: all that the control façade can do, without HTTP. */
export interface WorldHandle {
  readonly name: string
  /** Where the world is reached, without a trailing slash; only a path if the double does not listen. */
  readonly url: string
  readonly clock: ClockHandle
  readonly jobs: JobsHandle
  readonly requests: RequestsHandle
  readonly faults: Faults
  /** How jobs go on by default. */
  readonly lifecycle: Lifecycle
  readonly snapshots: {
    /** Puts the jobs aside as they are. */
    take (name: string): Promise<{ name: string, jobs: number }>
    /** Brings them back, as if no time had passed since; undefined if there is no such snapshot. */
    restore (name: string): Promise<{ name: string, jobs: number } | undefined>
  }
  /** What subscribers were told, or could not be told, oldest first. */
  readonly callbacks: readonly CallbackAttempt[]
  readonly settings: Settings
  /** Changes how it behaves, until the next reset. */
  configure (changes: Partial<Settings>): void
  /** Back to the seed: its jobs, ids, clock and settings, without faults and requests. @param seed another one, from now on. @throws SeedError, and nothing has changed */
  reset (seed?: Seed): Promise<void>
  /** @throws Error that names the jobs that have not ended, a hundred at most: for the end of a test that should leave none */
  expectNoLeakedJobs (): Promise<void>
}

export function createWorldHandle (world: World, url: string): WorldHandle {
  return {
    name: world.name,
    url,
    clock: clockOf(world),
    jobs: jobsOf(world),
    requests: requestsOf(world),
    faults: world.faults,
    lifecycle: world.lifecycle,
    snapshots: { take: async name => takeSnapshot(world, name), restore: async name => restoreSnapshot(world, name) },
    get callbacks () { return world.callbacks.attempts },
    get settings () { return world.settings },
    configure: changes => world.configure(changes),
    async reset (seed) {
      if (seed !== undefined && seed !== world.initialSeed) await expectValidSeed(world.seedReader, seed, world.maxDepth)
      world.reset(seed)
    },
    expectNoLeakedJobs: () => expectNoLeakedJobs(world)
  }
}

function clockOf (world: World): ClockHandle {
  const { clock } = world
  return {
    now: () => clock.now(),
    get frozen () { return clock.frozen },
    get scale () { return clock.scale },
    freeze: instant => toldIfAwaited(freeze(world, instant)),
    run: scale => clock.run(scale),
    advance: duration => toldIfAwaited(advance(world, duration)),
    next: () => toldIfAwaited(advanceToNextTransition(world)),
    reset: () => clock.reset()
  }
}

const freeze = async ({ clock }: World, instant?: number) => instant === undefined ? clock.freeze() : clock.turns.take(() => clock.freeze(instant))
const advance = async (world: World, duration: number | string) => advanceClock(world, parseDuration(duration))

/** A test that turns the clock without waiting for it, and then resets or closes, does not end the process: who does not wait is not told. */
function toldIfAwaited<T> (turn: Promise<T>): Promise<T> {
  turn.catch(() => {})
  return turn
}

/** The store itself, with verbs for a test. */
const jobsOf = (world: World): JobsHandle => Object.assign(world.jobs, {
  hold: async (id: string) => holdJob(world, id),
  release: async (id: string) => releaseJob(world, id),
  move: async (id: string, status?: JobStatus) => moveJob(world, id, status)
})

const requestsOf = (world: World, { journal, maxDepth } = world): RequestsHandle => ({
  list: pattern => journal.list(pattern && compilePattern(pattern, { maxDepth })),
  count: pattern => journal.list(pattern && compilePattern(pattern, { maxDepth })).length,
  waitFor: (pattern, { timeout = 10_000 } = {}) => withTimeout(timeout, signal => journal.waitFor(compilePattern(pattern, { maxDepth }), signal), [world.life]),
  clear: () => journal.clear()
})

/** A sentence names so many jobs at most. */
const mostNamed = 100

async function expectNoLeakedJobs ({ jobs }: World): Promise<void> {
  const { jobs: leaked } = await finishInSlices(jobs.listInSteps({ status: unfinishedStatuses }, { limit: Infinity }))
  if (leaked.length === 0) return
  const named = leaked.slice(0, mostNamed).map(({ id, process }) => `${id} (${process})`).join(', ')
  const others = leaked.length > mostNamed ? `, and ${leaked.length - mostNamed} more` : ''
  throw new Error(`Expected no job that has not ended; there ${leaked.length === 1 ? 'is' : 'are'} ${leaked.length}: ${named}${others}.`)
}
