import type { Test } from 'tap'
import type { Seed } from '../../schemas/seed.ts'
import { checkException, checkStatusInfo, linkOf } from './checks.ts'
import type { AbstractTest, AbstractTests, Served } from './served.ts'

const second = 1000

/** A job in every status, of two processes and more. */
const seed: Seed = {
  jobs: [
    { id: 'successful', process: 'echo', age: 100, plan: { running: 20 } },
    { id: 'failed', process: 'fail', age: 90 },
    { id: 'dismissed', process: 'hold', age: 80, dismissed: 15 },
    { id: 'running', process: 'hold', age: 30 },
    { id: 'accepted', process: 'echo', age: 10, plan: { accepted: 86_400 } }
  ]
}

const newestFirst = ['accepted', 'running', 'dismissed', 'failed', 'successful']

interface Listed { readonly status: number, readonly ids: string[], readonly body: ReturnType<typeof JSON.parse> }

async function list ({ get }: Served, query = ''): Promise<Listed> {
  const { status, body } = await get(`/jobs${query}`)
  return { status, body, ids: (body.jobs ?? []).map(({ jobID }: { jobID: string }) => jobID) }
}

/** What each query lists, newest first. */
const lists = (rows: (served: Served) => Record<string, string[]>): AbstractTest => async (t, serve) => {
  const served = await serve({ seed })
  for (const [query, ids] of Object.entries(rows(served))) {
    const listed = await list(served, query)
    t.equal(listed.status, 200, query)
    t.same(listed.ids, ids, query)
  }
}

async function refuses (t: Test, { get }: Served, queries: readonly string[]): Promise<void> {
  for (const query of queries) checkException(t, await get(`/jobs?${query}`), 400, 'invalid-query-parameter-value')
}

export const jobListTests: AbstractTests = {
  async 'J1: the jobs are listed (A.64, A.79)' (t, serve) {
    const served = await serve({ seed })
    const { status, ids, body } = await list(served)
    t.equal(status, 200)
    t.same(ids, newestFirst)
    for (const job of body.jobs) checkStatusInfo(t, job, served.ogc, job.jobID)
    const page = await served.get('/jobs', { accept: 'text/html' })
    t.match(page.headers.get('content-type'), /^text\/html/)
    for (const id of newestFirst) t.ok(page.text.includes(id), id)
  },

  async 'J2: a list links to itself, and to itself in every other media type' (t, serve) {
    const served = await serve({ seed })
    const { body } = await list(served, '?status=running')
    t.match(linkOf(body, 'self'), { href: `${served.url}/jobs?status=running`, type: 'application/json' })
    const alternate = linkOf(body, 'alternate')
    t.match(alternate, { type: 'text/html' })
    t.match((await served.get(alternate?.href ?? '')).headers.get('content-type'), /^text\/html/)
  },

  'J3: jobs are listed by type': lists(() => ({ '?type=process': newestFirst, '': newestFirst })),

  async 'J4: every job names its process' (t, serve) {
    const served = await serve({ seed })
    const { body } = await list(served)
    t.same(body.jobs.map(({ processID }: { processID: string }) => processID.split('/').at(-1)), ['echo', 'hold', 'hold', 'fail', 'echo'])
  },

  'J5: jobs are listed by process': lists(() => ({
    '?processID=hold': ['running', 'dismissed'],
    '?processID=hold&processID=fail': ['running', 'dismissed', 'failed'],
    '?processID=hold,fail': ['running', 'dismissed', 'failed'],
    '?processID=nobody-knows-it': []
  })),

  'J6: jobs are listed by status': lists(() => ({
    ...Object.fromEntries(newestFirst.map(status => [`?status=${status}`, [status]])),
    '?status=failed&status=running': ['running', 'failed'],
    '?status=failed,running': ['running', 'failed']
  })),

  async 'J7: every parameter is defined in the description of the API' (t, serve) {
    const { get } = await serve()
    const { paths, components } = (await get('/api')).body
    const parameters = paths['/jobs'].get.parameters.map(({ $ref, ...inline }: { $ref?: string }) => $ref === undefined ? inline : components.parameters[$ref.replace('#/components/parameters/', '')])
    for (const [name, schema] of Object.entries({
      type: { type: 'array', items: { type: 'string', enum: ['process'] } },
      processID: { type: 'array', items: { type: 'string' } },
      status: { type: 'array', items: { type: 'string', enum: ['accepted', 'running', 'successful', 'failed', 'dismissed'] } },
      datetime: { type: 'string' },
      minDuration: { type: 'array', items: { type: 'integer' } },
      maxDuration: { type: 'array', items: { type: 'integer' } },
      limit: { type: 'integer', minimum: 1, default: 10 }
    })) {
      const parameter = parameters.find((parameter: { name: string }) => parameter.name === name)
      t.match(parameter, { in: 'query', schema }, name)
      t.not(parameter.required, true, `${name} may be left out`)
    }
  },

  'J8: jobs are listed by the moment of their creation': lists(({ double }) => {
    const ago = (seconds: number) => new Date(double.clock.now() - seconds * second).toISOString()
    return {
      [`?datetime=${ago(80)}`]: ['dismissed'],
      [`?datetime=${ago(81)}`]: [],
      [`?datetime=${ago(90)}/${ago(30)}`]: ['running', 'dismissed', 'failed'],
      [`?datetime=../${ago(90)}`]: ['failed', 'successful'],
      [`?datetime=/${ago(90)}`]: ['failed', 'successful'],
      [`?datetime=${ago(30)}/..`]: ['accepted', 'running'],
      [`?datetime=${ago(30)}/`]: ['accepted', 'running'],
      '?datetime=../..': newestFirst
    }
  }),

  async 'J8: what is no moment and no interval is refused' (t, serve) {
    await refuses(t, await serve(), ['datetime=yesterday', 'datetime=2026-01-01', 'datetime=', 'datetime=2026-01-02T00:00:00Z/2026-01-01T00:00:00Z'])
  },

  'J9: jobs are listed by how long they run or ran': lists(() => ({
    '?minDuration=20': ['running', 'dismissed', 'successful'],
    '?maxDuration=30': ['running', 'failed', 'successful'],
    '?minDuration=2&maxDuration=30': ['running', 'successful'],
    '?minDuration=0': ['running', 'dismissed', 'failed', 'successful'],
    '?minDuration=0&status=successful': ['successful'],
    '?minDuration=0&status=accepted': []
  })),

  async 'J10: pages lead from one to the next, and hold every job once' (t, serve) {
    const served = await serve({ seed })
    const seen: string[] = []
    for (let next: string | undefined = '/jobs?limit=1'; next !== undefined;) {
      const { body } = await served.get(next)
      t.ok(body.jobs.length <= 1)
      seen.push(...body.jobs.map(({ jobID }: { jobID: string }) => jobID))
      next = linkOf(body, 'next')?.href
    }
    t.same(seen, newestFirst)
  },

  async 'J10: a limit is a whole number of one or more, and a large one is no error' (t, serve) {
    const served = await serve({ seed })
    await refuses(t, served, ['limit=0', 'limit=-1', 'limit=abc', 'limit=1.5'])
    t.same((await list(served, '?limit=100000')).ids, newestFirst)
  }
}
