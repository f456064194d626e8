import { setImmediate } from 'node:timers/promises'
import { nextStepAt, type Transition, transitionsBetween } from '../jobs/transitions.ts'
import { finishInSlices } from './slices.ts'
import type { World } from './world.ts'

type Turned = Pick<World, 'clock' | 'jobs' | 'callbacks'>

/**
 * Turns the clock of a world by `ms`, and is through when everything that fell due has happened: answers to who waited,
 * callbacks to subscribers. The steps that jobs took meanwhile, in order. Whoever turns the same clock at the same time
 * comes after. @throws ClockError for what is no time ahead, or if the clock is reset before it is through
 */
export const advanceClock = (world: Turned, ms: number): Promise<readonly Transition[]> =>
  world.clock.turns.take(() => turn(world, ms))

/** Turns it to the next instant at which a job takes a step; undefined if nothing lies ahead. */
export const advanceToNextTransition = (world: Turned): Promise<readonly Transition[] | undefined> => world.clock.turns.take(async () => {
  const { jobs, clock } = world
  const at = await finishInSlices(nextStepAt(jobs.all(), clock.now()))
  return at === undefined ? undefined : turn(world, Math.max(0, at - clock.now()))
})

/** Stops it at an instant (epoch milliseconds) that is not past. */
export const freezeClockAt = (world: Turned, instant: number): Promise<readonly Transition[]> => world.clock.turns.take(() => {
  world.clock.refuseUnlessAhead(instant)
  world.clock.freeze()
  return turn(world, Math.max(0, instant - world.clock.now()))
})

async function turn ({ clock, jobs, callbacks }: Turned, ms: number): Promise<readonly Transition[]> {
  const from = clock.now()
  await clock.turn(ms, async () => {
    // Whoever was woken goes on in this turn of the event loop, and what they set off in the next.
    await setImmediate()
    await callbacks.idle()
  })
  return finishInSlices(transitionsBetween(jobs.all(), from, clock.now()))
}
