import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { build, draft, plan, type TestDouble } from './helper.ts'
import { ask, titles } from './routes/control/helper.ts'
import { ManualClock } from './manual-clock.ts'
import { createDouble } from '../src/create-double.ts'

const last = 8.64e15
const full = { projects: [{ id: 1 }], users: [{ name: 'full', token: 'full', projects: { 1: 'full' as const } }] }

/** The statuses of all resources with times. */
async function statusesOf ({ app }: TestDouble): Promise<number[]> {
  const urls = ['/jobs', '/jobs?f=html', '/jobs/job', '/jobs/job?f=html', '/__admin/jobs', '/__admin/clock', '/__admin/?f=html', '/__admin/?state=dismissed&f=html', '/__admin/?show=world&f=html', '/__admin/scenarios', '/__admin/requests']
  return Promise.all(urls.map(async url => (await app.inject(url)).statusCode))
}

t.test('a clock that comes to the last instant of a date stands still there, and everything answers', async t => {
  const source = new ManualClock(0)
  const double = await build(t, { clock: source, seed: {} })
  const start = (payload: object, headers = {}) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async', ...headers }, payload: { inputs: { message: 'x' }, ...payload } })
  await double.store.submit([draft({ plan: { ...plan, accepted: 10, running: 1e300 } })])
  t.match(await ask(double, 'PUT /clock', { action: 'freeze', instant: '+275760-09-13T00:00:00.000Z' }), { status: 200, json: { currentEpochMillis: last } })
  t.equal((await start({ subscriber: { successUri: 'http://127.0.0.1:9/' } }, { 'x-job-progression': 'time=10' })).statusCode, 201)
  for (const scale of [1, 1e6]) {
    t.match(await ask(double, 'PUT /clock', { action: 'run', scale }), { status: 200 })
    source.advance(1e9)
    t.equal(double.clock.now(), last)
    t.same(new Set(await statusesOf(double)), new Set([200]))
  }
  t.equal((await double.app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { prefer: 'wait=999999999' }, payload: {} })).statusCode, 201, 'who waits until then waits no longer')
  t.match(await ask(double, 'PUT /clock', { action: 'next' }), { status: 409 })
  t.match(titles(await ask(double, 'PUT /clock', { action: 'advance', durationMillis: 1 })), [/A clock ends at \+275760-09-13T00:00:00\.000Z; 1 milliseconds go beyond it/])
  await t.rejects(double.clock.advance(1e300), { name: 'RangeError', message: /A clock ends/ })
  await t.rejects(double.clock.freeze(last + 2), { name: 'RangeError', message: /A clock ends/ })
  double.configure({ dismiss: 'refuse' })
  t.match((await double.app.inject({ method: 'DELETE', url: '/jobs/job' })).json(), { status: 'dismissed' }, 'what would take effect later does so at once')
  t.same(new Set(await statusesOf(double)), new Set([200]))
})

t.test('a delay that leads beyond the last instant ends there', async t => {
  const source = new ManualClock(last - 1000)
  const double = await build(t, { clock: source, seed: {} })
  double.faults.add({ match: { urlPath: '/jobs' }, fixedDelayMilliseconds: 5000 })
  const answer = double.app.inject('/jobs').then(answer => answer)
  await setImmediate()
  source.advance(1000)
  t.equal((await answer).statusCode, 200)
})

const seeds: readonly { readonly seed: object, readonly says: RegExp }[] = [
  { seed: { jobs: [{ age: 1e13 }] }, says: /\/seed\/jobs\/0\/age: 10000000000000 came; expected <= 8640000000000/ },
  { seed: { jobs: [{ held: 1e13 }] }, says: /\/seed\/jobs\/0\/held: / },
  { seed: { jobs: [{ dismissed: 1e300 }] }, says: /\/seed\/jobs\/0\/dismissed: / },
  { seed: { jobs: [{ plan: { running: 1e13 } }] }, says: /\/seed\/jobs\/0\/plan\/running: / },
  { seed: { jobs: [{ plan: { pauses: [{ from: 1e13, until: 1 }] } }] }, says: /\/seed\/jobs\/0\/plan\/pauses\/0\/from: / },
  { seed: { plans: { echo: { accepted: 1e308 } } }, says: /\/seed\/plans\/echo\/accepted: / }
]

