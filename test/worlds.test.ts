import { Agent } from 'node:http'
import t from 'tap'
import { build, type TestDouble } from './helper.ts'
import { askThrough, runJobLife } from './job-life.ts'

const seed = { jobs: [{ id: 'seeded', process: 'hold' }], plans: { echo: { accepted: 5 } } }

t.test('fifty worlds in parallel never see each other, and each sees the same in every one of ten rounds', async t => {
  const double = await build(t, { port: 0, seed })
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  t.teardown(() => agent.destroy())
  const ask = askThrough(agent)
  const worlds = [...Array(50).keys()].map(index => ({ name: `world-${index}`, url: `${double.url}/w/world-${index}`, step: index }))
  const round = () => Promise.all(worlds.map(async ({ name, url, step }) => {
    const seen = await runJobLife(ask, url, step)
    await double.world(name).reset()
    return seen
  }))
  const first = await round()
  const ids = first.map(seen => JSON.parse(seen.split('\n')[1]!).jobID)
  t.equal(new Set(ids).size, 50, 'each has an id of its own')
  for (const [index, seen] of first.entries()) {
    const [status, created = '', turned = '', running = '', , dismissal = '', , again = '', list = '', lastAnswer] = seen.split('\n')
    const { url, step } = worlds[index]!
    t.same([status, lastAnswer], ['201', '404'])
    t.same([created, running, dismissal, again].map(text => JSON.parse(text).status), ['accepted', 'running', 'dismissed', 'dismissed'])
    t.same(JSON.parse(turned).transitions, [{ job: ids[index], from: 'accepted', to: 'running', at: '2026-01-01T00:00:05.000Z' }], 'its own job took its step, and no other')
    t.equal(JSON.parse(turned).currentEpochMillis, Date.UTC(2026, 0, 1, 0, 0, 5) + step, 'on its own clock')
    t.match(JSON.parse(list).jobs, { 0: { jobID: 'seeded' }, length: 1 })
    t.notMatch(seen.replaceAll(`${url}/`, ''), /\/w\//, 'nothing leads to another world')
  }
  const different = []
  for (let count = 2; count <= 10; count++) {
    if ((await round()).some((seen, index) => seen !== first[index])) different.push(count)
  }
  t.same(different, [], 'the same ids and timelines in every round')
  t.equal(double.clock.now(), Date.UTC(2026, 0, 1))
  t.equal(double.requests.count(), 0, 'and the default world heard nothing of it')
})

t.test('what happens in one world concerns no other: jobs, clock, settings, faults, requests, lifecycle, snapshots', async t => {
  const double = await build(t, { seed })
  const [a, b] = [double.world('a'), double.world('b')]
  const untouched = async () => JSON.stringify([double.storeOf('b').all(), b.clock.now(), b.clock.frozen, b.settings, b.faults.list(), b.requests.list(), b.lifecycle.get('ogc::job'), b.snapshots.list()])
  const before = await untouched()
  double.storeOf('a').dismiss('seeded', { policy: 'remove' })
  await a.clock.advance('1d')
  a.configure({ dismiss: 'gone' })
  a.faults.add({ status: 500 })
  a.lifecycle.set('ogc::job', { progression: 'stuck' })
  await a.snapshots.take('s')
  await double.app.inject('/w/a/jobs')
  t.equal(await untouched(), before)
  await a.reset()
  t.equal(await untouched(), before)
})

t.test('a world gives the same ids again after a reset, whatever others do, and each other ones', async t => {
  const ids = async (double: TestDouble, world: string, others: string[] = []) => {
    const found = []
    for (let count = 0; count < 3; count++) {
      for (const name of [world, ...others]) {
        const { body } = await double.app.inject({ method: 'POST', url: `/w/${name}/processes/hold/execution`, headers: { prefer: 'respond-async' }, payload: {} })
        if (name === world) found.push(JSON.parse(body).jobID)
      }
    }
    await double.world(world).reset()
    return found
  }
  const double = await build(t, { seed })
  const alone = await ids(double, 'a')
  t.same(await ids(double, 'a', ['b', 'c', 'default']), alone)
  t.same(await ids(await build(t, { seed }), 'a'), alone, 'in another double too')
  t.notSame(await ids(double, 'd'), alone)
  t.notSame(await ids(await build(t, { seed: {} }), 'a'), alone, 'another seed gives other ones')
})

const names = ({ app }: TestDouble): Promise<string[]> => app.inject('/__admin/worlds').then(answer => answer.json().worlds)
const use = ({ app }: TestDouble, name: string) => app.inject(`/w/${name}/jobs`)

t.test('a world that was used within the last minute is never forgotten for another one, which is refused and told why', async t => {
  const double = await build(t, { seed, maxWorlds: 2 })
  for (const name of ['a', 'b']) t.equal((await use(double, name)).statusCode, 200)
  t.match((await use(double, 'c')).json(), { status: 503, detail: /There is no room for the world "c": the limit of 2 worlds/ })
  t.same(await names(double), ['default', 'a', 'b'])
  await double.app.inject({ method: 'DELETE', url: '/w/b/jobs/seeded' })
  t.equal((await double.app.inject({ method: 'DELETE', url: '/__admin/worlds/b' })).statusCode, 200)
  t.equal((await use(double, 'c')).statusCode, 200, 'where one was forgotten there is room')
  t.equal((await double.app.inject({ method: 'DELETE', url: '/__admin/worlds/a' })).statusCode, 200)
  t.equal((await double.app.inject('/w/b/jobs/seeded')).json().status, 'running', 'it is made anew')
})

t.test('a world that was idle for too long is forgotten when another one is made', async t => {
  const impatient = await build(t, { seed, worldIdle: 0 })
  for (const name of ['a', 'b', 'c']) await use(impatient, name)
  t.same(await names(impatient), ['default', 'c'])
  const patient = await build(t, { seed, worldIdle: 3600 })
  for (const name of ['a', 'b', 'c']) await use(patient, name)
  t.same(await names(patient), ['default', 'a', 'b', 'c'])
})
