import { setImmediate } from 'node:timers/promises'
import { nextStepAt, type Transition, transitionsBetween } from '../jobs/transitions.ts'
import type { World } from './world.ts'

/**
 * Turns the clock of a world by `ms`, and is through when everything that fell due has happened: answers to who waited,
 * callbacks to subscribers. The steps that jobs took meanwhile, in order.
 */
export async function advanceClock ({ clock, jobs, callbacks }: Pick<World, 'clock' | 'jobs' | 'callbacks'>, ms: number): Promise<readonly Transition[]> {
  const from = clock.now()
  await clock.turn(ms, async () => {
    // Whoever was woken goes on in this turn of the event loop, and what they set off in the next.
    await setImmediate()
    await callbacks.idle()
  })
  return transitionsBetween(jobs.all(), from, clock.now())
}

/** Turns it to the next instant at which a job takes a step; undefined if nothing lies ahead. */
export async function advanceToNextTransition (world: Pick<World, 'clock' | 'jobs' | 'callbacks'>): Promise<readonly Transition[] | undefined> {
  const { clock, jobs } = world
  const at = nextStepAt(jobs.all(), clock.now())
  return at === undefined ? undefined : advanceClock(world, Math.max(0, at - clock.now()))
}