for (const { seed, says } of seeds) {
  t.test(`a seed that says ${JSON.stringify(seed)} is refused, and nothing changes`, async t => {
    const double = await build(t, { seed: { jobs: [{ id: 'job' }] } })
    const refused = await ask(double, 'POST /reset', { seed })
    t.equal(refused.status, 400)
    t.ok(titles(refused).some(title => says.test(title)), titles(refused).join('\n'))
    t.same(new Set(await statusesOf(double)), new Set([200]))
  })
}

t.test('a call that brings a time without a date is refused, and nothing changes', async t => {
  await t.rejects(createDouble({ seed: { jobs: [{ age: 1e13 }] } }), { name: 'SeedError', message: /\/jobs\/0\/age: 10000000000000 came; expected <= 8640000000000/ })
  const double = await build(t, { seed: { jobs: [{ id: 'job' }] } })
  t.throws(() => double.store.submit([draft({ id: 'a' }), draft({ id: 'b', submitted: 1e17 })]), { code: 'invalid-time', message: /"b": submitted/ })
  await t.rejects(double.reset({ jobs: [{ id: 'a', age: 1e13 }] }), { name: 'SeedError', message: /age: .* came; expected/ })
  for (const fault of [{ fixedDelayMilliseconds: 1e16 }, { fixedDelayMilliseconds: NaN }, { chunkedDribbleDelay: { numberOfChunks: 1, totalDuration: -1 } }, { delayDistribution: { type: 'lognormal' as const, median: Infinity, sigma: 0 } }]) {
    t.throws(() => double.faults.add(fault), { name: 'RangeError', message: /faults\.add: .* came; expected/ })
  }
  t.equal((await ask(double, 'POST /faults', { fixedDelayMilliseconds: 1e16 })).status, 400)
  t.same(double.store.all().map(({ id }) => id), ['job'])
  await double.store.submit([draft({ id: 'ahead', submitted: last })])
  await double.snapshots.take('s')
  await double.clock.advance(1000)
  await t.rejects(double.snapshots.restore('s'), { code: 'invalid-time' }, 'it would be put beyond the end')
  t.same(double.store.all().map(({ id }) => id), ['job', 'ahead'])
})

t.test('a turn that nobody awaits has moved the clock when it returns, unless something rings on the way', async t => {
  const double = await build(t, { seed: {} })
  const began = double.clock.now()
  void double.clock.advance(1000)
  void double.clock.advance('1s')
  t.equal(double.clock.now(), began + 2000)
})

t.test('turns of one clock that are asked for at once lose no time to each other', async t => {
  const double = await build(t, { seed: {} })
  const start = double.clock.now()
  for (let second = 1; second <= 30; second++) await double.store.submit([draft({ id: `${second}`, plan: { ...plan, accepted: second * 1000, running: Infinity } })])
  await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { message: 'x', pause: 1 }, subscriber: { successUri: 'http://127.0.0.1:9/' } } })
  const [byHandle, byHttp, frozen, next] = await Promise.all([
    double.clock.advance('10s'),
    ask(double, 'PUT /clock', { action: 'advance', duration: '10s' }),
    double.clock.freeze(start + 25_000),
    double.clock.next()
  ])
  t.equal(double.clock.now() - start, 36_000, 'ten, to the twenty-fifth, to the next step, and ten')
  t.equal(byHandle.length, 11, 'ten jobs began, and one ended')
  t.equal(byHttp.json.transitions.length, 4)
  t.equal(frozen, undefined)
  t.match(next, [{ job: '26' }])
})

t.test('a reset ends who turns the clock and who waits for a turn, and says so', async t => {
  const double = await build(t, { seed: {} })
  const turns: Promise<unknown>[] = [double.clock.advance('10s'), double.clock.next(), double.clock.freeze(double.clock.now() + 5)]
  const byHttp = ask(double, 'PUT /clock', { action: 'advance', duration: '10s' })
  const unawaited = double.clock.advance(1)
  await double.reset()
  for (const turn of turns) await t.rejects(turn, { name: 'RangeError', message: /was reset meanwhile/ })
  await t.rejects(unawaited)
  t.ok([200, 400].includes((await byHttp).status))
})

