import { setImmediate } from 'node:timers/promises'
import type { Job } from '../jobs/job.ts'
import { nextStepAt, type Transition, transitionsBetween } from '../jobs/transitions.ts'
import { ClockResetError } from '../jobs/errors.ts'
import { finishInSlices } from './slices.ts'
import type { World } from './world.ts'
import type { ClockMove } from './world-clock.ts'

type TurnedWorld = Pick<World, 'clock' | 'jobs' | 'callbacks'>

/**
 * Turns the clock of a world by `ms`, and is through when everything that fell due has happened: answers to who waited,
 * callbacks to subscribers. The steps that jobs took meanwhile, in order. Whoever turns the same clock at the same time
 * comes after. @throws ClockError for what is no time ahead, or if the clock is reset before it is through
 */
export const advanceClock = async (world: TurnedWorld, ms: number): Promise<readonly Transition[]> =>
  transitionsOf(world, await world.clock.turns.take(() => move(world, ms)))

/** Turns it to the next instant at which a job takes a step; undefined if nothing lies ahead. */
export async function advanceToNextTransition (world: TurnedWorld): Promise<readonly Transition[] | undefined> {
  const { jobs, clock } = world
  const moved = await clock.turns.take(async () => {
    const wasReset = clock.watchReset()
    const at = await finishInSlices(nextStepAt(jobs.all(), clock.now()))
    if (wasReset()) throw new ClockResetError()
    return at === undefined ? undefined : move(world, Math.max(0, at - clock.now()))
  })
  return moved && transitionsOf(world, moved)
}

/** Stops it at an instant (epoch milliseconds) that is not past. */
export async function freezeClockAt (world: TurnedWorld, instant: number): Promise<readonly Transition[]> {
  const { clock } = world
  return transitionsOf(world, await clock.turns.take(() => {
    clock.refuseUnlessAhead(instant)
    clock.freeze()
    return move(world, Math.max(0, instant - clock.now()))
  }))
}

/** A turn of the clock, and the jobs of which a dismissal could make something else meanwhile. */
interface Move { readonly move: ClockMove, readonly leaving: readonly Job[] }

function move (world: TurnedWorld, ms: number): Move | Promise<Move> {
  const leaving = world.jobs.leaving()
  const moved = world.clock.move(ms, () => settle(world))
  return moved instanceof Promise ? moved.then(move => ({ leaving, move })) : { leaving, move: moved }
}

/** Whoever was woken goes on in this turn of the event loop, and what they set off in the next. */
async function settle ({ callbacks }: TurnedWorld): Promise<void> {
  await setImmediate()
  await callbacks.idle()
}

/** @throws ClockResetError if the clock was reset before all that fell due has happened */
async function transitionsOf (world: TurnedWorld, { leaving, move: { from, until, wasReset } }: Move): Promise<readonly Transition[]> {
  await settle(world)
  if (wasReset()) throw new ClockResetError()
  const { jobs } = world
  const removed = leaving.filter(({ id }) => jobs.get(id) === undefined)
  return finishInSlices(transitionsBetween([...removed, ...jobs.all()], from, until))
}
