import { startBare } from '../measure/bare.ts'
import { compare } from '../measure/compare.ts'
import { launchJobs, readJob, startDouble } from '../measure/double.ts'
import { during, once } from '../measure/requests.ts'
import { type Question, speed } from '../question.ts'

/** How fast a job is read, compared with a server that only sends the bytes; and that server compared with itself, which tells the noise. */
export const throughput: Question = {
  name: 'throughput',
  async ask (quick) {
    const double = await startDouble()
    const requests = (await launchJobs(double, 1000)).map(readJob)
    const [body = ''] = await double.bodies(once(requests.slice(0, 1)))
    const [bare, twin] = [await startBare(body), await startBare(body)]
    const [ours, reference, same] = [double, bare, twin].map(server => () => server.cost(during(quick ? 300 : 700, requests)))
    ...
  }
}
