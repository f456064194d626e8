/** Dismissals that race: several processes, both APIs, every policy; each job's history is explained by the policy table, or is a failure. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import type { Seed } from '../../../schemas/seed.ts'
import { type Served, serve } from '../serve.ts'
import type { Tally } from '../tools.ts'
import type { JobRequest, Task } from './dismissal-client.ts'
import { fuzzSeed, seedFile } from './fuzz-seed.ts'
import { type Event, isLinearizable, overlaps } from './linearizability.ts'
import { type Dialect, type Policy, type State, type Table, tableOf } from './policy-table.ts'

const policies: readonly Policy[] = ['retain', 'remove', 'gone', 'refuse']
const dialects: readonly Dialect[] = ['2020-05', '1.5']
const clients = 4
const atOnce = 4
const jobsOfEach = { running: 60, successful: 20, dismissed: 20 } satisfies Partial<Record<State, number>>
const json = { 'content-type': 'application/json' }
const started: Readonly<Record<keyof typeof jobsOfEach, object>> = {
  running: { process: 'hold', inputs: {}, plan: { running: 'forever' } },
  successful: { process: 'echo', inputs: { message: 'x' }, age: 3600 },
  dismissed: { process: 'hold', inputs: {}, plan: { running: 'forever' }, age: 60, dismissed: 30 }
}

const stateOf = (job: string): State => job.split('-')[0] as State
const ids = Object.entries(jobsOfEach).flatMap(([state, count]) => Array.from({ length: count }, (_, at) => `${state}-${at}`))
const seed: Seed = { ...fuzzSeed, jobs: ids.map(id => ({ ...started[stateOf(id) as keyof typeof started], id, project: 1, user: 'full' })) }

const operation = fc.constantFrom<JobRequest>('ogc-delete', 'ogc-delete', 'ogc-delete', 'tator-delete', 'tator-delete', 'ogc-get', 'tator-get', 'succeed')

/** The same order of jobs for every client, so that they race; the operations differ. */
const stepsOf = (number: number): Task['steps'] =>
  fc.sample(fc.tuple(...ids.map(() => fc.array(operation, { minLength: 2, maxLength: 3 }))), { seed: number, numRuns: 1 })[0]!
    .flatMap((operations, at) => operations.map(operation => ({ job: ids[at]!, operation })))

async function startClients (): Promise<ChildProcess[]> {
  const started = Array.from({ length: clients }, () => fork(fileURLToPath(new URL('dismissal-client.ts', import.meta.url))))
  await Promise.all(started.map(child => once(child, 'message')))
  return started
}

/** Runs all clients against one world, and returns what they observed. */
async function race ({ url }: Served, children: readonly ChildProcess[], policy: Policy, tator: Dialect, round: number): Promise<Event[]> {
  const world = `${url}/w/${policy}-${tator}-${round}`
  await put(`${world}/__admin/settings`, { dismiss: policy, tator })
  if (policy === 'refuse') await put(`${world}/__admin/clock`, { action: 'freeze' })
  const histories = children.map(child => once(child, 'message', { signal: AbortSignal.timeout(60_000) }) as Promise<[Event[]]>)
  children.forEach((child, at) => child.send({ url: world, atOnce, steps: stepsOf(round * 100 + at) } satisfies Task))
  const events = (await Promise.all(histories)).flatMap(([events]) => events)
  return policy === 'refuse' ? [...events, ...await goOn(world)] : events
}

/** Waits for pending effects, and reads each job: both are the last events of its history. */
async function goOn (world: string): Promise<Event[]> {
  const now = () => Number(process.hrtime.bigint())
  const start = now()
  await put(`${world}/__admin/clock`, { action: 'advance', duration: '2s' })
  const end = now()
  const looked = await Promise.all(ids.map(async job => {
    const answer = await fetch(`${world}/jobs/${job}`)
    const { status } = await answer.json() as { status: string }
    return [{ job, operation: 'later', start, end, answer: '' }, { job, operation: 'ogc-get', start: end, end: now(), answer: answer.ok ? `${answer.status} ${status}` : String(answer.status) }] as const
  }))
  return looked.flat()
}

async function put (url: string, body: object): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', headers: json, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
}

interface Judged { readonly unexplained: readonly (readonly Event[])[], readonly raced: number }

function judge (events: readonly Event[], table: Table): Judged {
  const histories = ids.map(id => events.filter(({ job }) => job === id).sort((one, other) => one.start - other.start))
  return {
    unexplained: histories.filter(history => !isLinearizable(history, stateOf(history[0]!.job), table)),
    raced: histories.reduce((sum, history) => sum + overlaps(history), 0)
  }
}

const describeHistory = (history: readonly Event[]): string =>
  history.map(({ job, operation, start, end, answer }) => `${job}: ${operation} → ${answer} (${((start - history[0]!.start) / 1e6).toFixed(2)}–${((end - history[0]!.start) / 1e6).toFixed(2)} ms)`).join('\n')

/** Tables with one error each: the checker must reject all of them. */
const wrongTables: Readonly<Record<string, (table: Table) => Table>> = {
  'that dismisses a running job twice': table => ({ ...table, 'ogc-delete': { ...table['ogc-delete'], running: ['200 dismissed', 'running'] } }),
  'in which a dismissed job can be read as running': table => ({ ...table, 'ogc-get': { ...table['ogc-get'], dismissed: ['200 running', 'dismissed'], unknown: ['200 running', 'unknown'] } }),
  'in which a finished job cannot be dismissed': table => ({ ...table, 'ogc-delete': { ...table['ogc-delete'], successful: ['404', 'successful'] } })
}

export async function dismissals (tally: Tally): Promise<void> {
  const server = await serve(['--seed', await seedFile(seed, 'dismissals'), '--log-level', 'fatal'])
  const children = await startClients()
  try {
    for (const policy of policies) {
      for (const dialect of dialects) {
        const table = tableOf(policy, dialect)
        const rounds = [await race(server, children, policy, dialect, 1), await race(server, children, policy, dialect, 2)]
        const judged = rounds.map(events => judge(events, table))
        const unexplained = judged.flatMap(({ unexplained }) => unexplained)
        const raced = judged.reduce((sum, one) => sum + one.raced, 0)
        tally.note(unexplained.length === 0 && raced > 0, `racing dismissals, ${policy}, Tator ${dialect}: ${rounds.flat().length} operations on ${rounds.length * ids.length} jobs by ${clients} processes, ${raced} pairs at once, ${unexplained.length} histories without an order`, unexplained.slice(0, 3).map(describeHistory).join('\n\n'))
        for (const [name, wrong] of Object.entries(wrongTables)) {
          const found = judge(rounds[0]!, wrong(table)).unexplained.length
          tally.note(found > 0, `a wrong table, ${name}, is found out by ${found} histories (${policy}, ${dialect})`)
        }
      }
    }
  } finally {
    children.forEach(child => child.disconnect())
    await server.stop()
  }
}
