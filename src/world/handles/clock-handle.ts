import { Duration, Instant } from '../../../schemas/control/arguments.ts'
import { ClockChange } from '../../../schemas/control/clock.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import type { Transition } from '../../jobs/transitions.ts'
import { advanceClock, advanceToNextTransition } from '../advance.ts'
import { parseDuration } from '../duration.ts'
import type { World } from '../world.ts'

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

/** @param open the world, as long as the double is open */
export function createClockHandle (open: () => World): ClockHandle {
  return {
    now: () => open().clock.now(),
    get frozen () { return open().clock.frozen },
    get scale () { return open().clock.scale },
    freeze: instant => toldIfAwaited(freeze(open, instant)),
    run (scale) {
      expectArgument('clock.run', ClockChange.properties.scale, scale ?? 1)
      open().clock.run(scale)
    },
    advance: duration => toldIfAwaited(advance(open, duration)),
    next: () => toldIfAwaited(advanceNext(open)),
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

/** A test that turns the clock without waiting for it, and then resets or closes, does not end the process: who does not wait is not told. */
function toldIfAwaited<T> (turn: Promise<T>): Promise<T> {
  turn.catch(() => {})
  return turn
}
