import { strict as assert } from 'node:assert'
import type { InjectOptions } from 'fastify'
import type { Seed } from '../schemas/seed.ts'
import { createDouble, type Double } from '../src/create-double.ts'
import { dismissPolicies } from '../src/jobs/dismissal.ts'
import { jobStatuses } from '../src/jobs/job.ts'
import type { Settings } from '../src/world/settings.ts'
import { type Document, tableOf } from './documents.ts'

/** One solution for the debate on DELETE: the settings of a world, and the request that is repeated. */
interface Way {
  readonly title: string
  readonly settings: Partial<Settings>
  readonly method: 'DELETE' | 'POST' | 'PUT'
  /** Other settings in which the same requests have the same effect. */
  readonly also?: Partial<Settings>
  /** Below the address of the job. */
  readonly path?: string
  readonly body?: object
}

const ways: readonly Way[] = [
  { title: '`retain`: the text of the requirement', settings: { dismiss: 'retain' }, method: 'DELETE' },
  { title: '`retain` with `--removed-status 410`: the same, but a removed job is 410', settings: { dismiss: 'retain', removedStatus: 410 }, method: 'DELETE' },
  { title: '`remove`: removal at once, cancelling first where that is needed', settings: { dismiss: 'remove' }, method: 'DELETE' },
  { title: '`gone`: removal is left to the server, which keeps the job', settings: { dismiss: 'gone' }, method: 'DELETE' },
  { title: '`refuse`: as some real servers do, the cancel takes effect later', settings: { dismiss: 'refuse' }, method: 'DELETE' },
  { title: '`POST /jobs/{jobId}/dismiss` cancels', settings: { cancel: 'post' }, method: 'POST', path: '/dismiss' },
  { title: '`PUT /jobs/{jobId}/status` cancels', settings: { cancel: 'put' }, method: 'PUT', path: '/status', body: { status: 'dismissed' } },
  { title: 'DELETE removes, beside `POST …/dismiss` or `PUT …/status`', settings: { cancel: 'post' }, also: { cancel: 'put' }, method: 'DELETE' }
]

const states = [...jobStatuses, 'never existed'] as const
type State = typeof states[number]

const seed: Seed = {
  jobs: [
    { id: 'accepted', plan: { accepted: 'forever' } },
    { id: 'running', process: 'hold', age: 60 },
    { id: 'successful', inputs: { message: 'hello' }, age: 60, response: 'document' },
    { id: 'failed', process: 'fail', age: 60 },
    { id: 'dismissed', process: 'hold', age: 60, dismissed: 30 }
  ]
}

/** What can be read of a job, in the words of the table. */
interface Look { readonly job: string, readonly results: string, readonly list: string }

interface Row {
  readonly state: State
  readonly first: string
  readonly afterFirst: Look
  readonly second: string
  readonly afterSecond: Look
  /** What a client sees that repeats a request after losing the answer. */
  readonly repeated: string
}

/** Time for everything to take effect. */
const later = '1m'

async function answerWords ({ app }: Double, request: InjectOptions): Promise<string> {
  const { statusCode, payload } = await app.inject(request)
  const { status } = statusCode < 300 && payload.startsWith('{') ? JSON.parse(payload) as { status?: string } : {}
  return status === undefined ? String(statusCode) : `${statusCode} ${status}`
}

async function lookAt (double: Double, id: string): Promise<Look> {
  const { jobs } = (await double.app.inject('/jobs?limit=100')).json<{ jobs: { jobID: string, status: string }[] }>()
  return {
    job: await answerWords(double, { url: `/jobs/${id}` }),
    results: await answerWords(double, { url: `/jobs/${id}/results` }),
    list: jobs.find(({ jobID }) => jobID === id)?.status ?? 'no'
  }
}

/** A job that is requested once, one in a new world twice, and another twice after losing the first answer. */
async function rowOf (double: Double, way: Way, state: State, settings = way.settings): Promise<Row> {
  const id = state.replace(' ', '-')
  const request = { method: way.method, url: `/jobs/${id}${way.path ?? ''}`, ...(way.body !== undefined && { payload: way.body }) }
  const ask = () => answerWords(double, request)
  const look = async () => {
    await double.clock.advance(later)
    return lookAt(double, id)
  }
  const fresh = async () => {
    await double.reset()
    double.configure(settings)
  }
  await fresh()
  const first = await ask()
  const afterFirst = await look()
  await fresh()
  await ask()
  const second = await ask()
  const afterSecond = await look()
  await fresh()
  double.faults.add({ phase: 'after-commit', fault: 'EMPTY_RESPONSE', match: { method: way.method }, failRequestCount: 1 })
  await assert.rejects(loseAnswer(double, request))
  const repeated = await ask()
  assert.deepEqual(await look(), afterSecond, 'a lost answer is an answer to the server')
  return { state, first, afterFirst, second, afterSecond, repeated }
}

