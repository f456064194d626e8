import { Agent, request } from 'node:http'
import t, { type Test } from 'tap'
import { build, type TestDouble } from './helper.ts'

const seed = { jobs: [{ id: 'seeded', process: 'hold' }], plans: { echo: { accepted: 5 } } }

interface Answer { readonly status: number, readonly location: string, readonly text: string }

/** Asks over real sockets, a few of which are kept open. */
function client (t: Test) {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  t.teardown(() => agent.destroy())
  return (method: string, url: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> => new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const sent = request(url, { method, agent, headers: { ...headers, ...(payload !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }) } }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => { text += chunk }).on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', text })).on('error', reject)
    })
    sent.on('error', reject).end(payload)
  })
}

type Ask = ReturnType<typeof client>

/**
 * The whole story of a job in one world, which turns its own clock by a step of its own: created, seen to wait, seen to
 * run, dismissed, gone. Everything that was seen of it, in order.
 */
async function story (ask: Ask, url: string, step: number): Promise<string> {
  const created = await ask('POST', `${url}/processes/echo/execution`, { inputs: { message: url, pause: 60 } }, { prefer: 'respond-async' })
  const seen = [created.status, created.text]
  seen.push((await ask('PUT', `${url}/__admin/clock`, { action: 'advance', durationMillis: 5000 + step })).text)
  seen.push((await ask('GET', created.location)).text)
  for (const time of ['cancelled', 'removed']) seen.push(time, (await ask('DELETE', created.location)).text)
  seen.push((await ask('GET', `${url}/jobs`)).text, (await ask('GET', created.location)).status)
  return seen.join('\n')
}

t.test('fifty worlds in parallel never see each other, and each sees the same in every one of 200 rounds', { timeout: 110_000 }, async t => {
  const double = await build(t, { port: 0, seed })
  const ask = client(t)
  const worlds = [...Array(50).keys()].map(index => ({ name: `world-${index}`, url: `${double.url}/w/world-${index}`, step: index }))
  const round = () => Promise.all(worlds.map(async ({ name, url, step }) => {
    const seen = await story(ask, url, step)
    await double.world(name).reset()
    return seen
  }))
  const first = await round()
  const ids = first.map(seen => JSON.parse(seen.split('\n')[1]!).jobID)
  t.equal(new Set(ids).size, 50, 'each has an id of its own')
  for (const [index, seen] of first.entries()) {
    const [status, created = '', turned = '', running = '', , dismissal = '', , again = '', list = '', gone] = seen.split('\n')
    const { url, step } = worlds[index]!
    t.same([status, gone], ['201', '404'])
    t.same([created, running, dismissal, again].map(text => JSON.parse(text).status), ['accepted', 'running', 'dismissed', 'dismissed'])
    t.same(JSON.parse(turned).transitions, [{ job: ids[index], from: 'accepted', to: 'running', at: '2026-01-01T00:00:05.000Z' }], 'its own job took its step, and no other')
    t.equal(JSON.parse(turned).currentEpochMillis, Date.UTC(2026, 0, 1, 0, 0, 5) + step, 'on its own clock')
    t.match(JSON.parse(list).jobs, { 0: { jobID: 'seeded' }, length: 1 })
    t.notMatch(seen.replaceAll(`${url}/`, ''), /\/w\//, 'nothing leads to another world')
  }
  const different = []
  for (let count = 2; count <= 200; count++) {
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
  t.match((await use(double, 'c')).json(), { status: 503, detail: /There is no room for the world "c".*\(2\)/ })
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
