import t from 'tap'
import { createDouble } from '../../src/create-double.ts'
import { systemClock } from '../../src/jobs/clock.ts'
import { ManualClock } from '../manual-clock.ts'
import { jobStatuses } from '../../src/jobs/job.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import { build, draft } from '../helper.ts'

const everything = { limit: Infinity }

t.test('without a port it does not listen, and inject reaches it', async t => {
  const double = await build(t)
  t.equal(double.url, '')
  t.equal(double.app.server.listening, false)
  t.equal((await double.app.inject('/jobs')).statusCode, 200)
})

t.test('with a port it listens on this machine only, and says where', async t => {
  const double = await build(t, { port: 0 })
  t.match(double.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.equal((await fetch(`${double.url}/jobs`)).status, 200)
})

t.test('what it says is where the façades begin', async t => {
  const double = await build(t, { port: 0, basePath: '/ogc' })
  t.match(double.url, /^http:\/\/127\.0\.0\.1:\d+\/ogc$/)
  t.equal((await fetch(`${double.url}/jobs`)).status, 200)
})

t.test('a closed double answers no more, and closing does not wait for those who wait for a job', async t => {
  const double = await build(t, { port: 0 })
  const waiting = fetch(`${double.url}/processes/hold/execution`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  while (!(await double.store.list({ process: ['hold'], created: { from: double.clock.now(), until: Infinity } }, everything)).jobs.length) await new Promise(resolve => setImmediate(resolve))
  await Promise.all([t.rejects(waiting), double.close()])
  await t.rejects(fetch(double.url))
})

t.test('now comes from the clock that was asked for', async t => {
  const own = new ManualClock(42)
  const double = await createDouble({ clock: own, seed: {} })
  t.teardown(() => double.close())
  own.advance(8)
  t.equal(double.clock.now(), 50)
  t.notOk(double.clock.frozen)
  const real = await createDouble({ seed: {} })
  t.teardown(() => real.close())
  t.ok(Math.abs(real.clock.now() - systemClock.now()) < 60_000)
  const still = await build(t)
  t.ok(still.clock.frozen)
  await still.clock.advance('1m')
  t.equal(still.clock.now(), Date.UTC(2026, 0, 1, 0, 1))
  t.equal(still.world('other').clock.now(), Date.UTC(2026, 0, 1), 'each world has a clock of its own')
})

t.test('without a seed it starts with a job in every state, a group, and tokens for whoever may execute or view', async t => {
  const double = await build(t)
  const { jobs, at } = await double.store.list({}, everything)
  t.same(new Set(jobs.map(job => statusAt(job, at))), new Set(jobStatuses))
  t.ok(jobs.some(job => jobs.some(other => other !== job && other.group === job.group)))
  t.same(Object.keys(double.tokens), ['execute', 'view'])
  const launch = (name: string) => double.app.inject({
    method: 'POST',
    url: '/rest/AlgorithmLaunch/1',
    headers: { authorization: `Token ${double.tokens[name]}` },
    payload: { algorithm_name: 'demo' }
  })
  t.equal((await launch('view')).statusCode, 403)
  t.equal((await launch('execute')).json().run_uids.length, 3, 'one file a job')
})

t.test('an empty seed is an empty world', async t => {
  const double = await build(t, { seed: {} })
  t.equal(await double.store.size(), 0)
  t.same(double.tokens, {})
})

t.test('a job submitted through the store is seen through both façades', async t => {
  const double = await build(t, { tator: '1.5' })
  await double.store.submit([draft({ id: 'mine' })])
  t.equal((await double.app.inject('/jobs/mine')).json().status, 'accepted')
  const { statusCode, body } = await double.app.inject({ url: '/rest/Job/mine', headers: { authorization: `Token ${double.tokens['view']}` } })
  t.equal(statusCode, 200)
  t.equal(JSON.parse(body).status, 'Pending')
})

t.test('a reset brings back the seed, as old as it was at the start, and the clock', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'a', age: 5, plan: { running: 60 } }, { id: 'b' }] } })
  await double.store.dismiss('a', { policy: 'remove' })
  await double.store.submit([draft({ id: 'c' })])
  const now = double.clock.now()
  await double.clock.advance(100_000)
  await double.reset()
  const { jobs } = await double.store.list({}, everything)
  t.same(jobs.map(({ id, submitted }) => [id, submitted]), [['b', now], ['a', now - 5000]])
  t.equal(double.clock.now(), now)
})