/** Sends the request and closes the connection before the answer. */
const loseAnswer = ({ url: base }: Double, { method, url, payload }: { method: string, url: string, payload?: object }): Promise<unknown> =>
  fetch(`${base}${url}`, { method, ...(payload !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) }) })

/** Compares two requests with one: `=` equal, `≈` with another answer, `≠` with another effect. */
function twoAgainstOne ({ first, second, afterFirst, afterSecond }: Row): '=' | '≈' | '≠' {
  if (JSON.stringify(afterFirst) !== JSON.stringify(afterSecond)) return '≠'
  return first === second ? '=' : '≈'
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [line(head), line(head.map(() => '---')).replaceAll(' ', ''), ...rows.map(line)].join('\n')

function wayTable ({ title, method }: Way, rows: readonly Row[]): string {
  const name = method === 'DELETE' ? 'DELETE' : method
  const cells = (row: Row) => {
    const mark = twoAgainstOne(row)
    const differs = (one: string, other: string) => mark === '≠' && one !== other ? `**${other}** ≠` : other
    const { afterFirst: one, afterSecond: two } = row
    return [
      row.state, row.first, one.job, one.results, one.list,
      mark === '≈' ? `${row.second} ≈` : row.second, differs(one.job, two.job), differs(one.results, two.results), differs(one.list, two.list),
      row.repeated
    ]
  }
  return `#### ${title}\n\n${table(['state', `first ${name}`, 'GET', 'results', 'list', `second ${name}`, 'GET', 'results', 'list', `${name} again, first answer lost`], rows.map(cells))}`
}

/** The tables of all solutions, made by requests to a double. */
async function wayTables (): Promise<string> {
  const double = await createDouble({ port: 0, clock: 'manual', seed, ogc: '2.0-draft', control: 'off' })
  try {
    const found: { way: Way, rows: Row[] }[] = []
    for (const way of ways) {
      const rows: Row[] = []
      for (const state of states) {
        const row = await rowOf(double, way, state)
        if (way.also !== undefined) assert.deepEqual(await rowOf(double, way, state, way.also), row, `${way.title}: ${state}`)
        rows.push(row)
      }
      found.push({ way, rows })
    }
    const summary = table(['solution', ...states], found.map(({ way: { title }, rows }) => [title, ...rows.map(twoAgainstOne)]))
    return [summary, ...found.map(({ way, rows }) => wayTable(way, rows))].join('\n\n')
  } finally {
    await double.close()
  }
}

/** How each client of docs/client-matrix.md handles the dismissal of a running job, and the next poll, by policy. */
function clientTable (matrix: Document): string {
  const rows = ['ogc-api-processes-client', 'cuiman', 'owslib'].map(client => {
    const claims = new Map(tableOf(matrix, `${client} with`).map(([server = '', , , dismissed, after]) => [server, `${dismissed}, then ${after}`]))
    return [`\`${client}\``, ...dismissPolicies.map(policy => claims.get(`\`${policy}\``) ?? assert.fail(`docs/client-matrix.md does not say what ${client} makes of ${policy}.`))]
  })
  return table(['client', ...dismissPolicies.map(policy => `\`${policy}\``)], rows)
}

/** The tables of docs/dismissal.md, by their marks. */
export async function dismissalTables (matrix: Document) {
  const clients = clientTable(matrix)
  return { clients, ways: await wayTables() }
}

/** The marks around the tables. */
const marks = {
  ways: ['<!-- npm run docs:table writes what follows -->', '<!-- npm run docs:table has written what precedes -->'],
  clients: ['<!-- npm run docs:table takes what follows from docs/client-matrix.md -->', '<!-- npm run docs:table has taken what precedes -->']
} as const

/** The page with these tables inserted. */
export const withTables = (page: string, tables: Readonly<Record<keyof typeof marks, string>>): string => within(within(page, marks.ways, tables.ways), marks.clients, tables.clients)

function within (page: string, [begin, end]: readonly [string, string], table: string): string {
  const [before, after] = [page.indexOf(begin), page.indexOf(end)]
  assert.ok(before >= 0 && after > before, `docs/dismissal.md has lost the comments ${begin} and ${end}.`)
  return `${page.slice(0, before)}${begin}\n\n${table}\n\n${page.slice(after)}`
}
