import t from 'tap'
import { version } from '../../../src/version.ts'
import { defaultSettings } from '../../../src/world/settings.ts'
import { build } from '../../helper.ts'
import { ask, seen, titles } from './helper.ts'

t.test('a reset brings back the seed, its settings, its clock, and neither faults nor requests', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'seeded', process: 'hold' }] } })
  const before = await ask(double, 'GET /jobs')
  await ask(double, 'PUT /settings', { dismiss: 'remove' })
  await double.app.inject({ method: 'DELETE', url: '/jobs/seeded' })
  await ask(double, 'PUT /clock', { action: 'advance', duration: '1d' })
  await ask(double, 'POST /faults', { status: 500 })
  t.match(await ask(double, 'POST /reset'), { status: 200, json: {} })
  t.same((await ask(double, 'GET /jobs')).json, before.json)
  t.same((await ask(double, 'GET /settings')).json, { settings: defaultSettings })
  t.same((await ask(double, 'GET /faults')).json, { faults: [] })
  t.same((await ask(double, 'GET /requests')).json.meta, { total: 0 })
})

t.test('a reset ends those who wait, for a job and for a delay, and says that their world is not there any more', async t => {
  const double = await build(t)
  const execution = double.app.inject({ method: 'POST', url: '/processes/hold/execution', payload: {} })
  while ((await double.store.list({ process: ['hold'], status: ['running'] }, { limit: 9 })).jobs.length < 2) await new Promise(resolve => setImmediate(resolve))
  double.faults.add({ fixedDelayMilliseconds: 1000 })
  const delayed = double.app.inject('/jobs')
  await new Promise(resolve => setImmediate(resolve))
  await ask(double, 'POST /reset')
  for (const waiting of [execution, delayed]) t.match((await waiting).json(), { status: 503, detail: /was reset or removed before this request was finished/ })
})

t.test('settings are changed one by one, until the next reset', async t => {
  const double = await build(t, { dismiss: 'gone' })
  for (const method of ['PUT', 'POST']) {
    const { status, json } = await ask(double, `${method} /settings`, { ogc: '2.0-draft', tatorUnknown: 500 })
    t.match({ status, json }, { status: 200, json: { settings: { ...defaultSettings, dismiss: 'gone', ogc: '2.0-draft', tatorUnknown: 500 } } })
    await ask(double, 'POST /reset')
    t.same((await ask(double, 'GET /settings')).json, { settings: { ...defaultSettings, dismiss: 'gone' } })
  }
  for (const [body, title] of [[{ ogc: '3.0' }, /1\.0, 2\.0-draft/], [{ dismiss: 'never' }, /retain, remove, gone, refuse/], [{ tatorUnknown: '404' }, /404, 500/], [{ colour: 'red' }, /colour/], [{ fixedDelay: -1 }, />= 0/], [undefined, /object/]] as const) {
    const answer = await ask(double, 'PUT /settings', body)
    t.equal(answer.status, 400)
    t.match(titles(answer).join(), title)
  }
})

t.test('WireMock\'s fixedDelay keeps every request waiting on the clock of the world, until it is 0', async t => {
  const double = await build(t)
  for (const fixedDelay of [700, 500]) await ask(double, 'POST /settings', { fixedDelay })
  let answered = false
  const waiting = double.app.inject('/jobs').then(({ statusCode }) => { answered = true; return statusCode })
  await double.clock.advance(499)
  t.notOk(answered)
  await double.clock.advance(1)
  t.equal(await waiting, 200)
  await ask(double, 'PUT /settings', { ogc: '1.0' })
  t.equal(double.faults.list().length, 1, 'what says nothing of it leaves it')
  await ask(double, 'POST /settings', { fixedDelay: 0 })
  t.equal((await double.app.inject('/jobs')).statusCode, 200)
})

t.test('health and version say what WireMock\'s clients ask for', async t => {
  const double = await build(t)
  t.match((await ask(double, 'GET /health')).json, { status: 'healthy', message: String, version, uptimeInSeconds: Number, timestamp: /^\d{4}-.*Z$/ })
  t.same((await ask(double, 'GET /version')).json, { version })
})

t.test('worlds are listed, and forgotten with all they hold', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'seeded', process: 'hold' }] } })
  for (const name of ['a', 'b.c~d']) await double.app.inject({ method: 'DELETE', url: `/w/${name}/jobs/seeded` })
  t.same((await ask(double, 'GET /worlds')).json, { worlds: ['default', 'a', 'b.c~d'] })
  t.match(await ask(double, 'DELETE /worlds/a'), { status: 200, json: {} })
  t.same((await ask(double, 'GET /worlds')).json, { worlds: ['default', 'b.c~d'] })
  t.match(await ask(double, 'DELETE /worlds/a'), { status: 404, json: { errors: [{ title: 'There is no world "a".' }] } })
  t.equal((await double.app.inject('/w/a/jobs/seeded')).json().status, 'running', 'it is made anew')
  t.equal((await double.app.inject('/w/b.c~d/jobs/seeded')).json().status, 'dismissed')
  await double.app.inject({ method: 'DELETE', url: '/jobs/seeded' })
  await ask(double, 'DELETE /worlds/default')
  t.equal(await seen(double, 'seeded'), 'running', 'the default one is only reset')
})

t.test('who waited in a world that is forgotten waits no more, and is told so', async t => {
  const double = await build(t)
  const execution = double.app.inject({ method: 'POST', url: '/w/a/processes/hold/execution', payload: {} })
  double.world('a').faults.add({ match: { method: 'GET' }, fixedDelayMilliseconds: 1000 })
  const delayed = double.app.inject('/w/a/jobs')
  while ((await double.storeOf('a').list({ process: ['hold'], status: ['running'] }, { limit: 9 })).jobs.length < 2) await new Promise(resolve => setImmediate(resolve))
  await ask(double, 'DELETE /worlds/a')
  for (const waiting of [execution, delayed]) t.match((await waiting).json(), { status: 503, detail: /was reset or removed before this request was finished/ })
})

t.test('nobody was told anything yet', async t => {
  t.same((await ask(await build(t), 'GET /callbacks')).json, { callbacks: [] })
})