t.test('a request that a delay keeps waiting ends with the world that it came to', async t => {
  const jobs = [{ id: 'running', process: 'hold' }]
  for (const end of ['reset', 'remove'] as const) {
    const double = await build(t, { seed: { ...full, jobs } })
    const world = double.world('a')
    for (const [path, headers] of [['/w/a/jobs/running', {}], ['/w/a/rest/Job/running', { authorization: 'Token full' }]] as const) {
      world.faults.add({ fixedDelayMilliseconds: 1000 })
      const answer = double.app.inject({ method: 'DELETE', url: path, headers }).then(answer => answer)
      while (double.world('a').faults.list()[0]?.injected !== 1) await setImmediate()
      await (end === 'reset' ? ask(double, 'POST /w/a/__admin/reset') : ask(double, 'DELETE /worlds/a'))
      const { statusCode, body } = await answer
      t.equal(statusCode, 503, path)
      t.match(body, /The world .*a.* was reset or removed before this request was finished/)
      t.equal((await double.app.inject('/w/a/jobs/running')).json().status, 'running')
      if (end === 'remove') break
    }
  }
})

t.test('where no fault keeps it waiting, a delay that is taken back lets a request go on', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'running', process: 'hold' }] } })
  double.faults.add({ fixedDelayMilliseconds: 1000 })
  const answer = double.app.inject({ method: 'DELETE', url: '/jobs/running' }).then(answer => answer)
  while (double.faults.list()[0]?.injected !== 1) await setImmediate()
  await ask(double, 'DELETE /faults')
  t.equal((await answer).statusCode, 200)
})

t.test('an execution whose input is still being fetched starts no job in the fresh world', async t => {
  const double = await build(t, { seed: {} })
  let give = () => {}
  const { createServer } = await import('node:http')
  const server = createServer((_, response) => { give = () => response.end('late') }).listen(0, '127.0.0.1')
  t.teardown(() => { server.closeAllConnections(); server.close() })
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const answer = double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { message: { href: `http://127.0.0.1:${port}/` } } } }).then(answer => answer)
  await new Promise(resolve => server.once('request', resolve))
  await double.reset()
  give()
  t.equal((await answer).statusCode, 503)
  t.equal(double.store.size(), 0)
})

t.test('a synchronous execution that a reset ends takes no job of the fresh world with it', async t => {
  const double = await build(t, { seed: { jobs: [{}] } })
  await double.reset({})
  const answer = double.app.inject({ method: 'POST', url: '/processes/hold/execution', payload: {} }).then(answer => answer)
  while (double.store.size() === 0) await setImmediate()
  await double.reset({ jobs: [{ id: double.store.all()[0]!.id, process: 'hold' }] })
  t.equal((await answer).statusCode, 503)
  t.equal(double.store.size(), 1)
})

t.test('who waits for a request ends with its client, with the world and with the double', async t => {
  const double = await build(t, { port: 0, seed: {} })
  const wait = (signal?: AbortSignal) => fetch(`${double.url}/__admin/requests/wait`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ urlPath: '/never', timeoutMilliseconds: 60_000 }), ...(signal !== undefined && { signal }) })
  const arrived = new Promise<void>(resolve => {
    let count = 0
    double.app.server.on('request', () => { if (++count === 2) resolve() })
  })
  const inWorld = wait()
  const byHandle = double.requests.waitFor({ urlPath: '/never' }, { timeout: 3_600_000 })
  while (!await double.app.inject('/__admin/health').then(({ statusCode }) => statusCode === 200)) await setImmediate()
  const client = new AbortController()
  const hungUp = wait(client.signal)
  await arrived
  await new Promise(resolve => setTimeout(resolve, 50))
  client.abort()
  await t.rejects(hungUp)
  await double.reset()
  await t.rejects(byHandle, { message: /was reset or removed/ })
  t.equal((await inWorld).status, 503)
  const last = double.requests.waitFor({ urlPath: '/never' }, { timeout: 3_600_000 })
  await Promise.all([t.rejects(last, { message: /was reset or removed/ }), double.close()])
})

