import t from 'tap'
import { build } from '../../helper.ts'
import { buildWithJobs, exceptions } from './helper.ts'

const states = [
  { state: 'accepted', status: 404, type: `${exceptions}result-not-ready`, detail: 'accepted' },
  { state: 'running', status: 404, type: `${exceptions}result-not-ready`, detail: 'running' },
  { state: 'failed', status: 500, type: 'NoApplicableCode', detail: 'The disk is full.' },
  { state: 'dismissed', status: 404, type: `${exceptions}result-not-available`, detail: 'dismissed' },
  { state: 'unknown', status: 404, type: `${exceptions}no-such-job`, detail: 'unknown' }
]

const { app } = await buildWithJobs(t)

t.test('a job without results says why it has none', async t => {
  for (const { state, detail, ...rest } of states) {
    for (const tail of ['results', 'results/message']) {
      const { statusCode, headers, json } = await app.inject(`/jobs/${state}/${tail}`)
      t.equal(statusCode, rest.status, `${state} ${tail}`)
      t.match(headers['content-type'], /^application\/json/)
      t.match(json(), rest)
      t.match(json().detail, detail)
    }
  }
})

t.test('where the policy is gone, the results of a dismissed job are gone', async t => {
  const { app } = await buildWithJobs(t, { dismiss: 'gone' })
  t.match((await app.inject('/jobs/dismissed/results')).json(), { status: 410, type: `${exceptions}result-not-available` })
})

t.test('results are there from the instant at which the job succeeds', async t => {
  const { app, clock } = await build(t, { seed: { jobs: [{ id: 'job', process: 'echo', inputs: { message: 'hello', pause: 5 } }] } })
  clock.advance(4999)
  t.match((await app.inject('/jobs/job/results')).json(), { type: `${exceptions}result-not-ready` })
  clock.advance(1)
  t.equal((await app.inject('/jobs/job/results')).statusCode, 200)
})

t.test('each output has an address of its own, where it comes in its own media type', async t => {
  const { app } = await build(t, { seed: { jobs: [{ id: 'job', process: 'echo', inputs: { message: 'hello', numbers: [1, 2] } }] } })
  const message = await app.inject('/jobs/job/results/message')
  t.equal(message.statusCode, 200)
  t.match(message.headers['content-type'], 'text/plain')
  t.equal(message.payload, 'hello')
  t.same((await app.inject('/jobs/job/results/numbers')).json(), [1, 2])
})

t.test('an output that the process does not have is refused, with those it has', async t => {
  for (const output of ['nope', 'constructor', '__proto__', '%2F', 'x'.repeat(5000)]) {
    const { statusCode, json } = await app.inject(`/jobs/successful/results/${output}`)
    t.equal(statusCode, 400, output.slice(0, 20))
    t.match(json(), { type: `${exceptions}no-such-output`, status: 400, detail: /message/ })
  }
})

t.test('an output that the job did not produce is not available', async t => {
  const { app } = await build(t, { seed: { jobs: [{ id: 'job', process: 'hold', plan: { running: 0 } }] } })
  t.match((await app.inject('/jobs/job/results/message')).json(), { type: `${exceptions}result-not-available`, status: 404 })
})

t.test('a job of a process that only Tator knows has results without an output', async t => {
  const { app } = await build(t, { seed: { jobs: [{ id: 'job', process: 'transcode', plan: { running: 0 } }] } })
  const { statusCode, json } = await app.inject('/jobs/job/results')
  t.equal(statusCode, 200)
  t.same(json(), {})
  t.match((await app.inject('/jobs/job')).json().links[1], { type: 'application/json', title: 'Results' })
  t.match((await app.inject('/jobs/job/results/message')).json(), { status: 400, type: `${exceptions}no-such-output`, detail: /none/ })
})

t.test('results can be had in any of the media types that they may have, and in no other', async t => {
  for (const accept of ['*/*', 'application/json', 'multipart/related', 'multipart/*', 'text/html']) {
    t.equal((await app.inject({ url: '/jobs/successful/results', headers: { accept } })).statusCode, 200, accept)
  }
  for (const accept of ['text/plain', 'image/tiff', 'application/x-nope']) {
    const { statusCode, json } = await app.inject({ url: '/jobs/successful/results', headers: { accept } })
    t.equal(statusCode, 406, accept)
    t.equal(json().detail, `Accept came as "${accept}"; expected one of multipart/related, application/json, text/html.`)
  }
})

t.test('people read the results on a page', async t => {
  const { headers, payload } = await app.inject({ url: '/jobs/successful/results', headers: { accept: 'text/html' } })
  t.equal(headers['content-type'], 'text/html; charset=utf-8')
  t.match(payload, '<h2 dir="auto">message</h2>\n<div dir="auto">done</div>')
  t.match(payload, /<ul>(<li dir="auto">[123]<\/li>){3}<\/ul>/)
})
