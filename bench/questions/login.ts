import { compareAnew } from '../measure/compare.ts'
import { doubleWithExecutions, executeJob, executeJobs, hold, readJob, startDouble } from '../measure/double.ts'
import { readersOf, type Subject } from '../measure/readers.ts'
import { once, request } from '../measure/requests.ts'
import { seed, token } from '../measure/seed.ts'
import { type Question, speed } from '../question.ts'

const asUser = { Authorization: `Bearer ${token}` }

/** What users cost a world that asks nobody to log in: nothing; and what a token costs that is sent. */
export const login: Question = {
  name: 'login',
  async ask (effort) {
    const ratio = (one: () => Promise<Subject>, other: () => Promise<Subject>) => compareAnew(async () => readersOf(await one(), await other(), effort), effort.times, effort.pairs)
    const { users: _, ...withoutUsers } = seed
    return [
      speed('GET of a job in a world with users who need not log in, against one without users', await ratio(() => seededWith(withoutUsers), () => seededWith(seed)), 0.95),
      speed('GET of a job with a token (`--login bearer`), against a world where nobody logs in', await ratio(() => doubleWithExecutions(hold), () => loggedIn())),
      speed('GET of a job with a token, by a user who sees their own jobs alone (`--login-others 404`), against the same', await ratio(() => doubleWithExecutions(hold), () => loggedIn('--login-others', '404')))
    ]
  }
}

/** A world that begins anew with a seed, so that both sides have been reset. */
async function seededWith (users: object): Promise<Subject> {
  const server = await startDouble()
  await server.bodies(once([request('POST', '/__admin/reset', JSON.stringify({ seed: users }))]))
  return { server, requests: (await executeJobs(server, 1000, hold)).map(readJob) }
}

async function loggedIn (...flags: string[]): Promise<Subject> {
  const server = await startDouble('--login', 'bearer', ...flags)
  const ids = await executeJobs(server, 1000, executeJob('hold', {}, asUser))
  return { server, requests: ids.map(id => request('GET', `/jobs/${id}`, '', asUser)) }
}
