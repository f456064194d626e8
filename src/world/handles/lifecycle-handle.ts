import { modelName, ProgressionBody } from '../../../schemas/control/lifecycle.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import type { Progression } from '../../jobs/progression.ts'
import { expectModel, setProgression, unsetProgression } from '../progressions.ts'
import type { World } from '../world.ts'

/**
 * How jobs go on by default, by model: `ogc::job` and `tator::job` for all of an API, `ogc::echo` or `tator::demo` for
 * those of one process or algorithm, which comes first. @throws InvalidArgument (a RangeError) for a model that is not there
 */
export interface LifecycleHandle {
  set (model: string, progression: ProgressionBody): void
  get (model: string): Progression | undefined
  unset (model: string): void
  clear (): void
}

/** @param open the world, as long as the double is open */
export const createLifecycleHandle = (open: () => World): LifecycleHandle => ({
  set (model, progression) {
    expectArgument('lifecycle.set', modelName, model)
    expectArgument('lifecycle.set', ProgressionBody, progression)
    setProgression(open(), model, progression)
  },
  get (model) {
    expectArgument('lifecycle.get', modelName, model)
    expectModel(open(), model)
    return open().lifecycle.get(model)
  },
  unset (model) {
    expectArgument('lifecycle.unset', modelName, model)
    unsetProgression(open(), model)
  },
  clear: () => open().lifecycle.clear()
})
