import t from 'tap'
import { build } from '../../helper.ts'
import { buildWithJobs, exceptions } from './helper.ts'

const results = 'http://www.opengis.net/def/rel/ogc/1.0/results'
const base = 'http://localhost:80'

const double = await buildWithJobs(t)
const { app } = double
t.beforeEach(() => double.reset())

/** The manual clock stands at 2026-01-01T00:00:00Z. */
const infos = [
  {
    state: 'accepted',
    processID: 'echo',
    progress: 0,
    message: 'The job waits to be run.',
    links: ['monitor', 'up'],
    created: '2026-01-01T00:00:00.000Z',
    updated: '2026-01-01T00:00:00.000Z'
  },
  {
    state: 'running',
    processID: 'hold',
    progress: 42,
    message: 'The job is running.',
    links: ['monitor', 'up'],
    created: '2025-12-31T23:59:30.000Z',
    started: '2025-12-31T23:59:30.000Z',
    updated: '2025-12-31T23:59:30.000Z'
  },
  {
    state: 'successful',
    processID: 'echo',
    progress: 100,
    message: 'The job has succeeded.',
    links: ['self', results, 'up'],
    created: '2025-12-31T23:59:00.000Z',
    started: '2025-12-31T23:59:00.000Z',
    finished: '2025-12-31T23:59:00.000Z',
    updated: '2025-12-31T23:59:00.000Z'
  },
  {
    state: 'failed',
    processID: 'fail',
    progress: 99,
    message: 'The disk is full.',
    links: ['self', 'up'],
    created: '2025-12-31T23:59:00.000Z',
    started: '2025-12-31T23:59:00.000Z',
    finished: '2025-12-31T23:59:01.000Z',
    updated: '2025-12-31T23:59:01.000Z'
  },
  {
    state: 'dismissed',
    processID: 'hold',
    progress: 56,
    message: 'The job was dismissed; it was running.',
    links: ['self', 'up'],
    created: '2025-12-31T23:58:30.000Z',
    started: '2025-12-31T23:58:30.000Z',
    finished: '2025-12-31T23:59:45.000Z',
    updated: '2025-12-31T23:59:45.000Z'
  }
]

t.test('a statusInfo says how the job stands, in the members of both versions and no others', async t => {
  for (const { state, links, ...rest } of infos) {
    const { statusCode, headers, json } = await app.inject(`/jobs/${state}`)
    t.equal(statusCode, 200)
    t.match(headers['content-type'], /^application\/json/)
    const { links: found, ...info } = json()
    t.same(info, { ...rest, type: 'process', jobID: state, id: state, processingEntityType: 'ogc-api-processes', status: state })
    t.same(found.map(({ rel }: { rel: string }) => rel), links, `links of a job that is ${state}`)
    for (const { href } of found) {
      t.ok(href.startsWith(`${base}/jobs`), href)
      t.equal((await app.inject(href)).statusCode, 200, `${href} leads somewhere`)
    }
  }
})

t.test('a job that nobody gave a reason for failed all the same', async t => {
  const { app } = await build(t, { seed: { jobs: [{ id: 'job', process: 'echo', plan: { outcome: 'failed', running: 0 } }] } })
  t.match((await app.inject('/jobs/job')).json(), { status: 'failed', message: /failed/ })
  t.match((await app.inject('/jobs/job/results')).json(), { status: 500, detail: /failed/ })
})

t.test('at every instant of its life a statusInfo has no null, a whole progress and times with Z', async t => {
  const { app, clock } = await build(t, { seed: { jobs: [{ id: 'job', process: 'echo', plan: { accepted: 2, running: 7, progress: [1, 3, 98] } }] } })
  for (let tenth = 0; tenth < 120; tenth++) {
    const info = (await app.inject('/jobs/job')).json()
    t.notOk(Object.values(info).includes(null))
    t.ok(Number.isInteger(info.progress) && info.progress >= 0 && info.progress <= 100, `${info.progress} %`)
    for (const name of ['created', 'started', 'finished', 'updated']) {
      if (name in info) t.match(info[name], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, name)
    }
    t.equal('started' in info, info.status !== 'accepted')
    t.equal('finished' in info, info.status === 'successful')
    clock.advance(100)
  }
})

const dismissals = [
  { state: 'accepted', progress: 0, rels: ['self', 'up'] },
  { state: 'running', progress: 42, rels: ['self', 'up'] },
  { state: 'successful', progress: 100, rels: ['up'] },
  { state: 'failed', progress: 99, rels: ['up'] },
  { state: 'dismissed', progress: 56, rels: ['up'] }
]

