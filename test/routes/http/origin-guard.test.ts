import t, { type Test } from 'tap'
import { build, type TestDouble } from '../../helper.ts'
import { listen } from '../../src/outgoing/listener.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }

/** What a browser says about the sender of a request. */
const foreign: readonly Record<string, string>[] = [
  { origin: 'http://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost:3000' },
  { origin: 'https://localhost' },
  { origin: 'http://localhost.evil.example' },
  { origin: 'http://localhost', 'sec-fetch-site': 'cross-site' },
  { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }
]
const own: readonly Record<string, string>[] = [
  {},
  { origin: 'http://localhost' },
  { origin: 'http://localhost:80' },
  { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'same-origin' }
]

/** Requests that change or read something in the control façade. */
const requests = [
  { method: 'POST', url: '/__admin/reset' },
  { method: 'POST', url: '/%5f%5fadmin/reset' },
  { method: 'PUT', url: '/__admin/clock', payload: { action: 'advance', durationMillis: 1000 } },
  { method: 'DELETE', url: '/__admin/requests' },
  { method: 'POST', url: '/__admin/jobs/running/hold' },
  { method: 'POST', url: '/w/a/__admin/jobs/running/hold' },
  { method: 'POST', url: '/__admin/', headers: form, payload: 'action=reset' },
  { method: 'GET', url: '/__admin/requests' },
  { method: 'GET', url: '/__admin/health' },
  { method: 'GET', url: '/__admin/?seed={}&f=html' },
  { method: 'GET', url: '/__admin/?show=world&f=html' },
  { method: 'GET', url: '/__admin/openapi' },
  { method: 'HEAD', url: '/__admin/jobs' },
  { method: 'GET', url: '/__admin/nothing' },
  { method: 'OPTIONS', url: '/__admin/reset', headers: { 'access-control-request-method': 'POST' } }
] as const

const statusOf = async ({ app }: TestDouble, { headers, ...request }: { method: 'GET', url: string, headers?: object, payload?: string | object }, origin: Record<string, string>) => {
  const answer = await app.inject({ ...request, headers: { ...headers, ...origin } })
  return { status: answer.statusCode, cors: answer.headers['access-control-allow-origin'], body: answer.body }
}

type InjectedRequest = Parameters<typeof statusOf>[1]

/** Every change of the world leaves a trace. */
const untouched = async (t: Test, double: TestDouble) => {
  t.equal(double.clock.now(), Date.UTC(2026, 0, 1))
  t.notOk((await double.store.get('running'))?.plan.held)
  t.equal(double.requests.list().length, 1, 'the journal is as it was')
}

t.test('a page of another origin neither changes nor reads anything in the control façade', async t => {
  const double = await build(t)
  await double.app.inject('/jobs')
  for (const origin of foreign) {
    for (const request of requests) {
      const { status, cors } = await statusOf(double, request as unknown as InjectedRequest, origin)
      t.match([status, cors], [403, undefined], `${request.method} ${request.url} of ${JSON.stringify(origin)}`)
    }
  }
  await untouched(t, double)
  const { body } = await statusOf(double, { method: 'GET', url: '/__admin/jobs' }, { origin: 'http://evil.example' })
  t.match(JSON.parse(body), { errors: [{ code: 403, title: /http:\/\/evil\.example.*--control-origin/ }] })
})

t.test('its own pages, and clients that are no pages, do', async t => {
  const double = await build(t)
  for (const origin of own) {
    for (const request of requests) t.ok((await statusOf(double, request as unknown as InjectedRequest, origin)).status < 400 || request.url.endsWith('nothing'), `${request.method} ${request.url} of ${JSON.stringify(origin)}`)
  }
})

t.test('so does a page of an origin that is named, and it can read what is answered', async t => {
  const double = await build(t, { controlOrigins: ['http://named.example', 'http://localhost:3000/'] })
  for (const origin of ['http://named.example', 'http://localhost:3000']) {
    for (const request of requests) {
      const { status, cors } = await statusOf(double, request as unknown as InjectedRequest, { origin, 'sec-fetch-site': 'cross-site' })
      t.ok(status < 400 || request.url.endsWith('nothing'), `${request.method} ${request.url}`)
      t.equal(cors, origin)
    }
  }
  const { headers } = await double.app.inject({ url: '/__admin/jobs', headers: { origin: 'http://named.example' } })
  t.equal(headers['vary'], 'Origin')
  t.equal((await statusOf(double, { method: 'GET', url: '/__admin/jobs' }, { origin: 'http://localhost:3001' })).status, 403)
  t.equal((await statusOf(double, { method: 'GET', url: '/__admin/jobs' }, { 'sec-fetch-site': 'same-site' })).status, 403, 'a name is an origin, no site')
})

