import { Duration, Instant } from '../../../schemas/control/arguments.ts'
import { ClockChange } from '../../../schemas/control/clock.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import type { Transition } from '../../jobs/transitions.ts'
import { advanceClock, advanceToNextTransition } from '../advance.ts'
import { parseDuration } from '../duration.ts'
import type { World } from '../world.ts'

/** The clock of a world, for tests. */
export interface ClockHandle {
  /** Epoch milliseconds. */
  now (): number
  readonly frozen: boolean
  readonly scale: number
  /**
   * Stops the clock, now or at a later instant (epoch milliseconds). While another call moves it, an instant waits for
   * that; otherwise the clock stands there when this returns.
   */
  freeze (instant?: number): Promise<void>
  /** Lets it run, at `scale` times real time. */
  run (scale?: number): void
  /**
   * Advances the clock by milliseconds, or by a text such as `30s`; resolves with the transitions of jobs, in order,
   * when everything that fell due has happened. Concurrent calls run one after another; a subscriber that is notified
   * meanwhile must not wait for a call of its own before it answers.
   * @throws InvalidArgument (a RangeError) for an invalid duration, and if the clock or the world is reset before it is
   * done
   */
  advance (duration: number | string): Promise<readonly Transition[]>
  /** Advances to the next transition of a job, and returns what happened; undefined, and the clock stays, if there is none. */
  next (): Promise<readonly Transition[] | undefined>
  /** Resets the clock to its initial state. */
  reset (): void
}

/** @param open returns the world; throws once the double is closed */
export function createClockHandle (open: () => World): ClockHandle {
  return {
    now: () => open().clock.now(),
    get frozen () { return open().clock.frozen },
    get scale () { return open().clock.scale },
    freeze: instant => markHandled(freeze(open, instant)),
    run (scale) {
      expectArgument('clock.run', ClockChange.properties.scale, scale ?? 1)
      open().clock.run(scale)
    },
    advance: duration => markHandled(advance(open, duration)),
    next: () => markHandled(advanceNext(open)),
    reset: () => open().clock.reset()
  }
}

async function freeze (open: () => World, instant?: number): Promise<void> {
  const { clock } = open()
  if (instant === undefined) return clock.freeze()
  expectArgument('clock.freeze', Instant, instant)
  await clock.turns.take(() => clock.freeze(instant))
}

async function advance (open: () => World, duration: number | string): Promise<readonly Transition[]> {
  expectArgument('clock.advance', Duration, duration)
  return advanceClock(open(), parseDuration(duration))
}

const advanceNext = async (open: () => World) => advanceToNextTransition(open())

/** Marks the promise as handled: a test that moves the clock without awaiting it, and then resets or closes, must not end the process. */
function markHandled<T> (turn: Promise<T>): Promise<T> {
  turn.catch(() => {})
  return turn
}
