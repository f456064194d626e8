import t from 'tap'
import { redactHeaders } from '../../../routes/http/journal.ts'
import { build } from '../../helper.ts'

t.test('the control façade is told from what is tested, however its URL is written', async t => {
  const double = await build(t)
  const journaled = ['/jobs', '/jobs/__admin', '/__adminx', '/__ADMIN/jobs', '/rest/__admin/']
  for (const url of journaled) await double.app.inject({ url })
  t.same(double.requests.list().map(({ url }) => url), journaled)
  await double.reset()
  for (const path of ['__admin', '%5f%5fadmin', '_%5Fadmin', '%5F_%61dmin']) {
    for (const rest of ['', '/', '/clock', '/nothing', '/jobs/%E2%98%83/hold', '/assets/none.js']) {
      for (const method of ['GET', 'DELETE', 'POST', 'OPTIONS', 'PROPFIND'] as const) await double.app.inject({ method: method as 'GET', url: `/${path}${rest}`, headers: { prefer: 'code=503' } })
    }
  }
  t.same(double.requests.list(), [])
})

t.test('whatever a client proves itself with is hidden, and nothing else', async t => {
  t.same(redactHeaders({ authorization: 'Token x', 'proxy-authorization': 'x', cookie: 'x', 'x-api-key': 'x', 'x-control-key': 'x', accept: '*/*' }),
    { authorization: '[redacted]', 'proxy-authorization': '[redacted]', cookie: '[redacted]', 'x-api-key': '[redacted]', 'x-control-key': '[redacted]', accept: '*/*' })
})

t.test('a request is remembered as its world sees it, with the address that the client used', async t => {
  const double = await build(t)
  await double.app.inject({ method: 'POST', url: '/w/a/processes/echo/execution?f=json', headers: { host: 'h.example:81', prefer: 'respond-async' }, payload: { inputs: { message: 'x' } } })
  await double.app.inject({ url: '/w/a/nowhere' })
  t.same(double.requests.list(), [])
  t.match(double.world('a').requests.list(), [
    { id: '0', method: 'POST', url: '/processes/echo/execution?f=json', absoluteUrl: 'http://h.example:81/w/a/processes/echo/execution?f=json', clientIp: '127.0.0.1', at: double.clock.now(), matched: true, status: 201, body: { inputs: { message: 'x' } }, invoked: 0, committed: 1, answered: 2 },
    { method: 'GET', url: '/nowhere', matched: false, status: 404, invoked: 3, committed: undefined, answered: 4 }
  ])
})

t.test('the order in which requests came, were through and were answered is one count of the world', async t => {
  const double = await build(t)
  double.faults.add({ id: 'slow', phase: 'after-commit', match: { method: 'DELETE' }, fixedDelayMilliseconds: 1000 })
  const slow = double.app.inject({ method: 'DELETE', url: '/jobs/running' }).then(answer => answer)
  while (double.faults.list()[0]?.struck === 0) await new Promise(resolve => setImmediate(resolve))
  t.equal((await double.app.inject('/jobs/running')).json().status, 'dismissed', 'it was through before the other came')
  await double.clock.advance('1s')
  t.equal((await slow).statusCode, 200)
  t.same(double.requests.list().map(({ method, invoked, committed, answered }) => [method, invoked, committed, answered]), [['DELETE', 0, 1, 5], ['GET', 2, 3, 4]])
})

t.test('what struck a request is remembered with it', async t => {
  const double = await build(t)
  double.faults.add({ id: 'slow', fixedDelayMilliseconds: 0, failRequestCount: 1 })
  await double.app.inject('/jobs')
  await double.app.inject({ url: '/jobs', headers: { prefer: 'code=503' } })
  await double.app.inject('/jobs')
  t.same(double.requests.list().map(({ fault, status }) => [fault, status]), [['slow', 200], ['code=503', 503], [undefined, 200]])
})

t.test('nothing is remembered where nothing is to be', async t => {
  const double = await build(t, { rememberRequests: 0 })
  await double.app.inject('/jobs')
  t.same(double.requests.list(), [])
})

t.test('the answer is remembered with its headers, as it went out', async t => {
  const double = await build(t)
  const { payload } = await double.app.inject('/jobs/running')
  await double.app.inject({ method: 'HEAD', url: '/jobs/running' })
  await double.app.inject({ method: 'OPTIONS', url: '/jobs' })
  const [get, head, options] = double.requests.list()
  t.match(get, { responseBody: payload, responseHeaders: { 'content-type': /json/, 'content-length': String(Buffer.byteLength(payload)) } })
  t.equal(head?.responseHeaders?.['content-length'], get?.responseHeaders?.['content-length'])
  t.match(options, { status: 204, responseHeaders: { allow: /GET/ } })
})

t.test('behind a proxy that is trusted the address is the one that the client used', async t => {
  const double = await build(t, { trustProxy: true })
  await double.app.inject({ url: '/jobs', headers: { host: 'inside:1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'outside.example' } })
  t.equal(double.requests.list()[0]?.absoluteUrl, 'https://outside.example/jobs')
})
