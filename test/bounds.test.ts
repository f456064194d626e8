import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { build as buildDouble } from './helper.ts'
import t, { type Test } from 'tap'
import type { Seed } from '../schemas/seed.ts'
import { createDouble } from '../src/create-double.ts'
import type { DoubleOptions } from '../src/double-options.ts'

const nested = (depth: number, [open, close] = ['[', ']']) => `${open.repeat(depth)}${close.repeat(depth)}`
const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const json = { 'content-type': 'application/json' }

const build = (t: Test, options: DoubleOptions = {}) =>
  buildDouble(t, { seed: { projects: [{ id: 1, media: [1], algorithms: [{ name: 'demo' }] }], users: [{ name: 'u', token: 'k', projects: { 1: 'full' } }] }, ...options })

const executing = (record: string) =>
  `{"inputs":{"message":"x","record":{"value":${record}}},"outputs":{"record":{"transmissionMode":"reference"}},"subscriber":{"successUri":"http://127.0.0.1:9/"}}`

t.test('JSON that is nested too deeply is refused where it comes in, and nothing is left of it', async t => {
  const double = await build(t)
  const before = double.store.size()
  const ogc = '/processes/echo/execution'
  for (const [url, payload] of [
    [ogc, executing(`{"a":${nested(6000)}}`)],
    [ogc, executing(objects(6000))],
    [ogc, executing(`{"a":${'[{"a":'.repeat(300)}1${'}]'.repeat(300)}}`)],
    [ogc, `{"inputs":{"message":"x"},"outputs":${objects(6000)}}`],
    [ogc, `{"inputs":{"message":"x"},"unknown":${nested(6000)}}`],
    [ogc, nested(6000)],
    ['/rest/AlgorithmLaunch/1', `{"algorithm_name":"demo","extra":${nested(6000)}}`],
    ['/__admin/reset', `{"seed":{"processes":[{"id":"p","results":{"x":${nested(6000)}}}]}}`],
    ['/__admin/requests/count', `{"bodyPatterns":[{"equalToJson":${nested(6000)}}]}`],
    ['/__admin/requests/count', JSON.stringify({ bodyPatterns: [{ equalToJson: nested(6000) }] })],
    ['/__admin/provider-states', `{"state":"no jobs exist","params":{"a":${nested(6000)}}}`]
  ] as const) {
    const { statusCode, body } = await double.app.inject({ method: 'POST', url, payload, headers: { ...json, prefer: 'respond-async', authorization: 'Token k' } })
    t.equal(statusCode, 400, `${url} ${payload.slice(0, 60)}`)
    t.match(body, /200.*--max-depth/)
  }
  t.equal(double.store.size(), before)
  for (const url of ['/jobs', '/__admin/jobs', '/__admin/requests', '/__admin/?f=html']) t.equal((await double.app.inject(url)).statusCode, 200, url)
})

t.test('a form and a link are no way around it', async t => {
  const double = await build(t)
  const form = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, payload: `input-message=x&input-record=${encodeURIComponent(objects(300))}` })
  t.equal(form.statusCode, 400)
  t.match(form.body, /nested at most 200 deep/)
  const link = await double.app.inject({ url: `/__admin/?f=html&seed=${encodeURIComponent(`{"processes":[{"id":"p","results":{"x":${nested(300)}}}]}`)}` })
  t.equal(link.statusCode, 400)
  t.match(link.body, /--max-depth/)
})

t.test('as deep as it may be it is read, and the bound can be moved', async t => {
  const double = await build(t, { maxDepth: 12 })
  const post = (depth: number) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: json, payload: `{"inputs":{"message":"x","record":{"value":${objects(depth)}}}}` })
  t.equal((await post(9)).statusCode, 200)
  t.match((await post(10)).body, /12.*--max-depth/)
})

