import t from 'tap'
import { parse, validate, version } from 'uuid'
import { ask, buildTator, records } from './fixture.ts'

interface Launched { message: string, run_uids: string[], group_id: string }

const line = 'POST /rest/AlgorithmLaunch/1'

t.test('a launch starts a job for each batch of media, in their order, the last one short', async t => {
  const double = await buildTator()
  const answer = await ask(double, line, { as: 'execute', body: { algorithm_name: 'pairs', media_ids: [5, 3, 1, 3, 2] } })
  const launched = answer.json as Launched
  t.equal(answer.status, 201)
  t.same(Object.keys(launched), ['message', 'run_uids', 'group_id'])
  t.equal(launched.message, 'Algorithm pairs started successfully!')
  t.equal(launched.run_uids.length, 3)
  const jobs = [...await records(double)].reverse()
  t.same(jobs.map(({ id }) => id), launched.run_uids)
  t.same(jobs.map(({ inputs }) => inputs['media_ids']), [[5, 3], [1, 3], [2]], 'nothing is sorted, merged or looked up')
  t.same(new Set(jobs.map(({ group }) => group)), new Set([launched.group_id]))
  t.match(jobs[0], { process: 'pairs', project: 1, user: 4, plan: { accepted: 10_000, running: 60_000, outcome: 'successful' } })
})

const batches = [
  { algorithm: 'single', media: [1], jobs: 1 },
  { algorithm: 'single', media: [1, 2, 3], jobs: 3 },
  { algorithm: 'pairs', media: [1], jobs: 1 },
  { algorithm: 'pairs', media: [1, 2], jobs: 1 },
  { algorithm: 'pairs', media: [1, 2, 3], jobs: 2 },
  { algorithm: 'pairs', media: [], jobs: 0 }
]

t.test('there are as many jobs as batches', async t => {
  const double = await buildTator()
  for (const { algorithm, media, jobs } of batches) {
    const { status, json } = await ask(double, line, { body: { algorithm_name: algorithm, media_ids: media } })
    t.equal(status, 201)
    t.equal((json as Launched).run_uids.length, jobs, `${media.length} media for ${algorithm}`)
  }
})

t.test('a launch on no media has a group that nobody knows', async t => {
  const double = await buildTator()
  const { status, json } = await ask(double, line, { body: { algorithm_name: 'single', media_ids: [] } })
  const { run_uids: uids, group_id: group } = json as Launched
  t.equal(status, 201)
  t.same(uids, [])
  t.ok(validate(group))
  t.same((await ask(double, `DELETE /rest/JobGroup/${group}`)).status, 404)
  t.equal(await double.store.size(), 0)
})

const ofAll = [{}, { media_query: '?project=1&type=2' }, { media_query: '?project=1', media_ids: [1] }]

t.test('without media, or with a query, which wins over ids, a launch works on all media of the project', async t => {
  const double = await buildTator()
  for (const wish of ofAll) {
    await double.reset()
    t.equal((await ask(double, line, { body: { algorithm_name: 'pairs', ...wish } })).status, 201)
    t.same((await records(double)).map(({ inputs }) => inputs['media_ids']), [[15], [13, 14], [11, 12]], JSON.stringify(wish))
  }
})

t.test('a project without media has nothing to launch on', async t => {
  const double = await buildTator()
  const { status, json } = await ask(double, 'POST /rest/AlgorithmLaunch/2', { as: 'stranger', body: { algorithm_name: 'elsewhere' } })
  t.equal(status, 201)
  t.same((json as Launched).run_uids, [])
})

t.test('every id is a UUID of version 1 whose time is the clock of the world', async t => {
  const double = await buildTator()
  const seen = new Set<string>()
  for (const pause of [0, 0, 1, 3_600_000, 86_400_000 * 400]) {
    double.clock.advance(pause)
    const { json } = await ask(double, line, { body: { algorithm_name: 'single', media_ids: [1, 2, 3] } })
    const { run_uids: uids, group_id: group } = json as Launched
    for (const id of [...uids, group]) {
      t.equal(version(id), 1)
      t.equal(millisecondsOf(id), double.clock.now())
      t.notOk(seen.has(id), 'and nobody else has it')
      seen.add(id)
    }
  }
})

