import t, { type Test } from 'tap'
import { build, type TestDouble } from '../../helper.ts'
import { closedPort, listen } from '../../src/outgoing/listener.ts'

const inputs = { message: 'done', pause: 10 }

async function start ({ app }: TestDouble, subscriber: object, { process = 'echo', prefer = 'respond-async', ...body }: { process?: string, prefer?: string, inputs?: object } = {}): Promise<string> {
  const { statusCode, ...answer } = await app.inject({
    method: 'POST', url: `/processes/${process}/execution`, headers: { prefer }, payload: { ...body, subscriber }
  })
  if (statusCode !== 201) throw new Error(answer.body)
  return answer.json().jobID
}

/** A subscriber to all callbacks, and the requests that it received, by path. */
async function subscribed (t: Test, status = 200) {
  const { url, heard, next } = await listen(t, response => response.writeHead(status).end())
  const subscriber = { successUri: `${url}/success`, inProgressUri: `${url}/inProgress`, failedUri: `${url}/failed` }
  return { url, subscriber, next, paths: () => heard.map(({ url }) => url) }
}

/** Waits until this many attempts have ended: nothing else reports them. */
async function attempted (double: TestDouble, count: number): Promise<TestDouble['callbacks']> {
  while (double.callbacks.length < count) await new Promise(resolve => setImmediate(resolve))
  return double.callbacks
}

for (const ogc of ['1.0', '2.0-draft'] as const) {
  t.test(`a subscriber is told that its job runs, and then its results (${ogc})`, async t => {
    const double = await build(t, { seed: { plans: { echo: { accepted: 5 } } }, ogc })
    const { subscriber, next, paths } = await subscribed(t)
    const id = await start(double, subscriber, { inputs })
    t.same(paths(), [], 'nothing while it waits')
    double.clock.advance(5000)
    const runs = await next()
    t.same([runs.method, runs.url], ['POST', '/inProgress'])
    t.match(runs.headers['content-type'], /^application\/json/)
    t.match(JSON.parse(runs.body), { jobID: id, status: 'running' })
    double.clock.advance(10_000)
    const done = await next()
    t.same([done.method, done.url], ['POST', '/success'])
    t.match(done.headers['content-type'], /^application\/json/)
    t.match(JSON.parse(done.body), inputs)
    t.match(await attempted(double, 2), [
      { job: id, event: 'inProgress', uri: subscriber.inProgressUri, attempt: 1, status: 200 },
      { job: id, event: 'success', uri: subscriber.successUri, attempt: 1, status: 200, at: double.clock.now() }
    ])
    t.same(paths(), ['/inProgress', '/success'])
  })
}

t.test('a subscriber to a job that fails is told so, and no results', async t => {
  const double = await build(t, { seed: {} })
  const { subscriber, next, paths } = await subscribed(t)
  await start(double, subscriber, { process: 'fail', inputs: { after: 3, reason: 'The disk is full.' } })
  t.match(JSON.parse((await next()).body), { status: 'running' })
  double.clock.advance(3000)
  t.match(JSON.parse((await next()).body), { status: 'failed', message: 'The disk is full.' })
  double.clock.advance(1e9)
  t.same(paths(), ['/inProgress', '/failed'])
})

t.test('a subscriber to a dismissed job is told that it is dismissed, and never of success', async t => {
  for (const dismiss of ['retain', 'remove', 'gone'] as const) {
    const double = await build(t, { seed: {}, dismiss })
    const { subscriber, next, paths } = await subscribed(t)
    const id = await start(double, subscriber, { inputs })
    await next()
    await double.app.inject({ method: 'DELETE', url: `/jobs/${id}` })
    const callback = await next()
    t.equal(callback.url, '/inProgress')
    t.match(JSON.parse(callback.body), { jobID: id, status: 'dismissed', message: 'The job was dismissed; it was running.' })
    double.clock.advance(1e9)
    t.same((await attempted(double, 2)).map(({ event }) => event), ['inProgress', 'inProgress'], dismiss)
    t.same(paths(), ['/inProgress', '/inProgress'], dismiss)
  }
})

t.test('a subscriber to a job that is dismissed while it waits is never told that it runs', async t => {
  const double = await build(t, { seed: { plans: { echo: { accepted: 5 } } } })
  const { subscriber, next, paths } = await subscribed(t)
  const id = await start(double, subscriber, { inputs })
  await double.app.inject({ method: 'DELETE', url: `/jobs/${id}` })
  t.match(JSON.parse((await next()).body), { status: 'dismissed', message: 'The job was dismissed; it was accepted.' })
  double.clock.advance(1e9)
  t.same(paths(), ['/inProgress'])
})

t.test('a subscriber is told only what it wants to be told', async t => {
  for (const [name, path] of [['successUri', '/success'], ['inProgressUri', '/inProgress']] as const) {
    const double = await build(t, { seed: {} })
    const { subscriber, paths } = await subscribed(t)
    await start(double, { [name]: subscriber[name] }, { inputs })
    double.clock.advance(10_000)
    await attempted(double, 1)
    t.same(paths(), [path])
  }
  const double = await build(t, { seed: {} })
  await start(double, {}, { inputs })
  double.clock.advance(10_000)
  t.same(double.callbacks, [], 'a subscriber to nothing is told nothing')
})

