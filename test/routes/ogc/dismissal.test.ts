import t from 'tap'
import { type DismissPolicy, dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { build } from '../../helper.ts'
import { buildWithJobs, leaves, read, table } from './helper.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
const press = (url: string) => ({ method: 'POST' as const, url: `${url}/dismissal`, headers: form, payload: '' })

const rows = table(`
  policy   job         first                        second                       then
  retain   running     200 OK                       200 OK                       gone
  retain   successful  200 OK                       404 Not Found                gone
  remove   accepted    200 OK                       404 Not Found                gone
  remove   failed      200 OK                       404 Not Found                gone
  gone     running     200 OK                       410 Gone                     there
  gone     failed      200 OK                       410 Gone                     there
`) as [DismissPolicy, string, string, string, string][]

for (const [dismiss, id, first, second, then] of rows) {
  t.test(`under ${dismiss}, pressing the button of a ${id} job twice shows ${first}, then ${second}, and the job is ${then}`, async t => {
    const { app } = await buildWithJobs(t, { dismiss })
    for (const answered of [first, second]) {
      const { statusCode, payload } = await app.inject(press(`/jobs/${id}`))
      t.equal(statusCode, 200)
      const { text } = read(payload)
      t.match(text, `DELETE /jobs/${id}`)
      t.ok(text.includes(`\n${answered}\n`), answered)
      t.match(payload, `data-dismiss="http://localhost:80/jobs/${id}"`, 'it can be pressed again')
    }
    t.equal((await app.inject(`/jobs/${id}`)).statusCode, then === 'there' ? 200 : 404)
  })
}

t.test('after the button the page leads to the job where it stays, and says what another dismissal would do; else it leads to all jobs', async t => {
  const rows = [
    { dismiss: 'retain', id: 'running', stays: 'then the job is gone, and GET returns 404' },
    { dismiss: 'gone', id: 'running', stays: 'DELETE returns 410, and nothing changes' },
    { dismiss: 'remove', id: 'running', stays: undefined },
    { dismiss: 'retain', id: 'successful', stays: undefined }
  ] as const
  for (const { dismiss, id, stays } of rows) {
    const { app } = await buildWithJobs(t, { dismiss })
    const { payload } = await app.inject(press(`/jobs/${id}`))
    const { hrefs, text } = read(payload)
    const [ofJob, ofList] = [`http://localhost:80/jobs/${id}?f=html`, 'http://localhost:80/jobs?f=html']
    t.match(payload, `<title>Dismissing job ${id} – jobdouble</title>`)
    t.equal(hrefs.includes(ofJob), stays !== undefined, `${dismiss} ${id}: a link to the job`)
    t.ok(hrefs.includes(ofList), 'a link to all jobs')
    if (stays === undefined) t.match(text, 'The job no longer exists.')
    else t.match(payload, `Dismiss policy: <strong>${dismiss}</strong>. Job status: <strong>dismissed</strong>.`)
    if (stays !== undefined) t.match(text, stays)
    for (const href of hrefs.filter(href => href.startsWith('http://localhost:80/jobs'))) t.equal((await app.inject({ url: href, headers: { accept: 'text/html' } })).statusCode, 200, `${href} leads somewhere`)
  }
})

t.test('the page says what the policy of the world means for the job as it stands', async t => {
  for (const dismiss of dismissPolicies) {
    const { app } = await buildWithJobs(t, { dismiss })
    const { payload } = await app.inject({ url: '/jobs/running', headers: { accept: 'text/html' } })
    t.match(payload, `Dismiss policy: <strong>${dismiss}</strong>. Job status: <strong>running</strong>.`)
    t.match(payload, dismiss === 'remove' ? 'then the job is gone' : 'stays readable as dismissed')
  }
})

t.test('the real DELETE is sent: the journal has it, a fault is injected into it, and its answer is what is shown', async t => {
  const double = await buildWithJobs(t)
  double.faults.add({ match: { method: 'DELETE' }, status: 503, failRequestCount: 1 })
  t.match(read((await double.app.inject(press('/jobs/running'))).payload).text, '503 Service Unavailable')
  double.faults.add({ match: { method: 'DELETE' }, fault: 'CONNECTION_RESET_BY_PEER', failRequestCount: 1 })
  t.match(read((await double.app.inject(press('/jobs/running'))).payload).text, 'No response: CONNECTION_RESET_BY_PEER.')
  const { payload } = await double.app.inject(press('/jobs/running'))
  t.equal(double.requests.count({ method: 'DELETE', urlPath: '/jobs/running' }), 3)
  const { text } = read(payload)
  for (const leaf of leaves((await double.app.inject('/jobs/running')).json())) t.ok(text.includes(leaf), leaf)
})

t.test('it stays in the world, under the base path and at the address that the client used', async t => {
  const { app, world } = await build(t, { basePath: '/ogc', trustProxy: true })
  const { payload } = await app.inject({ ...press('/w/a/ogc/jobs/running'), headers: { ...form, host: 'inside', 'x-forwarded-host': 'outside.example', 'x-forwarded-proto': 'https' } })
  t.match(payload, 'https://outside.example/w/a/ogc/jobs/running')
  t.notMatch(payload, 'inside')
  t.equal(world('a').requests.count({ method: 'DELETE' }), 1)
  const other = await app.inject({ ...press('/ogc/jobs/running'), headers: { ...form, 'x-test-id': 'b' } })
  t.match(read(other.payload).text, '200 OK')
  t.equal(world('b').requests.count({ method: 'DELETE' }), 1)
})

t.test('an id that means harm is text, in the page and in the command', async t => {
  const id = '<img src=x onerror=alert(1)>\'"; rm -rf $HOME \u202e/..'
  const { app } = await build(t, { seed: { jobs: [{ id, process: 'fail', inputs: { reason: id } }] } })
  for (const request of [press(`/jobs/${encodeURIComponent(id)}`), { method: 'GET' as const, url: `/jobs/${encodeURIComponent(id)}`, headers: { accept: 'text/html' } }]) {
    const { payload } = await app.inject(request)
    t.notMatch(payload, /<img/)
    t.ok(read(payload).text.includes(`DELETE ${request.method === 'POST' ? '' : 'http://localhost:80'}/jobs/${encodeURIComponent(id)}`))
  }
})

t.test('it is no part of the API: only a form reaches it', async t => {
  const { app } = await buildWithJobs(t)
  t.notMatch((await app.inject('/api')).payload, '/dismissal')
  const { statusCode, headers } = await app.inject('/jobs/running/dismissal')
  t.equal(statusCode, 405)
  t.equal(headers.allow, 'POST, OPTIONS')
  t.equal((await app.inject({ ...press('/jobs/running'), headers: { ...form, 'content-type': 'text/plain' }, payload: 'x' })).statusCode, 415)
  t.equal((await app.inject('/jobs/running')).json().status, 'running')
})
