import { startBare } from '../measure/bare.ts'
import { compare } from '../measure/compare.ts'
import { dismissJob, launchJobs, readJob, startDouble } from '../measure/double.ts'
import { shuffled } from '../measure/random.ts'
import { once } from '../measure/requests.ts'
import type { Server } from '../measure/server.ts'
import { type Question, speed } from '../question.ts'

/** How fast running jobs are dismissed, each one for real, compared with a server that only sends the same bytes. */
export const dismissal: Question = {
  name: 'dismissal',
  async ask (quick) {
    const [pairs, perRound] = quick ? [7, 8000] : [15, 16_000]
    const double = await startDouble()
    const jobs = shuffled(await launchJobs(double, (pairs + 2) * perRound))
    const bare = await startBare(await answerOf(double, jobs.pop()))
    const dismiss = (server: Server, victims: readonly string[]) => server.cost(once(victims.map(dismissJob)))
    const ours = () => dismiss(double, jobs.splice(-perRound))
    const reference = () => dismiss(bare, jobs.slice(-perRound))
    for (const warmUp of [ours, reference]) await warmUp()
    const sample = jobs.slice(-1000)
    const ratio = await compare(reference, ours, pairs)
    await expectDismissed(double, sample)
    return [speed('DELETE of a running job, against Fastify that sends the same bytes', ratio, 0.72)]
  }
}

async function answerOf (double: Server, job = ''): Promise<string> {
  const [body = ''] = await double.bodies(once([dismissJob(job)]))
  return body
}

/** Whoever is not known is a 404, on which the load gives up; this tells that a success was a dismissal, and the only one. */
async function expectDismissed (double: Server, jobs: readonly string[]): Promise<void> {
  const bodies = await double.bodies(once(jobs.map(readJob)))
  const other = bodies.find(body => JSON.parse(body).status !== 'dismissed')
  if (other !== undefined) throw new Error(`Expected a dismissed job, got: ${other}`)
}