t.test('a link on another page leads to the demonstration page, and following it changes nothing', async t => {
  const double = await build(t)
  await double.app.inject('/jobs')
  const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' }
  const before = JSON.stringify((await double.store.list({}, { limit: Infinity })).jobs)
  for (const url of ['/__admin/', '/__admin/?seed={"jobs":[{"id":"running","process":"hold"}]}', '/__admin/?seed={}&instant=5&policy=gone', '/__admin/?show=world']) {
    t.match(await statusOf(double, { method: 'GET', url }, visit), { status: 200, cors: undefined }, url)
  }
  t.equal(JSON.stringify((await double.store.list({}, { limit: Infinity })).jobs), before)
  await untouched(t, double)
  t.equal((await statusOf(double, { method: 'GET', url: '/__admin/' }, { ...visit, origin: 'http://evil.example' })).status, 403)
  t.equal((await statusOf(double, { method: 'POST', url: '/__admin/', headers: form, payload: 'action=reset' } as unknown as InjectedRequest, visit)).status, 403)
})

t.test('a form of another page executes and dismisses nothing; a client in a browser does', async t => {
  const double = await build(t)
  const size = await double.store.size()
  const forms = [
    { method: 'POST', url: '/processes/hold/execution', headers: form, payload: 'mode=async' },
    { method: 'POST', url: '/processes/hold/execution', headers: { 'content-type': 'text/plain' }, payload: '{"inputs":{}}' },
    { method: 'POST', url: '/processes/hold/execution', headers: {} },
    { method: 'POST', url: '/jobs/running/dismissal', headers: form, payload: '' },
    { method: 'POST', url: '/jobs/running/dismissal', headers: {} },
    { method: 'POST', url: '/jobs/running/dismissal', headers: { 'content-type': 'application/json' }, payload: '{}' }
  ]
  for (const origin of foreign) {
    for (const request of forms) t.match(await statusOf(double, request as unknown as InjectedRequest, origin), { status: 403, body: /Forbidden/ }, `${request.url} of ${JSON.stringify(origin)}`)
  }
  t.equal(await double.store.size(), size)
  t.equal((await double.app.inject('/jobs/running')).json().status, 'running')
  const [origin] = foreign
  for (const type of ['application/json', 'application/vnd.example+json; charset=utf-8']) {
    t.match(await statusOf(double, { method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': type }, payload: '{"inputs":{"message":"hello"}}' } as unknown as InjectedRequest, origin!), { status: 200, cors: '*' })
  }
  t.match(await statusOf(double, { method: 'DELETE', url: '/jobs/running' } as unknown as InjectedRequest, origin!), { status: 200, cors: '*' })
  t.equal((await statusOf(double, { method: 'POST', url: '/jobs/waiting/dismissal', headers: form, payload: '' } as unknown as InjectedRequest, own[1]!)).status, 200)
})

t.test('a page of another origin makes the double reach no private address, whatever is allowed otherwise', async t => {
  const other = await listen(t, response => response.end('secret'))
  const { port } = new URL(other.url)
  const double = await build(t, { allowPrivateCallbacks: true, controlOrigins: ['http://named.example'] })
  const execute = (payload: object, headers: Record<string, string>) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async', ...headers }, payload })
  const addresses = [other.url, `http://localhost:${port}`, `http://[::ffff:127.0.0.1]:${port}`, `http://0x7f.1:${port}`]
  for (const origin of [...foreign.slice(0, 9), { origin: 'http://localhost', 'sec-fetch-site': 'same-site' }]) {
    for (const href of addresses) {
      const { statusCode, body } = await execute({ inputs: { message: { href } } }, origin)
      t.match([statusCode, body], [400, /a public address/], `${href} for ${JSON.stringify(origin)}`)
    }
    const { statusCode } = await execute({ inputs: { message: 'x' }, subscriber: { successUri: other.url } }, origin)
    t.equal(statusCode, 400, 'a subscriber')
  }
  t.equal((await execute({ inputs: { message: 'x' }, subscriber: { successUri: `http://localhost:${port}`, inProgressUri: `http://localhost:${port}` } }, foreign[0]!)).statusCode, 201, 'a name is not resolved before it is asked')
  for (const pause of ['1s', '1s', '5s', '5s']) await double.clock.advance(pause)
  t.ok(double.callbacks.length >= 3)
  t.ok(double.callbacks.every(({ error }) => error?.includes('a public address')), 'at once and later')
  t.same(other.heard, [])
  for (const origin of [...own, { origin: 'http://named.example', 'sec-fetch-site': 'cross-site' }]) t.equal((await execute({ inputs: { message: { href: other.url } } }, origin)).statusCode, 201, JSON.stringify(origin))
})

t.test('a page cannot pass for the double by saying that it is a proxy', async t => {
  const { app } = await build(t, { trustProxy: true })
  const { headers } = await app.inject({ method: 'OPTIONS', url: '/jobs', headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-forwarded-host,forwarded, prefer,X-Forwarded-Proto' } })
  t.equal(headers['access-control-allow-headers'], 'prefer')
})

t.test('behind a proxy that is trusted the origin is the one that the client sees', async t => {
  const double = await build(t, { trustProxy: true })
  const proxy = { 'x-forwarded-host': 'public.example', 'x-forwarded-proto': 'https' }
  t.equal((await statusOf(double, { method: 'GET', url: '/__admin/jobs' }, { ...proxy, origin: 'https://public.example' })).status, 200)
  for (const origin of ['http://public.example', 'http://localhost', 'https://public.example:8443']) t.equal((await statusOf(double, { method: 'GET', url: '/__admin/jobs' }, { ...proxy, origin })).status, 403, origin)
})