/** The time of a UUID of version 1, which counts in 100 ns from the beginning of the Gregorian calendar. */
function millisecondsOf (id: string): number {
  const bytes = Buffer.from(parse(id))
  const ticks = (BigInt(bytes.readUInt16BE(6) & 0x0fff) << 48n) | (BigInt(bytes.readUInt16BE(4)) << 32n) | BigInt(bytes.readUInt32BE(0))
  return Number(ticks / 10_000n) + Date.UTC(1582, 9, 15)
}

t.test('an algorithm that the project does not have is a 400 with an empty message, as it was, and details that help', async t => {
  const double = await buildTator()
  const body = { algorithm_name: 'elsewhere', media_ids: [1] }
  const { status, text } = await ask(double, line, { body })
  t.equal(status, 400)
  t.equal(text, '{"message":"","details":"Project 1 has no algorithm \\"elsewhere\\"; it has: pairs, single."}')
  t.equal((await ask(double, 'POST /rest/AlgorithmLaunch/2', { as: 'stranger', body: { algorithm_name: 'pairs' } })).text,
    '{"message":"","details":"Project 2 has no algorithm \\"pairs\\"; it has: elsewhere."}')
  t.equal((await ask(double, 'POST /rest/AlgorithmLaunch/3', { as: 'stranger', body: { algorithm_name: 'pairs' } })).text,
    '{"message":"","details":"Project 3 has no algorithm \\"pairs\\"; it has: none."}')
  t.equal(await double.store.size(), 0)
})

t.test('in 2020-09 a launch answers uid and gid, keeps its parameters, and an unknown algorithm is a 404', async t => {
  const double = await buildTator({ tator: '2020-09' })
  const parameters = [{ name: 'speed', value: 2 }]
  const { status, json } = await ask(double, line, { as: 'execute', body: { algorithm_name: 'pairs', media_ids: [1, 2, 3], extra_params: parameters } })
  const launched = json as { message: string, uid: string[], gid: string }
  t.equal(status, 201)
  t.same(Object.keys(launched), ['message', 'uid', 'gid'])
  t.equal(launched.message, 'Algorithm pairs started successfully!')
  const jobs = [...await records(double)].reverse()
  t.same(jobs.map(({ id, group, inputs }) => [id, group, inputs['extra_params']]), launched.uid.map(uid => [uid, launched.gid, parameters]))
  t.equal((await ask(double, line, { body: { algorithm_name: 'nobody' } })).text, '{"message":""}')
})

t.test('a project that is not there, or no integer, is not found', async t => {
  const double = await buildTator()
  for (const project of ['99', '0', '-1', '1.0', '01x', 'one', '9'.repeat(400), '%31x']) {
    const { status, text } = await ask(double, `POST /rest/AlgorithmLaunch/${project}`, { body: { algorithm_name: 'single' } })
    t.same({ status, text }, { status: 404, text: '{"detail":"Not found."}' }, project)
  }
})

t.test('one launch may not fill the store', async t => {
  const double = await buildTator({ maxJobs: 20_000 })
  const launch = (algorithm: string, count: number) => ask(double, line, { body: { algorithm_name: algorithm, media_ids: Array.from({ length: count }, (_, index) => index) } })
  const refused = await launch('single', 10_001)
  t.equal(refused.status, 400)
  t.match(refused.json, { message: 'One launch may start 10000 jobs; 10001 media with 1 a job make 10001.' })
  t.equal(await double.store.size(), 0, 'none of them was started')
  t.equal((await launch('single', 10_000)).status, 201, 'what is allowed is allowed to the last')
  t.equal((await launch('pairs', 10_001)).status, 201, 'it is jobs that are counted, not media')
  const full = await launch('single', 5_000)
  t.equal(full.status, 400)
  t.match(full.json, { message: /store is full \(20000 jobs, --max-jobs\)/ })
  t.equal(await double.store.size(), 15_001, 'all or none')
})
