import type { Plan } from '../jobs/job.ts'
import { type Progression, applyProgression } from '../jobs/progression.ts'

export type Api = 'ogc' | 'tator'

/**
 * Default progression of jobs by model: `ogc::job` and `tator::job` for all of an API, `ogc::echo` or `tator::demo` for
 * one process or algorithm, which has priority.
 */
export class Lifecycle {
  readonly #progressions = new Map<string, Progression>()

  set (model: string, progression: Progression): void {
    this.#progressions.set(model, progression)
  }

  get (model: string): Progression | undefined {
    return this.#progressions.get(model)
  }

  unset (model: string): void {
    this.#progressions.delete(model)
  }

  clear (): void {
    this.#progressions.clear()
  }

  /** The plan of a new job of this process or algorithm. */
  apply (api: Api, name: string, plan: Plan): Plan {
    if (this.#progressions.size === 0) return plan
    const progression = this.get(`${api}::${name}`) ?? this.get(`${api}::job`)
    return progression === undefined ? plan : applyProgression(plan, progression)
  }
}