t.test('a seed that a program hands over is checked like one in a file', async t => {
  const cyclic: Record<string, unknown> = {}
  cyclic['a'] = cyclic
  const schemaOf = (schema: object) => ({ processes: [{ id: 'p', inputs: { x: { schema } } }] })
  for (const [seed, problem] of [
    [{ processes: [{ id: 'p', results: { x: JSON.parse(nested(300)) as unknown } }] }, /\/processes\/0\/results\/x\/0.*--max-depth/],
    [{ jobs: [{ inputs: cyclic }] }, /\/jobs\/0\/inputs\/a\/a.*refers to itself/],
    [schemaOf({ $async: true }), /\/processes\/0\/inputs\/x\/schema: .*\$async/],
    [schemaOf({ $defs: { a: { $async: true, type: 'string' } }, properties: { y: { $ref: '#/$defs/a' } } }), /\/processes\/0\/inputs\/x\/schema: .*async/],
    [schemaOf({ pattern: '(?=a)' }), /\/processes\/0\/inputs\/x\/schema: .*lookaround/]
  ] as [Seed, RegExp][]) {
    await t.rejects(createDouble({ seed }), { message: problem })
    const double = await build(t)
    await t.rejects(double.reset(seed), { message: problem })
    t.equal(double.tokens['u'], 'k')
  }
})

t.test('a schema that judges later is refused by every way in', async t => {
  const double = await build(t)
  const seed = { processes: [{ id: 'p', inputs: { x: { schema: { $async: true } } } }] }
  const reset = await double.app.inject({ method: 'POST', url: '/__admin/reset', payload: { seed } })
  const link = await double.app.inject({ url: `/__admin/?f=html&seed=${encodeURIComponent(JSON.stringify(seed))}` })
  for (const { statusCode, body } of [reset, link]) {
    t.equal(statusCode, 400)
    t.match(body, /\/seed\/processes\/0\/inputs\/x\/schema/)
  }
})

t.test('the same seed comes again and again, whatever its schemas call themselves, and no world sees that of another', async t => {
  const double = await build(t)
  const seed = (type: string) => ({ processes: [{ id: 'p', inputs: { x: { schema: { $id: 'http://example.org/s', type } }, y: { schema: { $id: 'http://example.org/s', type } } } }] })
  const execute = (world: string, x: unknown) => double.app.inject({ method: 'POST', url: `${world}/processes/p/execution`, payload: { inputs: { x, y: x } } })
  for (const time of [1, 2]) {
    t.equal((await double.app.inject({ method: 'POST', url: '/__admin/reset', payload: { seed: seed('string') } })).statusCode, 200, `${time}`)
    t.equal((await double.app.inject({ method: 'POST', url: '/w/other/__admin/reset', payload: { seed: seed('number') } })).statusCode, 200, `${time}`)
    t.same([(await execute('', 'text')).statusCode, (await execute('', 5)).statusCode], [200, 400])
    t.same([(await execute('/w/other', 5)).statusCode, (await execute('/w/other', 'text')).statusCode], [200, 400])
  }
})

t.test('a body that is too large is refused by each façade with the bound', async t => {
  const double = await build(t, { maxBodyBytes: 1024 })
  for (const url of ['/processes/echo/execution', '/rest/AlgorithmLaunch/1', '/__admin/provider-states']) {
    const { statusCode, body } = await double.app.inject({ method: 'POST', url, headers: { ...json, authorization: 'Token k' }, payload: JSON.stringify({ text: 'x'.repeat(2000) }) })
    t.equal(statusCode, 413, url)
    t.match(body, /1024 bytes.*--max-body-bytes/, url)
  }
  const users = Array.from({ length: 100 }, (_, index) => ({ name: `user-${index}`, token: `token-${index}` }))
  t.equal((await double.app.inject({ method: 'POST', url: '/__admin/reset', payload: { seed: { users } } })).statusCode, 200, 'a seed may be as large as one in a file')
})

t.test('inputs of all jobs have a bound of bytes: over it nothing is submitted, and what is dismissed makes room', async t => {
  const double = await build(t, { inputBytes: 5000, dismiss: 'remove' })
  const post = async (length: number) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { message: 'x'.repeat(length), pause: 60 } } })
  const first = await post(3000)
  t.equal(first.statusCode, 201)
  const second = await post(3000)
  t.equal(second.statusCode, 503)
  t.match(second.json().detail, /5000 bytes.*--input-bytes/)
  t.equal(double.store.size(), 1)
  await double.app.inject({ method: 'DELETE', url: `/jobs/${first.json().jobID}` })
  t.equal((await post(3000)).statusCode, 201)
  t.equal((await double.app.inject({ method: 'POST', url: '/__admin/reset', payload: { seed: { jobs: [{ inputs: { message: 'x'.repeat(6000) } }] } } })).statusCode, 503)
  t.equal(double.store.size(), 1, 'a reset that is refused changes nothing')
  t.equal((await double.app.inject({ method: 'POST', url: '/__admin/reset' })).statusCode, 200)
  t.equal((await post(4900)).statusCode, 201, 'a reset makes room')
})