t.test('the settings are those that were asked for', async t => {
  const statusOfSecondDismissal = async (double: Awaited<ReturnType<typeof build>>) => {
    await double.store.submit([draft()])
    await double.app.inject({ method: 'DELETE', url: '/jobs/job' })
    return (await double.app.inject({ method: 'DELETE', url: '/jobs/job' })).statusCode
  }
  t.equal(await statusOfSecondDismissal(await build(t)), 200, 'retain')
  t.equal(await statusOfSecondDismissal(await build(t, { dismiss: 'remove' })), 404)
  t.equal(await statusOfSecondDismissal(await build(t, { dismiss: 'gone' })), 410)
})

t.test('a setting that is undefined, as JavaScript may well say it, is the default', async t => {
  const double = await build(t, { dismiss: undefined, tator: undefined } as object)
  await double.store.submit([draft()])
  t.equal((await double.app.inject({ method: 'DELETE', url: '/jobs/job' })).statusCode, 200)
  t.equal((await double.app.inject('/jobs/job')).json().status, 'dismissed')
})

t.test('it holds as many jobs as it may', async t => {
  const double = await build(t, { seed: {}, maxJobs: 1 })
  await double.store.submit([draft({ id: 'a' })])
  t.throws(() => double.store.submit([draft({ id: 'b' })]), { code: 'store-full' })
})

t.test('a seed with more jobs than it may hold is refused', async t => {
  await t.rejects(createDouble({ maxJobs: 1, seed: { jobs: [{}, {}] } }), { name: 'JobError', code: 'store-full' })
})

t.test('a proxy is believed only where it is trusted', async t => {
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'example.org' }
  const hrefOf = async (trustProxy?: boolean) => {
    const double = await build(t, trustProxy === undefined ? {} : { trustProxy })
    return (await double.app.inject({ url: '/jobs', headers })).json().links[0].href
  }
  t.match(await hrefOf(), /^http:\/\/localhost/)
  t.match(await hrefOf(false), /^http:\/\/localhost/)
  t.equal(await hrefOf(true), 'https://example.org/jobs')
})

t.test('whether private addresses may be reached is said by who can reach the double', async t => {
  for (const [host, allowed] of [[undefined, true], ['127.0.0.1', true], ['127.1.2.3', true], ['::1', true], ['localhost', true], ['0:0:0:0:0:0:0:1', true], ['0.0.0.0', false], ['192.0.2.1', false], ['127.evil.example', false], ['127.', false], ['localhost.evil.example', false]] as const) {
    const double = await build(t, host === undefined ? {} : { host, controlKey: 'secret' })
    t.equal(double.allowPrivateCallbacks, allowed, host ?? 'no host')
  }
  t.equal((await build(t, { allowPrivateCallbacks: false })).allowPrivateCallbacks, false)
  t.equal((await build(t, { host: '0.0.0.0', control: 'off', allowPrivateCallbacks: true })).allowPrivateCallbacks, true)
})

t.test('a host and an origin that are none are refused, named', async t => {
  for (const allowedHosts of [['a:80'], ['ok', ''], ['http://a']]) await t.rejects(createDouble({ allowedHosts }), { message: /came; expected a host without a port/ })
  for (const controlOrigins of [['a'], ['*'], ['ftp://a'], ['http://a b']]) await t.rejects(createDouble({ controlOrigins }), { message: /came; expected an origin/ })
})

t.test('nobody was told anything yet', async t => {
  t.same((await build(t)).callbacks, [])
})

t.test('where others reach it, the control façade needs a key, or to be told that none is wanted, or to be nowhere', async t => {
  for (const host of ['0.0.0.0', '192.0.2.1', '::']) {
    await t.rejects(createDouble({ host, seed: {} }), { message: new RegExp(`On ${host}.*--control-key`) })
    await t.rejects(createDouble({ host, seed: {}, control: 0 }), /needs a key/)
  }
  for (const options of [{ controlKey: 'secret' }, { controlKey: '' }, { control: 'off' }] as const) {
    t.ok(await build(t, { host: '0.0.0.0', seed: {}, ...options }), JSON.stringify(options))
  }
})