t.test('the page that answers a DELETE is called by the job', async t => {
  const { payload, headers } = await app.inject({ method: 'DELETE', url: '/jobs/running', headers: { accept: 'text/html' } })
  t.match(headers['content-type'], 'text/html')
  t.match(payload, '<title>Job running – jobdouble</title>')
  t.match(payload, /<h1[^>]*>Job running<\/h1>/)
})

t.test('the answer to a dismissal is a statusInfo: dismissed, what it was before, and links that lead somewhere', async t => {
  for (const { state, progress, rels } of dismissals) {
    const before = (await app.inject(`/jobs/${state}`)).json()
    const { statusCode, json } = await app.inject({ method: 'DELETE', url: `/jobs/${state}` })
    t.equal(statusCode, 200)
    const info = json()
    t.match(info, { jobID: state, id: state, type: 'process', processingEntityType: 'ogc-api-processes', processID: before.processID, status: 'dismissed', progress, created: before.created })
    t.match(info.message, state === 'dismissed' ? 'running' : state, 'the message says what it was')
    if (before.finished !== undefined) t.equal(info.finished, before.finished, 'an end is kept')
    t.equal('started' in info, 'started' in before)
    t.equal('finished' in info, state !== 'accepted')
    t.same(info.links.map(({ rel }: { rel: string }) => rel), rels)
    for (const { href } of info.links) t.equal((await app.inject(href)).statusCode, 200, href)
  }
})

t.test('nothing that happens later brings a dismissed job back', async t => {
  const { app, clock } = await build(t, { seed: { jobs: [{ id: 'job', process: 'echo', plan: { accepted: 10, running: 10 } }] } })
  const dismissed = (await app.inject({ method: 'DELETE', url: '/jobs/job' })).json()
  for (const seconds of [5, 10, 1000, 1e6]) {
    clock.advance(seconds * 1000)
    t.same((await app.inject('/jobs/job')).json(), dismissed, `${seconds} s later`)
  }
})

t.test('an id is any text: what needs it is encoded in its address', async t => {
  const ids = ['a/b', 'a b', '100%', '😀', '?f=html#x', '<script>', 'é', 'a%2Fb', '"', '{', '&amp;', 'results', 'x'.repeat(10_000)]
  const { app } = await build(t, { seed: { jobs: ids.map(id => ({ id, process: 'hold' })) } })
  for (const id of ids) {
    const name = id.slice(0, 20)
    const { statusCode, json } = await app.inject(`/jobs/${encodeURIComponent(id)}`)
    t.equal(statusCode, 200, name)
    const { jobID, links } = json()
    t.equal(jobID, id)
    const { href } = links.find(({ rel }: { rel: string }) => rel === 'monitor')
    t.equal((await app.inject(href)).json().jobID, id, 'its link leads back')
    const page = await app.inject({ url: href, headers: { accept: 'text/html' } })
    t.equal(page.statusCode, 200)
    t.notMatch(page.payload, '<script>')
    t.equal((await app.inject({ method: 'DELETE', url: href })).json().jobID, id, 'and dismisses it')
  }
})

t.test('an id that is not there is no such job, whatever it looks like', async t => {
  for (const id of ['nope', '%2F', 'a%2Fb', '%20', '%F0%9F%98%80', 'x'.repeat(10_000), '00000000-0000-0000-0000-000000000000', '__proto__', 'constructor', 'running%20', 'RUNNING', '..%2Frunning']) {
    for (const [method, tail] of [['GET', ''], ['DELETE', ''], ['GET', '/results'], ['GET', '/results/message']] as const) {
      const { statusCode, json } = await app.inject({ method, url: `/jobs/${id}${tail}` })
      t.equal(statusCode, 404, `${method} /jobs/${id.slice(0, 40)}${tail}`)
      t.match(json(), { type: `${exceptions}no-such-job`, title: 'No such job', status: 404 })
    }
  }
})

t.test('a job that Tator launched is listed, readable and dismissable here', async t => {
  const { app, tokens } = await build(t)
  const launched = await app.inject({ method: 'POST', url: '/rest/AlgorithmLaunch/1', headers: { authorization: `Token ${tokens['execute']}` }, payload: { algorithm_name: 'demo' } })
  t.equal(launched.statusCode, 201)
  const [runUid] = launched.json().run_uids.flat()
  t.match((await app.inject(`/jobs/${runUid}`)).json(), { jobID: runUid, processID: 'demo', status: 'accepted' })
  t.match((await app.inject('/jobs')).payload, runUid)
  t.match((await app.inject({ method: 'DELETE', url: `/jobs/${runUid}` })).json(), { status: 'dismissed' })
  const again = await app.inject({ method: 'DELETE', url: `/rest/Job/${runUid}`, headers: { authorization: `Token ${tokens['execute']}` } })
  t.equal(again.statusCode, 404, 'and Tator knows it no more')
})
