import { once as event } from 'node:events'
import { createServer } from 'node:net'
import { compare, type Measurement } from '../measure/compare.ts'
import { dismissJob, executeJobs, hold, readJob, startDouble } from '../measure/double.ts'
import type { Effort } from '../measure/effort.ts'
import { Peer } from '../measure/peer.ts'
import { during, once, times } from '../measure/requests.ts'
import type { Server } from '../measure/server.ts'
import { type PeerKind, peers as kinds } from '../peers/peers.ts'
import { type Answer, type Question, speed } from '../question.ts'

const goals = { get: 8, delete: 7 }
/** How many jobs a round deletes of a peer that really deletes them, each by writing a file. */
const deletedForReal = 50
const shortWarmUp = 20

/** How fast other mock servers answer GET and DELETE of a job, in the same run. */
export const peers: Question = {
  name: 'peers',
  async ask (effort) {
    const answers: Answer[] = []
    for (const kind of kinds) answers.push(...await against(kind, effort).catch((error: Error) => [skipped(kind, error)]))
    return answers
  }
}

const skipped = ({ name }: PeerKind, { message }: Error): Answer =>
  ({ question: `GET and DELETE of a job, against ${name}`, goal: '–', measured: `skipped, since it cannot be installed or started here: ${message.split('\n')[0]}` })

async function against (kind: PeerKind, effort: Effort): Promise<Answer[]> {
  const pairs = Math.ceil(effort.pairs / 2)
  const deletions = kind.deletes ? deletedForReal : effort.dismissals
  const warmUp = kind.deletes ? shortWarmUp : effort.warmUp
  const victims = Array.from({ length: warmUp + pairs * deletions }, (_, index) => `victim-${index}`)
  const double = await startDouble()
  const jobs = await executeJobs(double, effort.warmUp + pairs * effort.dismissals + 1000, hold)
  const [body = ''] = await double.bodies(once([readJob(jobs[0]!)]))
  const peer = await Peer.start(await kind.install(await freePort(), body, victims)).catch(async error => { await double.stop(); throw error })
  try {
    const reads = (server: Pick<Server, 'cost'>, ids: readonly string[]): Measurement => () => server.cost(during(effort.round, ids.map(readJob)))
    const [theirs, ours] = [['job-1'], jobs.slice(0, 1000)]
    await peer.cost(times(Math.ceil(effort.warmUp / 4), theirs.map(readJob)))
    await double.cost(times(effort.warmUp, ours.map(readJob)))
    const read = await compare(reads(peer, theirs), reads(double, ours), pairs)
    const dismisses = (server: Pick<Server, 'cost'>, ids: string[], count: number): Measurement => () => server.cost(once(ids.splice(-count).map(dismissJob)))
    await dismisses(peer, victims, warmUp)()
    await dismisses(double, jobs, effort.warmUp)()
    const dismissal = await compare(dismisses(peer, victims, deletions), dismisses(double, jobs, effort.dismissals), pairs)
    return [speed(`GET of a job, against ${kind.name}`, read, goals.get), speed(`DELETE of a job, against ${kind.name}`, dismissal, goals.delete)]
  } finally {
    await Promise.all([peer.close(), double.stop()])
  }
}

async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await event(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await event(server, 'close')
  return port
}
