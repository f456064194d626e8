import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { redactHeaders } from '../../../routes/http/journal.ts'
import type { InjectedRequest } from '../../../src/double-app.ts'
import { build, type TestDouble } from '../../helper.ts'

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
  while (double.faults.list()[0]?.injected === 0) await new Promise(resolve => setImmediate(resolve))
  t.equal((await double.app.inject('/jobs/running')).json().status, 'dismissed', 'it was through before the other came')
  await double.clock.advance('1s')
  t.equal((await slow).statusCode, 200)
  t.same(double.requests.list().map(({ method, invoked, committed, answered }) => [method, invoked, committed, answered]), [['DELETE', 0, 1, 5], ['GET', 2, 3, 4]])
})

t.test('the fault that was injected into a request is remembered with it', async t => {
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

const json = { 'content-type': 'application/json' }

/** Requests with a body, and their entries in the journal; `status` is that of the answer. */
const bodies: { what: string, request: InjectedRequest, status: number, text: string, body: unknown }[] = [
  { what: 'DELETE with JSON', request: { method: 'DELETE', url: '/jobs/running', headers: json, payload: '{"reason":"x"}' }, status: 200, text: '{"reason":"x"}', body: { reason: 'x' } },
  { what: 'DELETE with JSON that cannot be read', request: { method: 'DELETE', url: '/jobs/done', headers: json, payload: '{' }, status: 200, text: '{', body: undefined },
  { what: 'DELETE with a form', request: { method: 'DELETE', url: '/jobs/broken', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'a=1&a=2&b=' }, status: 200, text: 'a=1&a=2&b=', body: { a: ['1', '2'], b: '' } },
  { what: 'DELETE without a media type', request: { method: 'DELETE', url: '/jobs/nope', payload: '[1]' }, status: 404, text: '[1]', body: [1] },
  { what: 'a form', request: { method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, payload: 'mode=sync&input-message=x' }, status: 200, text: 'mode=sync&input-message=x', body: { mode: 'sync', 'input-message': 'x' } },
  { what: 'a form that is refused', request: { method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'message=x' }, status: 415, text: 'message=x', body: { message: 'x' } },
  { what: '400: JSON that cannot be read', request: { method: 'POST', url: '/processes/echo/execution', headers: json, payload: '{"inputs":' }, status: 400, text: '{"inputs":', body: undefined },
  { what: '400: inputs that are refused', request: { method: 'POST', url: '/processes/echo/execution', headers: json, payload: '{"inputs":{"message":1}}' }, status: 400, text: '{"inputs":{"message":1}}', body: { inputs: { message: 1 } } },
  { what: '400 by the query', request: { method: 'POST', url: '/processes/echo/execution?f=xml', headers: json, payload: '{"inputs":{}}' }, status: 400, text: '{"inputs":{}}', body: { inputs: {} } },
  { what: '403: no token', request: { method: 'POST', url: '/rest/AlgorithmLaunch/1', headers: json, payload: '{"algorithm_name":"demo"}' }, status: 403, text: '{"algorithm_name":"demo"}', body: { algorithm_name: 'demo' } },
  { what: '404', request: { method: 'POST', url: '/nowhere', headers: json, payload: '{}' }, status: 404, text: '{}', body: {} },
  { what: '405', request: { method: 'PUT', url: '/jobs', headers: json, payload: '[]' }, status: 405, text: '[]', body: [] },
  { what: '406', request: { method: 'POST', url: '/processes/echo/execution', headers: { ...json, accept: 'image/gif' }, payload: '{"inputs":{"message":"hi"}}' }, status: 406, text: '{"inputs":{"message":"hi"}}', body: { inputs: { message: 'hi' } } },
  { what: '415: text', request: { method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': 'text/plain' }, payload: 'größer' }, status: 415, text: 'größer', body: undefined },
  { what: '415: JSON by another name', request: { method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': 'text/json' }, payload: '{"a":1}' }, status: 415, text: '{"a":1}', body: { a: 1 } },
  { what: '415: no media type at all', request: { method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': 'nonsense' }, payload: 'x' }, status: 415, text: 'x', body: undefined }
]

t.test('a body is remembered whatever became of the request, and so are its headers', async t => {
  const double = await build(t)
  for (const { what, request, status, text, body } of bodies) {
    double.requests.clear()
    t.equal((await double.app.inject(request)).statusCode, status, what)
    const [entry] = double.requests.list()
    t.same([entry?.bodyText, entry?.body, entry?.bodyCut], [text, body, undefined], what)
    t.match(entry?.headers, request.headers ?? {}, what)
  }
  t.equal(double.requests.count({ bodyPatterns: [{ contains: 'x' }] }), 1)
})

t.test('requests are counted by the JSON of a DELETE', async t => {
  const double = await build(t)
  for (const reason of ['x', 'y']) await double.app.inject({ method: 'DELETE', url: '/jobs/running', headers: json, payload: { reason } })
  await double.app.inject({ method: 'DELETE', url: '/jobs/running', headers: json })
  t.equal(double.requests.count({ method: 'DELETE', headers: { 'Content-Type': { equalTo: 'application/json' } } }), 3)
  t.equal(double.requests.count({ method: 'DELETE', bodyPatterns: [{ equalToJson: { reason: 'x' } }] }), 1)
  t.equal(double.requests.count({ method: 'DELETE', bodyPatterns: [{ absent: true }] }), 1)
})

/** Sends a body in pieces, of which the double may not read all. */
async function send (double: TestDouble, pieces: readonly string[], headers: Record<string, string>): Promise<number> {
  const answer = await fetch(`${double.url}/processes/echo/execution`, { method: 'POST', headers: { ...json, ...headers }, body: new ReadableStream({ pull (sink) { const piece = pieces[count++]; piece === undefined ? sink.close() : sink.enqueue(Buffer.from(piece)) } }), duplex: 'half' } as RequestInit)
  await answer.body?.cancel()
  return answer.status
}
let count = 0

t.test('of a body that is too large its beginning is remembered', async t => {
  const double = await build(t, { port: 0, maxBodyBytes: 2048, journalBytes: 65_536 })
  const most = 65_536 / 64
  const announced = await fetch(`${double.url}/processes/echo/execution`, { method: 'POST', headers: json, body: `"${'a'.repeat(3000)}"` })
  t.equal(announced.status, 413)
  t.match(double.requests.list()[0], { status: 413, bodyText: `"${'a'.repeat(most - 1)}`, body: undefined, bodyCut: 3002 - most })
  double.requests.clear()
  count = 0
  t.equal(await send(double, ['"', 'b'.repeat(1500), 'b'.repeat(1500), '"'], {}), 413)
  t.match(double.requests.list()[0], { status: 413, bodyText: `"${'b'.repeat(most - 1)}`, body: undefined, bodyCut: Number })
})

t.test('a body in pieces is remembered like any other, and once', async t => {
  const double = await build(t, { port: 0 })
  count = 0
  t.equal(await send(double, ['{"inputs":', '{"message":"hello"}}'], {}), 200)
  count = 0
  t.equal(await send(double, ['{"inputs":', '{"message":"hi"}}'], { accept: 'image/gif' }), 406)
  t.same(double.requests.list().map(({ body }) => body), [{ inputs: { message: 'hello' } }, { inputs: { message: 'hi' } }])
})

t.test('an answer does not wait long for a body that does not come', async t => {
  const double = await build(t, { port: 0 })
  const { hostname, port } = new URL(double.url)
  const socket = connect(Number(port), hostname)
  socket.write('POST /nowhere?f=xml HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a":')
  const [answer] = await once(socket, 'data')
  t.match(String(answer), /^HTTP\/1\.1 400/)
  t.match(double.requests.list()[0], { bodyText: '{"a":', body: undefined, bodyCut: 5 })
  socket.destroy()
})

const visits: { headers: Record<string, string>, remembered: boolean }[] = [
  { headers: { accept: 'text/html' }, remembered: true },
  { headers: { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }, remembered: false },
  { headers: { accept: 'text/html', 'upgrade-insecure-requests': '1' }, remembered: false },
  { headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'style' }, remembered: false },
  { headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, remembered: false },
  { headers: { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }, remembered: true },
  { headers: { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', 'x-requested-with': 'jobdouble' }, remembered: false },
  { headers: {}, remembered: true }
]

t.test('what a browser asks for by itself is not among what the client asked', async t => {
  const double = await build(t)
  for (const { headers, remembered } of visits) {
    double.requests.clear()
    t.equal((await double.app.inject({ url: '/jobs/running', headers })).statusCode, 200)
    t.equal(double.requests.count(), remembered ? 1 : 0, JSON.stringify(headers))
  }
  double.requests.clear()
  const [, asset = ''] = /href="([^"]*\.css)"/.exec((await double.app.inject({ url: '/', headers: { accept: 'text/html', 'upgrade-insecure-requests': '1' } })).body) ?? []
  t.equal((await double.app.inject(new URL(asset, 'http://localhost').pathname)).statusCode, 200)
  t.equal(double.requests.count(), 0, 'an asset is one, whoever asks for it')
  await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'same-origin' }, payload: 'message=x' })
  t.equal(double.requests.count({ method: 'POST' }), 1, 'a form that someone sends is a request')
})