t.test('successUrl means successUri, which counts if both come', async t => {
  const double = await build(t, { seed: {} })
  const { url, next } = await subscribed(t)
  await start(double, { successUrl: `${url}/url` }, { inputs: { message: 'a' } })
  t.equal((await next()).url, '/url')
  await start(double, { successUrl: `${url}/url`, successUri: `${url}/uri` }, { inputs: { message: 'b' } })
  t.equal((await next()).url, '/uri')
})

t.test('a subscriber to a synchronous execution is told the same', async t => {
  const double = await build(t, { seed: {} })
  const { subscriber, next } = await subscribed(t)
  const answer = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { message: 'now' }, outputs: { message: {} }, subscriber } })
  t.equal(answer.body, 'now')
  t.same([(await next()).url, (await next()).url].sort(), ['/inProgress', '/success'])
})

t.test('a subscriber that cannot be told is told three times in all, at pauses of the clock, and all of it can be read', async t => {
  const double = await build(t, { seed: {} })
  const { subscriber, paths } = await subscribed(t, 503)
  const begun = double.clock.now()
  const id = await start(double, { successUri: subscriber.successUri }, { inputs: { message: 'done' } })
  await attempted(double, 1)
  double.clock.advance(999)
  t.equal(paths().length, 1)
  double.clock.advance(1)
  await attempted(double, 2)
  double.clock.advance(5000)
  await attempted(double, 3)
  double.clock.advance(1e9)
  t.same(double.callbacks, [begun, begun + 1000, begun + 6000].map((at, before) =>
    ({ job: id, event: 'success', uri: subscriber.successUri, attempt: before + 1, at, status: 503, error: 'a status of 2xx' })))
  t.equal(paths().length, 3)
})

t.test('a subscriber that is not there hinders nobody, and the attempts say so', async t => {
  const double = await build(t, { seed: {} })
  const id = await start(double, { successUri: await closedPort() }, { inputs: { message: 'done' } })
  t.match(await attempted(double, 1), [{ job: id, event: 'success', attempt: 1, error: 'an address that answers (ECONNREFUSED)' }])
  t.equal((await double.app.inject(`/jobs/${id}`)).json().status, 'successful')
})

t.test('a subscriber that never answers holds nothing up, and closing ends it', async t => {
  const double = await build(t, { seed: {} })
  const silent = await listen(t, () => {})
  const id = await start(double, { successUri: silent.url, inProgressUri: silent.url }, { inputs })
  await silent.next()
  double.clock.advance(10_000)
  await silent.next()
  t.equal((await double.app.inject(`/jobs/${id}/results`)).statusCode, 200)
  t.equal((await double.app.inject({ method: 'DELETE', url: `/jobs/${id}` })).statusCode, 200)
  const { callbacks } = double
  t.same(callbacks, [], 'both are still under way')
  await double.close()
  t.same(callbacks, [])
})

t.test('closing forgets the subscribers of jobs that still run', async t => {
  const double = await build(t, { seed: {} })
  const { subscriber, paths } = await subscribed(t)
  await start(double, { successUri: subscriber.successUri }, { inputs })
  await double.close()
  double.clock.advance(1e9)
  t.same(paths(), [])
})

t.test('a reset forgets the jobs, their subscribers and what was to be tried again', async t => {
  const double = await build(t, { seed: {} })
  const { subscriber, paths } = await subscribed(t, 500)
  await start(double, subscriber, { inputs })
  await attempted(double, 1)
  await double.reset()
  t.same(double.callbacks, [])
  double.clock.advance(1e9)
  await new Promise(resolve => setImmediate(resolve))
  t.same(paths(), ['/inProgress'])
  t.same(double.callbacks, [])
})

t.test('an address that will not be told is refused before anything happens, and named', async t => {
  const open = await build(t, { seed: {} })
  const closed = await build(t, { seed: {}, allowPrivateCallbacks: false })
  const notHttp = 'an absolute address that begins with http: or https:'
  const notPublic = 'a public address; 127.0.0.1 is loopback, link-local, private or reserved (see --allow-private-callbacks)'
  for (const { double, subscriber, says } of [
    { double: open, subscriber: { successUri: 'ftp://example.com' }, says: `subscriber "successUri": "ftp://example.com" came; expected ${notHttp}` },
    { double: open, subscriber: { successUrl: '/relative' }, says: `subscriber "successUri": "/relative" came; expected ${notHttp}` },
    { double: open, subscriber: { inProgressUri: 'mailto:a@example.com' }, says: `subscriber "inProgressUri": "mailto:a@example.com" came; expected ${notHttp}` },
    { double: closed, subscriber: { failedUri: 'http://127.0.0.1:1/' }, says: `subscriber "failedUri": "http://127.0.0.1:1/" came; expected ${notPublic}` }
  ]) {
    const { statusCode, ...answer } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs, subscriber } })
    t.equal(statusCode, 400)
    t.equal(answer.json().detail, `The process "echo" cannot be executed like this: ${says}.`)
    t.equal(await double.store.size(), 0)
  }
})

t.test('a name that leads to a private address is refused when it is asked', async t => {
  const double = await build(t, { seed: {}, allowPrivateCallbacks: false })
  const { url, paths } = await subscribed(t)
  await start(double, { successUri: url.replace('127.0.0.1', 'localhost') }, { inputs: { message: 'done' } })
  t.match(await attempted(double, 1), [{ error: /^a public address; localhost is loopback/ }])
  t.same(paths(), [])
})
