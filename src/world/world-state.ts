import type { Seed } from '../../schemas/seed.ts'
import { advanceClock } from './advance.ts'
import { seedWithDeployed } from './deployed-state.ts'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

/** Where a world stands, in few words: what it starts with, how it behaves, and at which instant its clock stands still. */
export interface WorldState {
  /** Absent: what the double gives to every world. */
  readonly seed?: Seed
  readonly settings: Pick<Settings, 'ogc' | 'dismiss' | 'cancel' | 'tator' | 'persona'>
  /** Milliseconds after the world began. */
  readonly instant: number
}

/** What someone asks of a situation; what they leave out is as the double has it. */
export interface RequestedState extends Partial<Pick<WorldState, 'seed' | 'instant'>> {
  readonly settings: Partial<WorldState['settings']>
}

/** More jobs are not written down as a seed. */
export const maxWrittenJobs = 100

/**
 * How the world stands, so that another can be brought there: by its seed and the time that has passed if nobody has touched
 * its jobs, else by a seed that says them as they are. Undefined if there are too many of them for that.
 */
export function readState (world: World): WorldState | undefined {
  const { clock, resetAt: began, seed, initialSeed: firstSeed, isUntouched: untouched, settings: { ogc, dismiss, cancel, tator, persona } } = world
  const settings = { ogc, dismiss, cancel, tator, persona }
  if (untouched) return { ...(seed !== firstSeed && { seed }), settings, instant: clock.now() - began }
  const written = seedOf(world)
  return written && { seed: written, settings, instant: 0 }
}

/** A seed that says the jobs as they are, in the order of their submission; undefined if there are too many. */
function seedOf (world: World): Seed | undefined {
  const { jobs, at } = world.jobs.list({}, { limit: maxWrittenJobs + 1 })
  if (jobs.length > maxWrittenJobs) return undefined
  return { ...seedWithDeployed(world), jobs: jobs.map(job => world.seedReader.toSeed(world, job, at)).reverse() }
}

/** Brings the world into a situation: its jobs, settings and clock; its faults and requests are forgotten as by a reset. */
export async function applyState (world: World, { seed = world.initialSeed, settings, instant = 0 }: RequestedState): Promise<void> {
  world.reset(seed, { still: true })
  world.configure(settings)
  await advanceClock(world, instant)
}
