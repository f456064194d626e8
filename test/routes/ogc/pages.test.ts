import t from 'tap'
import { build } from '../../helper.ts'
import { buildWithJobs, leaves, read } from './helper.ts'

const double = await buildWithJobs(t)
const { app } = double
t.beforeEach(() => double.reset())

const resources = [
  '/', '/conformance', '/processes', '/processes?limit=2', '/processes/echo', '/processes/fail', '/processes/hold', '/jobs', '/jobs?limit=2&status=running,failed',
  '/jobs/accepted', '/jobs/running', '/jobs/successful', '/jobs/failed', '/jobs/dismissed',
  '/jobs/unknown', '/jobs/running/results', '/jobs/failed/results', '/nope', '/jobs?limit=0'
]

t.test('a page carries every value and every link that the JSON carries', async t => {
  for (const url of resources) {
    const json = (await app.inject({ url, headers: { accept: 'application/json' } })).json()
    const { hrefs, text } = read((await app.inject({ url, headers: { accept: 'text/html' } })).payload)
    for (const leaf of leaves(json)) t.ok(text.includes(leaf) || hrefs.includes(leaf), `${url}: ${leaf}`)
  }
})

t.test('a page says where it is as JSON', async t => {
  for (const url of ['/', '/conformance', '/api', '/processes', '/processes/echo', '/jobs', '/jobs?limit=2', '/jobs/running', '/jobs/successful/results']) {
    const page = await app.inject({ url, headers: { accept: 'text/html' } })
    const [, href = ''] = /<a class="json" href="([^"]*)" type="application\/json">This page as JSON/.exec(page.payload) ?? []
    const twin = await app.inject({ url: read(`<a href="${href}"`).hrefs[0] ?? '', headers: { accept: 'text/html' } })
    t.equal(twin.statusCode, 200, url)
    t.notMatch(twin.headers['content-type'], 'text/html')
  }
})

t.test('the page of a dismissal carries its statusInfo', async t => {
  const { statusCode, headers, payload } = await app.inject({ method: 'DELETE', url: '/jobs/running', headers: { accept: 'text/html' } })
  t.equal(statusCode, 200)
  t.equal(headers['content-type'], 'text/html; charset=utf-8')
  const { text, hrefs } = read(payload)
  for (const leaf of leaves((await app.inject('/jobs/running')).json())) t.ok(text.includes(leaf) || hrefs.includes(leaf), leaf)
})

t.test('markup that came from a client is shown as text', async t => {
  const evil = '<img src=x onerror=alert(1)>"\'&'
  const { app } = await build(t, {
    seed: { jobs: [{ id: evil, process: 'fail', inputs: { reason: evil } }, { id: 'ok', process: 'echo', inputs: { message: evil, record: { [evil]: evil, href: `javascript:${evil}` } } }] }
  })
  const id = encodeURIComponent(evil)
  for (const url of ['/jobs', `/jobs/${id}`, `/jobs/${id}/results`, `/jobs/${id}x`, `/processes/${id}`, `/jobs/ok/results/${id}`, '/jobs/ok/results', `/${id}`, `/jobs?status=${id}`, `/jobs?f=html&x=${id}`, `/jobs?datetime=${id}`]) {
    const { headers, payload } = await app.inject({ url, headers: { accept: 'text/html' } })
    t.match(headers['content-type'], 'text/html', url)
    t.notMatch(payload, /<img/, url)
    t.notMatch(payload, /href="javascript/)
  }
})

t.test('the page of results carries them all, links as links', async t => {
  const { app } = await build(t, { seed: {} })
  const payload = { inputs: { message: 'hello', numbers: [7, 8], record: { value: { href: 'https://h.example/', price: 12 } } }, outputs: { message: { transmissionMode: 'reference' }, numbers: {}, record: {} } }
  const answer = await app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { accept: 'text/html' }, payload })
  t.equal(answer.statusCode, 200)
  const { text, hrefs } = read(answer.payload)
  for (const value of ['7', '8', '12']) t.ok(text.includes(value), value)
  const href = hrefs.find(href => href.endsWith('/results/message')) ?? ''
  t.equal((await app.inject(href)).payload, 'hello')
})
