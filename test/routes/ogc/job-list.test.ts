import fc from 'fast-check'
import t from 'tap'
import { intervalOf } from '../../../routes/ogc/job-query.ts'
import { build, draft, type TestDouble } from '../../helper.ts'
import { buildWithJobs, exceptions } from './helper.ts'

interface Page { jobs: { jobID: string }[], links: { rel: string, href: string, type: string }[] }

const get = async ({ app }: TestDouble, url: string): Promise<Page> => (await app.inject(url)).json()
const idsOf = ({ jobs }: Page): string[] => jobs.map(({ jobID }) => jobID)
const hrefOf = ({ links }: Page, rel: string): string | undefined => links.find(link => link.rel === rel)?.href

const double = await buildWithJobs(t)
const empty = await build(t, { seed: {} })

t.test('the list has every job, newest first, each as its own statusInfo says', async t => {
  const list = await get(double, '/jobs')
  t.same(idsOf(list), ['accepted', 'running', 'successful', 'failed', 'dismissed'])
  for (const job of list.jobs) t.same(job, (await double.app.inject(`/jobs/${job.jobID}`)).json())
  t.same(list.links.map(({ rel }) => rel), ['self', 'alternate'])
})

t.test('a list without jobs is a list', async t => {
  const double = empty
  await double.store.reset()
  t.same((await get(double, '/jobs')).jobs, [])
  const page = await double.app.inject('/jobs?f=html')
  t.equal(page.statusCode, 200)
})

/** Accepted: created now. Running: 30 s ago, runs for 30 s. Successful: 60 s ago, ran 0 s. Failed: 60 s ago, ran 1 s. Dismissed: 90 s ago, ran 75 s. */
const filters = [
  { query: 'type=process', ids: ['accepted', 'running', 'successful', 'failed', 'dismissed'] },
  { query: 'processID=echo', ids: ['accepted', 'successful'] },
  { query: 'processID=echo&processID=fail', ids: ['accepted', 'successful', 'failed'] },
  { query: 'processID=echo,fail', ids: ['accepted', 'successful', 'failed'] },
  { query: 'processID=nope', ids: [] },
  { query: 'status=running', ids: ['running'] },
  { query: 'status=running,dismissed', ids: ['running', 'dismissed'] },
  { query: 'status=running&status=dismissed', ids: ['running', 'dismissed'] },
  { query: 'status=accepted,running,successful,failed,dismissed', ids: ['accepted', 'running', 'successful', 'failed', 'dismissed'] },
  { query: 'processID=hold&status=running', ids: ['running'] },
  { query: 'processID=echo&status=running', ids: [] },
  { query: 'datetime=2025-12-31T23:59:30Z', ids: ['running'] },
  { query: 'datetime=2025-12-31T23:59:30.000Z', ids: ['running'] },
  { query: 'datetime=2026-01-01T00:59:30%2B01:00', ids: ['running'] },
  { query: 'datetime=2026-01-01T00:59:30+01:00', ids: ['running'] },
  { query: 'datetime=2025-12-31T23:59:29Z', ids: [] },
  { query: 'datetime=2025-12-31T23:59:00Z/2025-12-31T23:59:30Z', ids: ['running', 'successful', 'failed'] },
  { query: 'datetime=2025-12-31T23:59:30Z/2025-12-31T23:59:30Z', ids: ['running'] },
  { query: 'datetime=2025-12-31T23:59:30Z/..', ids: ['accepted', 'running'] },
  { query: 'datetime=2025-12-31T23:59:30Z/', ids: ['accepted', 'running'] },
  { query: 'datetime=../2025-12-31T23:59:00Z', ids: ['successful', 'failed', 'dismissed'] },
  { query: 'datetime=/2025-12-31T23:59:00Z', ids: ['successful', 'failed', 'dismissed'] },
  { query: 'datetime=../..', ids: ['accepted', 'running', 'successful', 'failed', 'dismissed'] },
  { query: 'datetime=/', ids: ['accepted', 'running', 'successful', 'failed', 'dismissed'] },
  { query: 'minDuration=0', ids: ['running', 'successful', 'failed', 'dismissed'] },
  { query: 'minDuration=1', ids: ['running', 'failed', 'dismissed'] },
  { query: 'minDuration=31', ids: ['dismissed'] },
  { query: 'minDuration=31,1', ids: ['running', 'failed', 'dismissed'] },
  { query: 'maxDuration=1', ids: ['successful', 'failed'] },
  { query: 'maxDuration=30', ids: ['running', 'successful', 'failed'] },
  { query: 'maxDuration=0&maxDuration=1', ids: ['successful', 'failed'] },
  { query: 'minDuration=1&maxDuration=74', ids: ['running', 'failed'] },
  { query: 'minDuration=1&status=running', ids: ['running'] },
  { query: 'limit=2', ids: ['accepted', 'running'] },
  { query: 'limit=1000000', ids: ['accepted', 'running', 'successful', 'failed', 'dismissed'] },
  { query: 'limit=1&status=failed,dismissed', ids: ['failed'] },
  { query: 'nobody=knows&this=one', ids: ['accepted', 'running', 'successful', 'failed', 'dismissed'] }
]