t.test('only so many inputs are fetched at once, and what they bring counts while it comes', async t => {
  const waiting: (() => void)[] = []
  const server = createServer((_request, response) => { waiting.push(() => response.end('x'.repeat(8000))) })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const href = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const double = await build(t, { maxFetches: 2, inputBytes: 5000, allowPrivateCallbacks: true })
  const post = (world: string) => double.app.inject({ method: 'POST', url: `${world}/processes/echo/execution`, payload: { inputs: { message: { href } } } })
  const first = post('')
  while (waiting.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
  const second = await post('')
  t.equal(second.statusCode, 503)
  t.match(second.json().detail, /At most 2 inputs.*--max-fetches/)
  waiting[0]!()
  t.match((await first).json(), { status: 503, detail: /--input-bytes/ })
  const third = post('')
  while (waiting.length === 1) await new Promise(resolve => setTimeout(resolve, 5))
  waiting[1]!()
  t.equal((await third).statusCode, 503, 'its place was free again')
})

t.test('an expression that would take for ever is through at once, and one that is no RE2 is refused with its place', async t => {
  const double = await build(t)
  const path = `/${'a'.repeat(28)}!`
  await double.app.inject(path)
  const count = (pattern: object) => double.app.inject({ method: 'POST', url: '/__admin/requests/count', payload: pattern })
  t.equal((await count({ urlPathPattern: '/(a+)+$' })).json().count, 0)
  t.equal((await count({ urlPattern: '/(a|aa)+!' })).json().count, 1)
  for (const [pattern, place] of [
    [{ urlPathPattern: '(?=a)' }, /urlPathPattern: /],
    [{ urlPattern: '(a)\\1' }, /urlPattern: /],
    [{ headers: { accept: { matches: '(?!a)' } } }, /headers\/accept\/matches: /],
    [{ queryParameters: { f: { doesNotMatch: '[' } } }, /queryParameters\/f\/doesNotMatch: /],
    [{ bodyPatterns: [{ matches: '(a{1000}){3}' }] }, /bodyPatterns\/0\/matches: /]
  ] as const) {
    const { statusCode, body } = await count(pattern)
    t.equal(statusCode, 400)
    t.match(body, place)
    t.match(body, /expected a regular expression/)
  }
  const fault = await double.app.inject({ method: 'POST', url: '/__admin/faults', payload: { match: { urlPathPattern: '(?=a)' }, status: 500 } })
  t.equal(fault.statusCode, 400)
  t.match(fault.body, /urlPathPattern: .*lookaround/)
})

t.test('the journal keeps bodies as they came, says what it cut off, and hides what may be a password', async t => {
  const double = await build(t, { journalBytes: 64 * 1000 })
  const post = (payload: string) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: json, payload })
  await post('{ "inputs": {"message": "x"} }')
  await post('{"inputs":{"message":')
  await post(JSON.stringify({ inputs: { message: 'x'.repeat(2009) } }))
  await post(JSON.stringify({ password: 'y'.repeat(2000) }))
  t.match(double.requests.list(), [
    { bodyText: '{ "inputs": {"message": "x"} }', body: { inputs: { message: 'x' } }, bodyCut: undefined },
    { bodyText: '{"inputs":{"message":', body: undefined },
    { bodyText: /^.{1000}$/, body: undefined, bodyCut: 1034 },
    { bodyText: /^.{1000}$/, body: undefined, bodyCut: 1015 }
  ])
  const { requests } = (await double.app.inject('/__admin/requests')).json() as { requests: { request: { body: string, bodyCut?: number }, response: { bodyCut?: number } }[] }
  t.equal(requests[0]!.request.body, '[redacted]')
  t.ok(requests[1]!.request.bodyCut! > 1000)
  t.ok(requests[1]!.response.bodyCut! > 1000)
})