t.test('where there is no room for a new world, each façade says why', async t => {
  const double = await build(t, { seed: full, maxWorlds: 1 })
  double.world('a')
  for (const [path, says] of [['/jobs', { type: 'about:blank', status: 503, detail: /no room for the world "b"/ }], ['/rest/Job/x', { message: /no room for the world "b"/ }], ['/__admin/jobs', { errors: [{ code: 503, title: /no room for the world "b"/ }] }], ['/nowhere', { status: 503 }]] as const) {
    const answer = await double.app.inject({ url: `/w/b${path}`, headers: { authorization: 'Token full' } })
    t.equal(answer.statusCode, 503, path)
    t.match(answer.json(), says)
  }
  t.equal((await double.app.inject({ url: '/jobs', headers: { 'x-test-id': 'b' } })).statusCode, 503)
  t.equal((await double.app.inject({ url: '/w/a/jobs', headers: { accept: 'application/json' } })).statusCode, 200)
  t.same(double.requests.list(), [], 'the default world has nothing to do with it')
  await ask(double, 'DELETE /worlds/a')
  t.equal((await double.app.inject('/w/b/jobs')).statusCode, 200)
})

t.test('long lists are answered whole, whatever their length', async t => {
  const double = await build(t, { seed: full, tator: '1.5' })
  await double.store.submit(Array.from({ length: 1500 }, (_, index) => draft({ id: `${index}`, inputs: { media_ids: [index % 2] }, plan: { ...plan, accepted: 1000 } })))
  await double.store.dismiss('7', { policy: 'retain' })
  const list = async (query = '') => (await double.app.inject({ url: `/rest/Jobs/1${query}`, headers: { authorization: 'Token full' } })).json()
  t.same((await list()).map(({ uid }: { uid: string }) => uid), [...Array(1500).keys()].reverse().filter(id => id !== 7).map(String))
  t.equal((await list('?media_id=0')).length, 750)
  t.equal((await ask(double, 'GET /jobs')).json.jobs.length, 1500)
  t.same((await ask(double, 'GET /jobs')).json.meta, { total: 1500 })
  t.equal((await ask(double, 'GET /scenarios')).json.scenarios.length, 1500)
  t.match((await double.app.inject('/jobs?minDuration=100')).json(), { jobs: [] })
  const { transitions, ...clock } = (await ask(double, 'PUT /clock', { action: 'advance', duration: '1h' })).json
  t.equal(transitions.length, 2 * 1499)
  t.match(clock, { currentEpochMillis: double.clock.now(), frozen: true, scale: 1 })
})

t.test('so many leaked jobs are named and no more', async t => {
  const double = await build(t, { seed: {} })
  await double.store.submit(Array.from({ length: 150 }, (_, index) => draft({ id: `leak-${index}` })))
  await t.rejects(double.expectNoLeakedJobs(), { message: /there are 150: .*, and 50 more\.$/ })
})

t.test('an address may hold so many jobs, values and schemas and no more', async t => {
  const double = await build(t, { seed: {} })
  const many = (count: number, value: unknown) => Array.from({ length: count }, () => value)
  for (const [seed, says] of [
    [{ jobs: many(1001, {}) }, /more than 1000 jobs/],
    [{ users: many(20_001, 1) }, /more than 20000 values/],
    [{ processes: [{ id: 'a', inputs: Object.fromEntries(many(101, 0).map((_, index) => [index, { schema: {} }])) }] }, /more than 100 schemas/]
  ] as const) {
    const { deflateRawSync } = await import('node:zlib')
    const packed = deflateRawSync(JSON.stringify(seed)).toString('base64url')
    const { statusCode, body } = await double.app.inject({ url: `/__admin/?seed=${packed}`, headers: { accept: 'text/html' } })
    t.equal(statusCode, 400)
    t.match(body, says)
  }
  await double.reset({ jobs: many(1001, {}) as object[] })
  t.notMatch((await double.app.inject({ url: '/__admin/', headers: { accept: 'text/html' } })).body, /seed=/, 'nor does the page make such an address')
})

t.test('a request that does not come in is ended, and one that waits for its answer is not', async t => {
  const double = await build(t, { port: 0, seed: {}, requestTimeout: 1 })
  t.equal(double.app.server.requestTimeout, 1000)
  t.equal((await build(t, { port: 0, seed: {}, requestTimeout: 0 })).app.server.requestTimeout, 0)
  const { connect } = await import('node:net')
  const answer = await new Promise<string>(resolve => {
    let text = ''
    const socket = connect(Number(new URL(double.url).port), '127.0.0.1', () => socket.write('POST /processes/echo/execution HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'))
    socket.setEncoding('utf8').on('data', chunk => { text += chunk }).on('close', () => resolve(text))
  })
  t.match(answer, /^HTTP\/1\.1 408 /)
})
