import { modelName, ProgressionBody } from '../../../schemas/control/lifecycle.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import type { Progression } from '../../jobs/progression.ts'
import { expectModel, setProgression, unsetProgression } from '../progressions.ts'
import type { World } from '../world.ts'

/**
 * Default progression of jobs by model: `ogc::job` and `tator::job` for all of an API, `ogc::echo` or `tator::demo` for
 * one process or algorithm, which has priority.
 * @throws InvalidArgument (a RangeError) for an unknown model
 */
export interface LifecycleHandle {
  set (model: string, progression: ProgressionBody): void
  get (model: string): Progression | undefined
  unset (model: string): void
  clear (): void
}

/** @param open returns the world; throws once the double is closed */
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
