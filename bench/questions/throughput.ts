import { startBare } from '../measure/bare.ts'
import { compareAnew } from '../measure/compare.ts'
import { doubleWithJobs } from '../measure/double.ts'
import type { Effort } from '../measure/effort.ts'
import { readersOf } from '../measure/readers.ts'
import { once, request } from '../measure/requests.ts'
import { type Question, speed } from '../question.ts'

/** How fast a job is read, compared with a server that only sends the same bytes; and that one with its like, which tells the noise. */
export const throughput: Question = {
  name: 'throughput',
  async ask (effort) {
    const ratio = await compareAnew(() => bareAndDouble(effort), effort.times, effort.pairs)
    const noise = await compareAnew(() => bareAndBare(effort), effort.times, Math.ceil(effort.pairs / 3))
    return [
      speed('GET of a job, against Fastify that sends the same bytes', ratio, 0.8),
      speed('the noise: that Fastify against another of its kind', noise)
    ]
  }
}

async function bareAndDouble (effort: Effort) {
  const { server, requests } = await doubleWithJobs()
  const [answer] = await server.answers(once(requests.slice(0, 1)))
  return readersOf({ server: await startBare(answer!), requests }, { server, requests }, effort)
}

async function bareAndBare (effort: Effort) {
  const bare = async () => ({ server: await startBare({ head: 'content-type: application/json; charset=utf-8\r\n', body: '{}' }), requests: [request('GET', '/jobs/any')] })
  return readersOf(await bare(), await bare(), effort)
}
