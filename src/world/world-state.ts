import type { Seed } from '../../schemas/seed.ts'
import { advanceClock } from './advance.ts'
import { seedWithDeployed } from './deployed-state.ts'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

/** A world in a form that can be reproduced: its seed, its settings, and the instant at which its clock stands still. */
export interface WorldState {
  /** Absent: the double's default seed. */
  readonly seed?: Seed
  readonly settings: Pick<Settings, 'ogc' | 'dismiss' | 'cancel' | 'removedStatus' | 'tator' | 'persona'>
  /** Milliseconds since the world began. */
  readonly instant: number
}

/** The state that a permalink asks for; an absent member has its default. */
export interface RequestedState extends Partial<Pick<WorldState, 'seed' | 'instant'>> {
  readonly settings: Partial<WorldState['settings']>
}

/** A world with more jobs is not written as a seed. */
export const maxWrittenJobs = 100

/**
 * The state of the world, so that another world can reproduce it: its seed and the time that has passed if its jobs are
 * untouched, else a seed with the jobs as they are. Undefined if there are too many jobs.
 */
export function readState (world: World): WorldState | undefined {
  const { clock, resetAt: began, seed, initialSeed: firstSeed, isUntouched: untouched, settings: { ogc, dismiss, cancel, removedStatus, tator, persona } } = world
  const settings = { ogc, dismiss, cancel, removedStatus, tator, persona }
  if (untouched) return { ...(seed !== firstSeed && { seed }), settings, instant: clock.now() - began }
  const written = seedOf(world)
  return written && { seed: written, settings, instant: 0 }
}

/** A seed with the jobs as they are, in order of submission; undefined if there are too many. */
function seedOf (world: World): Seed | undefined {
  const { jobs, at } = world.jobs.list({}, { limit: maxWrittenJobs + 1 })
  if (jobs.length > maxWrittenJobs) return undefined
  return { ...seedWithDeployed(world), jobs: jobs.map(job => world.seedReader.toSeed(world, job, at)).reverse() }
}

/** Loads a state into the world: its jobs, settings and clock. Faults and requests are cleared as by a reset. */
export async function applyState (world: World, { seed = world.initialSeed, settings, instant = 0 }: RequestedState): Promise<void> {
  world.reset(seed, { still: true })
  world.configure(settings)
  await advanceClock(world, instant)
}
