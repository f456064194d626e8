import { startBare } from '../measure/bare.ts'
import { compareAnew, type Pair } from '../measure/compare.ts'
import { dismissJob, executeJobs, hold, readJob, startDouble } from '../measure/double.ts'
import type { Effort } from '../measure/effort.ts'
import type { Answer } from '../measure/load.ts'
import { once } from '../measure/requests.ts'
import type { Server } from '../measure/server.ts'
import { type Question, speed } from '../question.ts'

/** How fast running jobs are dismissed, each one for real, compared with a server that only sends the same bytes. */
export const dismissal: Question = {
  name: 'dismissal',
  async ask (effort) {
    const ratio = await compareAnew(() => bareAndDouble(effort), effort.times, effort.pairs)
    return [speed('DELETE of a `hold`, against Fastify that sends the same bytes', ratio, 0.62)]
  }
}

/** The bare server is asked for the same jobs, in rounds of the same size. */
async function bareAndDouble ({ pairs, dismissals, warmUp }: Effort): Promise<Pair> {
  const double = await startDouble()
  const jobs = (await executeJobs(double, 1000 + warmUp + (pairs + 1) * dismissals, hold)).reverse()
  const bare = await startBare(await checkedDismissal(double, jobs.splice(-1000)))
  const dismiss = (server: Server, victims: readonly string[]) => server.cost(once(victims.map(dismissJob)))
  await dismiss(bare, jobs.slice(-warmUp))
  await dismiss(double, jobs.splice(-warmUp))
  return [() => dismiss(bare, jobs.slice(-dismissals)), () => dismiss(double, jobs.splice(-dismissals))]
}

/**
 * Dismisses some jobs, checks that they are dismissed, and returns one of the answers. The load accepts nothing but
 * success, so that later rounds cannot measure anything else.
 */
async function checkedDismissal (double: Server, jobs: readonly string[]): Promise<Answer> {
  const answers = await double.answers(once(jobs.map(dismissJob)))
  const seen = await double.answers(once(jobs.map(readJob)))
  const other = [...answers, ...seen].find(({ body }) => JSON.parse(body).status !== 'dismissed')
  if (answers.length !== jobs.length || other !== undefined) throw new Error(`Expected dismissed jobs, got: ${other?.body}`)
  return answers[0]!
}
