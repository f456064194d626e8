import { setImmediate } from 'node:timers/promises'
import type { Job } from '../jobs/job.ts'
import { nextStepAt, type Transition, transitionsBetween } from '../jobs/transitions.ts'
import { ClockResetError } from '../jobs/errors.ts'
import { finishInSlices } from './slices.ts'
import type { World } from './world.ts'
import type { ClockMove } from './world-clock.ts'

type TurnedWorld = Pick<World, 'clock' | 'jobs' | 'callbacks'>

/**
 * Advances the clock of a world by `ms`, and resolves with the transitions of jobs, in order, when everything that fell
 * due has happened: answers to waiting requests, callbacks to subscribers. Concurrent calls run one after another.
 * @throws ClockError for an invalid duration, or if the clock is reset before it is done
 */
export const advanceClock = async (world: TurnedWorld, ms: number): Promise<readonly Transition[]> =>
  transitionsOf(world, await world.clock.turns.take(() => move(world, ms)))

/** Advances to the next transition of a job; undefined if there is none. */
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

/** Stops the clock at an instant (epoch milliseconds) that is not past. */
export async function freezeClockAt (world: TurnedWorld, instant: number): Promise<readonly Transition[]> {
  const { clock } = world
  return transitionsOf(world, await clock.turns.take(() => {
    clock.refuseUnlessAhead(instant)
    clock.freeze()
    return move(world, Math.max(0, instant - clock.now()))
  }))
}

/** A move of the clock, and the jobs that a dismissal could change during it. */
interface Move { readonly move: ClockMove, readonly leaving: readonly Job[] }

function move (world: TurnedWorld, ms: number): Move | Promise<Move> {
  const leaving = world.jobs.pendingDismissals()
  const moved = world.clock.move(ms, () => settle(world))
  return moved instanceof Promise ? moved.then(move => ({ leaving, move })) : { leaving, move: moved }
}

/** Woken requests continue in this turn of the event loop, and what they start in the next. */
async function settle ({ callbacks }: TurnedWorld): Promise<void> {
  await setImmediate()
  await callbacks.idle()
}

/** @throws ClockResetError if the clock was reset before everything due had happened */
async function transitionsOf (world: TurnedWorld, { leaving, move: { from, until, wasReset } }: Move): Promise<readonly Transition[]> {
  await settle(world)
  if (wasReset()) throw new ClockResetError()
  const { jobs } = world
  const removed = leaving.filter(({ id }) => jobs.get(id) === undefined)
  return finishInSlices(transitionsBetween([...removed, ...jobs.all()], from, until))
}
