import { deleteGroups, executeJobs, hold, launch, startDouble } from '../measure/double.ts'
import { during, once, request } from '../measure/requests.ts'
import type { Answer, Question } from '../question.ts'

const goal = 2
const rounds = 5

const searches = { 'status=running': 'one of which runs', 'processID=hold': 'one of which is of this process', 'minDuration=1000000': 'none of which has run so long' }

/** How long it takes to find the few jobs that are meant among many. */
export const search: Question = {
  name: 'search',
  async ask ({ many, round }) {
    const double = await startDouble()
    const before = await launch(double, many / 2)
    await executeJobs(double, 1, hold)
    await deleteGroups(double, [...before, ...await launch(double, many / 2)])
    const answers: Answer[] = []
    for (const [query, what] of Object.entries(searches)) {
      const ask = request('GET', `/jobs?${query}&limit=10`)
      const first = await double.cost(once([ask]))
      const { clock, processor = clock } = await double.cost(during(rounds * round, [ask]))
      answers.push({
        question: `GET /jobs?${query}&limit=10 with ${many} jobs, ${what}`,
        goal: `≤ ${goal} ms`,
        measured: `${processor.toFixed(2)} ms of processor time${processor <= goal ? '' : ' **missed**'}, the first time ${(first.processor ?? first.clock).toFixed(0)} ms`
      })
    }
    return answers
  }
}
