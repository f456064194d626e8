const facades = ['ogc', 'tator', 'control'] as const
export type Facade = typeof facades[number]

/** One more than the highest status code. */
const statuses = 1000

/** Number of answers by façade and status code: counting is one addition in an array. */
export class AnswerCounts {
  readonly #counts = { ogc: new Float64Array(statuses), tator: new Float64Array(statuses), control: new Float64Array(statuses) }

  /** The counters of a façade, by status code. */
  of (facade: Facade): Float64Array {
    return this.#counts[facade]
  }

  /** The counters that are not zero. */
  * entries (): Generator<{ readonly facade: Facade, readonly status: number, readonly count: number }> {
    for (const facade of facades) {
      for (const [status, count] of this.#counts[facade].entries()) if (count > 0) yield { facade, status, count }
    }
  }
}