t.test('every filter admits what it says, and several admit what all of them admit', async t => {
  for (const { query, ids } of filters) t.same(idsOf(await get(double, `/jobs?${query}`)), ids, query)
})

const wrong = [
  'type=wps', 'type=', 'status=done', 'status=', 'status=running,done', 'status=Running',
  'datetime=', 'datetime=yesterday', 'datetime=..', 'datetime=2026-01-01', 'datetime=2026-01-01T00:00:00', 'datetime=2026-02-30T00:00:00Z', 'datetime=2025-02-29T00:00:00Z/..',
  'datetime=2026-13-01T00:00:00Z', 'datetime=2026-01-01T25:00:00Z', 'datetime=2026-01-01T00:00:00Z/2025-01-01T00:00:00Z', 'datetime=a/b', 'datetime=../../..',
  'datetime=2026-01-01T00:00:00Z/b', 'datetime=1/2026-01-01T00:00:00Z', 'datetime=..&datetime=..',
  'minDuration=x', 'minDuration=1.5', 'minDuration=', 'minDuration=1,x', 'maxDuration=x', 'maxDuration=', 'maxDuration=1e',
  'limit=0', 'limit=-1', 'limit=abc', 'limit=1.5', 'limit=', 'limit=1&limit=2', 'before=x', 'after=x', 'before=', 'offset=-1', 'offset=x', 'offset=', 'offset=1&before=2', 'offset=0&after=2', 'f=xml', 'f=', 'f=json&f=html'
]

t.test('a value that a parameter cannot have is refused, and the refusal names the parameter', async t => {
  for (const query of wrong) {
    const { statusCode, json } = await double.app.inject(`/jobs?${query}`)
    t.equal(statusCode, 400, query)
    t.match(json(), { type: `${exceptions}invalid-query-parameter-value`, title: 'Invalid query parameter value', status: 400 })
    t.match(json().detail, query.split('=')[0], query)
  }
})

t.test('an interval is its two ends, in epoch milliseconds', async t => {
  const instant = Date.UTC(2026, 0, 1)
  t.same(intervalOf('2026-01-01T00:00:00Z'), { from: instant, until: instant })
  t.same(intervalOf('2026-01-01t00:00:00z'), { from: instant, until: instant })
  t.same(intervalOf('2026-01-01T00:00:00-00:30'), { from: instant + 1_800_000, until: instant + 1_800_000 })
  t.same(intervalOf('2026-01-01T00:00:00.25Z/..'), { from: instant + 250, until: Infinity })
  t.same(intervalOf('2024-02-29T00:00:00Z/').from, Date.UTC(2024, 1, 29), 'a leap day is a day')
})

t.test('a page of more than a thousand jobs is a page of a thousand', async t => {
  const double = empty
  await double.store.reset()
  await double.store.submit(Array.from({ length: 1001 }, (_, n) => draft({ id: `job-${n}` })))
  for (const limit of ['1000', '1001', '999999']) {
    const page = await get(double, `/jobs?limit=${limit}`)
    t.equal(page.jobs.length, 1000, limit)
    t.same(idsOf(await get(double, hrefOf(page, 'next') ?? '')), ['job-0'])
  }
  t.equal((await get(double, '/jobs')).jobs.length, 10, 'without a limit it is ten')
})

t.test('next and prev walk the same pages in both directions, and keep the filter', async t => {
  const double = empty
  await double.store.reset()
  await double.store.submit(Array.from({ length: 14 }, (_, n) => draft({ id: `job-${n}`, process: n % 2 === 0 ? 'echo' : 'hold' })))
  const pages = [await get(double, '/jobs?limit=3&processID=echo')]
  for (let next = hrefOf(pages[0]!, 'next'); next !== undefined; next = hrefOf(pages.at(-1)!, 'next')) pages.push(await get(double, next))
  t.same(pages.map(idsOf), [['job-12', 'job-10', 'job-8'], ['job-6', 'job-4', 'job-2'], ['job-0']])
  t.equal(hrefOf(pages[0]!, 'prev'), undefined)
  let page = pages.at(-1)!
  for (const before of pages.slice(0, -1).reverse()) {
    page = await get(double, hrefOf(page, 'prev') ?? '')
    t.same(idsOf(page), idsOf(before))
  }
  t.equal(hrefOf(page, 'prev'), undefined, 'nothing is newer than the newest')
})

