import { startBare, startPlain } from '../measure/bare.ts'
import { compareAnew, type Pair } from '../measure/compare.ts'
import { doubleWithExecutions, echo, executeJob, hold, startDouble } from '../measure/double.ts'
import type { Effort } from '../measure/effort.ts'
import type { Request } from '../measure/load.ts'
import { readersOf } from '../measure/readers.ts'
import { once, request } from '../measure/requests.ts'
import type { Server } from '../measure/server.ts'
import { type Question, speed } from '../question.ts'

/**
 * How fast a job is read and started, compared with a server that only sends the same bytes, and with one that does the
 * same work in plain Fastify; and the first of them against itself, which shows the noise.
 */
export const throughput: Question = {
  name: 'throughput',
  async ask (effort) {
    const ratio = (prepare: (effort: Effort) => Promise<Pair>) => compareAnew(() => prepare(effort), effort.times, effort.pairs)
    return [
      speed('GET of a `hold`, against Fastify that sends the same bytes', await ratio(reading(hold, startBare)), 0.7),
      speed('GET of a `hold`, against Fastify that does the same work in the plain way', await ratio(reading(hold, startPlain)), 0.9),
      speed('GET of an `echo` that runs, against Fastify that sends the same bytes', await ratio(reading(echo, startBare)), 0.7),
      speed('GET of an `echo` that runs, against Fastify that does the same work in the plain way', await ratio(reading(echo, startPlain)), 0.9),
      speed('POST of an asynchronous execution, against Fastify that reads the body and sends the same bytes', await ratio(executing), 0.5),
      speed('the noise: Fastify that sends the same bytes against another of its kind', await compareAnew(() => bareAndBare(effort), effort.times, Math.ceil(effort.pairs / 3)))
    ]
  }
}

const reading = (job: Request, startOther: typeof startBare) => async (effort: Effort): Promise<Pair> => {
  const { server, requests } = await doubleWithExecutions(job)
  const [answer] = await server.answers(once(requests.slice(0, 1)))
  return readersOf({ server: await startOther(answer!), requests }, { server, requests }, effort)
}

/** The jobs stay, as they do in a test run. */
async function executing (effort: Effort): Promise<Pair> {
  const server = await startDouble()
  const requests = [executeJob('echo', { message: 'hello', pause: 60 })]
  const [answer] = await server.answers(once(requests))
  return readersOf({ server: await startBare(answer!), requests }, { server, requests }, effort)
}

async function bareAndBare (effort: Effort): Promise<Pair> {
  const bare = async (): Promise<Server> => startBare({ head: 'HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n', body: '{}' })
  const requests = [request('GET', '/jobs/any')]
  return readersOf({ server: await bare(), requests }, { server: await bare(), requests }, effort)
}
