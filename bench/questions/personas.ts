import { compareAnew, type Pair } from '../measure/compare.ts'
import { doubleWithExecutions, hold } from '../measure/double.ts'
import type { Effort } from '../measure/effort.ts'
import { readersOf, type Subject } from '../measure/readers.ts'
import { once, request } from '../measure/requests.ts'
import { type Question, speed } from '../question.ts'

const persona = 'pygeoapi'

/** The cost of a persona for its world, and for a world that had one before: none. */
export const personas: Question = {
  name: 'personas',
  async ask (effort) {
    const ratio = (names: readonly string[]) => compareAnew(() => withAndWithout(names, effort), effort.times, effort.pairs)
    return [
      speed('GET of a `hold` in a world without a persona that had one, against a world that never had one', await ratio([persona, 'none']), 0.95),
      speed(`GET of a \`hold\` as ${persona} answers it, against no persona`, await ratio([persona]))
    ]
  }
}

const withAndWithout = async (names: readonly string[], effort: Effort): Promise<Pair> =>
  readersOf(await doubleWithExecutions(hold), await becoming(await doubleWithExecutions(hold), names), effort)

/** Gives a world one persona after the other. */
async function becoming (subject: Subject, names: readonly string[]): Promise<Subject> {
  for (const name of names) await subject.server.bodies(once([request('PUT', '/__admin/settings', JSON.stringify({ persona: name }))]))
  return subject
}
