import root from 'tap'
import { levels, type Seed } from '../../../schemas/seed.ts'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import type { Job } from '../../../src/jobs/job.ts'
import { tatorDialects } from '../../../src/world/settings.ts'
import { build, type TestDouble } from '../../helper.ts'

export const dialects = tatorDialects

/** The policies under which a dismissal takes effect at once. */
export const immediate = dismissPolicies.filter(policy => policy !== 'refuse')

/** A user for each level in project 1, one who belongs to another project only, and one whose account is closed. */
export const seed: Seed = {
  projects: [
    {
      id: 1,
      media: [11, 12, 13, 14, 15],
      algorithms: [{ name: 'pairs', files_per_job: 2, plan: { accepted: 10, running: 60 } }, { name: 'single', plan: { accepted: 10, running: 60 } }]
    },
    { id: 2, algorithms: [{ name: 'elsewhere' }] },
    { id: 3 }
  ],
  users: [
    ...levels.map(level => ({ name: level, password: `the password of ${level}`, token: `key-of-${level}`, projects: { 1: level } })),
    { name: 'stranger', token: 'key-of-stranger', projects: { 2: 'full' as const, 3: 'full' as const } },
    { name: 'closed', password: 'the password of closed', token: 'key-of-closed', active: false, projects: { 1: 'full' as const } }
  ]
}

const doubles = new Map<string, Promise<TestDouble>>()

/**
 * A double with that world and, if wanted, jobs in it, as if it had just been started. Tests of one file that want the
 * same get the same: only its clock goes on.
 */
export async function buildTator (options: Parameters<typeof build>[1] = {}, jobs: NonNullable<Seed['jobs']> = []): Promise<TestDouble> {
  const name = JSON.stringify([options, jobs])
  const made = doubles.get(name) ?? build(root, { seed: { ...seed, jobs }, ...options })
  doubles.set(name, made)
  const double = await made
  await double.reset()
  return double
}

export type Headers = Record<string, string>

export const tokenOf = (user: string): Headers => ({ authorization: `Token key-of-${user}` })

interface Question {
  /** The user whose token is sent; `full` if absent, null for none. */
  readonly as?: string | null
  readonly headers?: Headers
  /** An object is sent as JSON, text as it is. */
  readonly body?: object | string
}

export interface Answer {
  readonly status: number
  readonly type: string
  readonly allow: string | undefined
  readonly text: string
  /** With the keys in their original order. */
  readonly json: unknown
}

/** Sends `line`, such as `DELETE /rest/Job/1`. */
export async function ask (double: TestDouble, line: string, { as = 'full', headers = {}, body }: Question = {}): Promise<Answer> {
  const [method = '', url = ''] = line.split(' ')
  const response = await double.app.inject({
    method: method as 'GET',
    url,
    headers: { ...as === null ? {} : tokenOf(as), ...headers },
    ...body !== undefined && { payload: body }
  })
  const type = String(response.headers['content-type'] ?? '').split(';')[0] ?? ''
  return {
    status: response.statusCode,
    type,
    allow: response.headers.allow,
    text: response.body,
    json: type === 'application/json' && response.body !== '' ? response.json() : undefined
  }
}

/** Every record of the store, newest first; equal snapshots mean that nothing has changed. */
export async function records (double: TestDouble): Promise<readonly Job[]> {
  return (await double.store.list({}, { limit: Infinity })).jobs
}

/** The status of a job in OGC, or `404` if it does not exist. */
export async function statusInOgc (double: TestDouble, id: string): Promise<string> {
  const response = await double.app.inject(`/jobs/${encodeURIComponent(id)}`)
  return response.statusCode === 200 ? response.json().status : String(response.statusCode)
}

/** The rows of a text table: the first line names the columns, which are separated by two or more blanks. */
export function table (text: string): Record<string, string>[] {
  const [header = [], ...rows] = text.split('\n').filter(line => line.trim() !== '').map(line => line.trim().split(/\s{2,}/))
  return rows.map(cells => {
    if (cells.length !== header.length) throw new Error(`${header.length} cells expected: ${cells.join(' | ')}`)
    return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']))
  })
}