t.test('a middle page that was reached by prev has its own address as self, and leads on in both directions', async t => {
  const double = empty
  await double.store.reset()
  await double.store.submit(Array.from({ length: 9 }, (_, n) => draft({ id: `job-${n}` })))
  const first = await get(double, '/jobs?limit=3&status=accepted')
  const middle = await get(double, hrefOf(first, 'next') ?? '')
  const last = await get(double, hrefOf(middle, 'next') ?? '')
  const back = await get(double, hrefOf(last, 'prev') ?? '')
  t.same(idsOf(back), ['job-5', 'job-4', 'job-3'])
  t.equal(hrefOf(back, 'self'), hrefOf(last, 'prev'))
  t.same(await get(double, hrefOf(back, 'self') ?? ''), back)
  t.same(idsOf(await get(double, hrefOf(back, 'next') ?? '')), ['job-2', 'job-1', 'job-0'])
  t.same(idsOf(await get(double, hrefOf(back, 'prev') ?? '')), ['job-8', 'job-7', 'job-6'])
  for (const rel of ['self', 'next', 'prev']) t.match(hrefOf(back, rel), /[?&]limit=3(&|$)/, `${rel} keeps the limit`)
  for (const rel of ['self', 'next', 'prev']) t.match(hrefOf(back, rel), 'status=accepted', `${rel} keeps the filter`)
  const next = new URL(hrefOf(back, 'next') ?? '').searchParams
  t.same([next.has('before'), next.has('after')], [true, false], 'next names one place, not that of the page before as well')
})

t.test('whoever counts is led on by counting, and comes to an end', async t => {
  await empty.store.reset()
  await empty.store.submit(Array.from({ length: 7 }, (_, n) => draft({ id: `job-${n}` })))
  const pages = [await get(empty, '/jobs?limit=3&offset=0&status=accepted')]
  for (let next = hrefOf(pages[0]!, 'next'); next !== undefined; next = hrefOf(pages.at(-1)!, 'next')) pages.push(await get(empty, next))
  t.same(pages.map(idsOf), [['job-6', 'job-5', 'job-4'], ['job-3', 'job-2', 'job-1'], ['job-0']])
  t.match(hrefOf(pages[0]!, 'next'), /\/jobs\?limit=3&status=accepted&offset=3$/)
  t.same(idsOf(await get(empty, hrefOf(pages[2]!, 'prev') ?? '')), idsOf(pages[1]!))
  t.equal(hrefOf(pages[0]!, 'prev'), undefined)
  t.same(idsOf(await get(empty, hrefOf(await get(empty, '/jobs?limit=3&offset=2'), 'prev') ?? '')), idsOf(pages[0]!), 'no page begins before the first')
  t.same(idsOf(await get(empty, '/jobs?offset=7')), [])
})

t.test('a slash at the end of the path is the same list', async t => {
  for (const path of ['/jobs', '/processes']) t.same((await double.app.inject(`${path}/?limit=2`)).json(), (await double.app.inject(`${path}?limit=2`)).json())
  t.equal((await double.app.inject({ method: 'DELETE', url: '/jobs/' })).statusCode, 405)
})

t.test('self is this page, alternate is this page for people', async t => {
  for (const url of ['/jobs', '/jobs?limit=2', '/jobs?limit=2&status=running,failed', '/jobs?datetime=2025-12-31T23:59:00Z%2F..']) {
    const page = await get(double, url)
    t.same(await get(double, hrefOf(page, 'self') ?? ''), page, url)
    const { headers, payload } = await double.app.inject(hrefOf(page, 'alternate') ?? '')
    t.match(headers['content-type'], 'text/html')
    for (const id of idsOf(page)) t.match(payload, id)
  }
})

/** What happens between two pages. */
const event = fc.oneof(
  fc.record({ what: fc.constant('submit' as const), many: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ what: fc.constant('forget' as const), which: fc.nat({ max: 1000 }) })
)

t.test('whoever walks the pages while jobs come and go sees each job that stayed once, in order, and none twice', async () => {
  const walk = fc.record({ first: fc.nat({ max: 25 }), limit: fc.integer({ min: 1, max: 6 }), between: fc.array(fc.array(event, { maxLength: 4 }), { maxLength: 8 }) })
  const double = empty
  await double.store.reset()
  await fc.assert(fc.asyncProperty(walk, async ({ first, limit, between }) => {
    await double.store.reset()
    let count = 0
    const ids = new Set<string>()
    const submit = async (many: number) => {
      const drafts = Array.from({ length: many }, () => draft({ id: `job-${count++}` }))
      await double.store.submit(drafts)
      for (const { id } of drafts) ids.add(id)
    }
    await submit(first)
    const stayed = new Set(ids)
    const seen: string[] = []
    let url: string | undefined = `/jobs?limit=${limit}`
    for (let step = 0; url !== undefined; step++) {
      const page: Page = await get(double, url)
      seen.push(...idsOf(page))
      url = hrefOf(page, 'next')
      if (url === undefined) break
      for (const one of between[step] ?? []) {
        if (one.what === 'submit') await submit(one.many)
        const id = [...ids][one.what === 'forget' ? one.which % ids.size : 0]
        if (one.what === 'forget' && id !== undefined) {
          await double.store.forget(id)
          ids.delete(id)
          stayed.delete(id)
        }
      }
    }
    const number = (id: string) => Number(id.slice('job-'.length))
    const descending = [...seen].sort((one, other) => number(other) - number(one))
    return new Set(seen).size === seen.length && [...stayed].every(id => seen.includes(id)) && seen.join() === descending.join()
  }), { numRuns: 60 })
})
