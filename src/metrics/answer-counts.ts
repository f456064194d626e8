const facades = ['ogc', 'tator', 'control'] as const
export type Facade = typeof facades[number]

/** One more than the highest status there is. */
const statuses = 1000

/** How many answers of each status each façade has given: to count one is to add to a number in an array. */
export class AnswerCounts {
  readonly #counts = { ogc: new Float64Array(statuses), tator: new Float64Array(statuses), control: new Float64Array(statuses) }

  /** Where a façade counts: by status. */
  of (facade: Facade): Float64Array {
    return this.#counts[facade]
  }

  /** Those that were given at all. */
  * entries (): Generator<{ readonly facade: Facade, readonly status: number, readonly count: number }> {
    for (const facade of facades) {
      for (const [status, count] of this.#counts[facade].entries()) if (count > 0) yield { facade, status, count }
    }
  }
}
