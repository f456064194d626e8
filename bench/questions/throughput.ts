import { startBare } from '../measure/bare.ts'
import { compare } from '../measure/compare.ts'
import { launchJobs, readJob, startDouble } from '../measure/double.ts'
import { during, once } from '../measure/requests.ts'
import type { Server } from '../measure/server.ts'
import { type Question, speed } from '../question.ts'

/** How fast a job is read, compared with a server that only sends the same bytes; and that one with its like, which tells the noise. */
export const throughput: Question = {
  name: 'throughput',
  async ask (quick) {
    const double = await startDouble()
    const requests = (await launchJobs(double, 1000)).map(readJob)
    const [body = ''] = await double.bodies(once(requests.slice(0, 1)))
    const [bare, twin] = [await startBare(body), await startBare(body)]
    const read = (server: Server) => () => server.cost(during(quick ? 400 : 800, requests))
    for (const server of [double, bare, twin]) await server.cost(during(1500, requests))
    return [
      speed('GET of a job, against Fastify that sends the same bytes', await compare(read(bare), read(double), quick ? 7 : 15), 0.8),
      speed('the noise: that Fastify against another of its kind', await compare(read(bare), read(twin), quick ? 3 : 7))
    ]
  }
}