t.test('the control façade is beside the APIs, on a port of its own, or nowhere', async t => {
  const beside = await build(t, { port: 0, basePath: '/ogc' })
  t.equal(`${beside.controlUrl}/ogc`, beside.url)
  t.equal((await fetch(`${beside.controlUrl}/__admin/health`)).status, 200)
  t.equal((await build(t)).controlUrl, '', 'without a port, nowhere but by inject')

  const apart = await build(t, { port: 0, control: 0 })
  t.not(apart.controlUrl, apart.url)
  t.equal((await fetch(`${apart.controlUrl}/__admin/health`)).status, 200)
  t.equal((await fetch(`${apart.controlUrl}/jobs`)).status, 404)
  t.equal((await fetch(`${apart.url}/__admin/health`)).status, 404)

  const off = await build(t, { port: 0, control: 'off' })
  t.equal(off.controlUrl, '')
  t.equal((await fetch(`${off.url}/__admin/health`)).status, 404)
})

t.test('a control façade with a key asks for it, also on a port of its own', async t => {
  for (const control of ['on', 0] as const) {
    const { controlUrl } = await build(t, { port: 0, control, controlKey: 'secret' })
    const statusOf = async (headers: Record<string, string>) => (await fetch(`${controlUrl}/__admin/clock`, { headers })).status
    t.same([await statusOf({}), await statusOf({ 'x-control-key': 'secret' })], [401, 200])
  }
})

t.test('a port that is taken is told, whichever it is', async t => {
  const double = await build(t, { port: 0, control: 0 })
  const portOf = (url: string) => Number(new URL(url).port)
  await t.rejects(createDouble({ port: portOf(double.url) }), { code: 'EADDRINUSE' })
  await t.rejects(createDouble({ port: 0, control: portOf(double.controlUrl) }), { code: 'EADDRINUSE' })
})

t.test('a world is reached under its name, has jobs, clock and requests of its own, and the default one is the double itself', async t => {
  const double = await build(t, { port: 0, seed: { jobs: [{ id: 'a' }] }, basePath: '/ogc' })
  const world = double.world('t1')
  t.equal(world.name, 't1')
  t.equal(world.url, double.url.replace(/\/ogc$/, '/w/t1/ogc'))
  double.storeOf('t1').dismiss('a', { policy: 'remove' })
  await world.clock.advance('1h')
  t.same([(await fetch(`${world.url}/jobs/a`)).status, (await fetch(`${double.url}/jobs/a`)).status], [404, 200])
  t.equal(world.clock.now() - double.clock.now(), 3_600_000)
  t.equal(double.world('default').url, double.url)
  t.equal(await double.storeOf('default').get('a'), await double.store.get('a'))
  t.equal((await build(t)).world('t1').url, '/w/t1', 'without a port only a path')
})

t.test('worlds are forgotten when there are too many, or nobody used them for long', async t => {
  const few = await build(t, { seed: {}, maxWorlds: 1 })
  await few.storeOf('a').submit([draft()])
  t.throws(() => few.world('b'), { message: /no room for the world "b"/ }, 'not while the other is in use')
  t.equal(await few.storeOf('a').size(), 1)
  const brief = await build(t, { seed: {}, worldIdle: 0 })
  await brief.storeOf('a').submit([draft()])
  brief.world('b')
  t.equal(await brief.storeOf('a').size(), 0, 'made anew')
})

t.test('a world remembers as many requests as it may', async t => {
  const forgetful = await build(t, { rememberRequests: 1 })
  for (const url of ['/jobs', '/conformance']) await forgetful.app.inject(url)
  t.same(forgetful.requests.list().map(({ url }) => url), ['/conformance'])
  const none = await build(t, { rememberRequests: 0 })
  await none.app.inject('/jobs')
  t.same(none.requests.list(), [])
})

t.test('a token of the seed may belong to a world', async t => {
  const double = await build(t, { tator: '1.5', seed: { projects: [{ id: 1 }], users: [{ name: 'here', token: 'x', projects: { 1: 'full' } }, { name: 'there', token: 'y', world: 't1', projects: { 1: 'full' } }] } })
  await double.storeOf('t1').submit([draft({ id: 'mine' })])
  const statusFor = async (token: string) => (await double.app.inject({ url: '/rest/Job/mine', headers: { authorization: `Token ${token}` } })).statusCode
  t.same([await statusFor('x'), await statusFor('y')], [404, 200])
})
