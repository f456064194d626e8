import t from 'tap'
import { statusAt } from '../../../src/jobs/timeline.ts'
import { build, draft } from '../../helper.ts'

/** An empty world with one job, which waits 10 s and runs 60 s. */
async function withJob (t: Parameters<typeof build>[0]) {
  const double = await build(t, { seed: {} })
  await double.store.submit([draft()])
  const status = async () => {
    const job = await double.store.get('job')
    return job && statusAt(job, double.clock.now())
  }
  return { double, status }
}

t.test('a test stops the clock, turns it, lets it run and resets it', async t => {
  const { double: { clock } } = await withJob(t)
  const start = clock.now()
  t.same([clock.frozen, clock.scale], [true, 1])
  t.same(await clock.advance('10s'), [{ job: 'job', from: 'accepted', to: 'running', at: start + 10_000 }])
  t.match(await clock.advance(60_000), [{ to: 'successful' }])
  clock.freeze(start + 100_000)
  t.equal(clock.now(), start + 100_000)
  clock.run(1000)
  t.same([clock.frozen, clock.scale], [false, 1000])
  clock.freeze()
  t.ok(clock.frozen)
  clock.reset()
  t.equal(clock.now(), start)
  await t.rejects(clock.advance('soon'), RangeError)
})

t.test('a test turns the clock from step to step until nothing lies ahead', async t => {
  const { double: { clock, store } } = await withJob(t)
  await store.submit([draft({ id: 'other', plan: { accepted: 10_000.5, running: Infinity, outcome: 'successful' } })])
  const seen = []
  for (let steps = await clock.next(); steps !== undefined; steps = await clock.next()) seen.push(steps.map(({ job, to, at }) => [job, to, at - Date.UTC(2026, 0, 1)]))
  t.same(seen, [[['job', 'running', 10_000]], [['other', 'running', 10_000.5]], [['job', 'successful', 70_000]]])
  t.equal(clock.now(), Date.UTC(2026, 0, 1, 0, 1, 10))
})

t.test('a test gives a world another seed, which it keeps', async t => {
  const { double } = await withJob(t)
  await double.reset({ jobs: [{ id: 'other' }] })
  t.ok(await double.store.get('other'))
  await double.store.forget('other')
  await double.reset()
  t.ok(await double.store.get('other'))
})

t.test('a test holds a job, lets it go on, and moves it', async t => {
  const { double: { jobs, clock }, status } = await withJob(t)
  await jobs.hold('job')
  await clock.advance('1h')
  t.equal(await status(), 'accepted')
  await jobs.release('job')
  await jobs.move('job', 'running')
  t.equal(await status(), 'running')
  await jobs.move('job')
  t.equal(await status(), 'successful')
})

t.test('what a job does not do is said with where it stands', async t => {
  const { double: { jobs } } = await withJob(t)
  await t.rejects(jobs.hold('nobody'), { message: 'There is no job "nobody".' })
  await t.rejects(jobs.release('job'), { message: 'The job "job" is accepted; it cannot be released.' })
  await jobs.move('job', 'failed')
  await t.rejects(jobs.hold('job'), { message: 'The job "job" is failed; it cannot be held.' })
  await t.rejects(jobs.move('job', 'running'), { message: 'The job "job" is failed; it cannot become running.' })
  await t.rejects(jobs.move('job'), { message: 'The job "job" is failed; it cannot take a next step.' })
})

t.test('a test asks what was asked, and waits for it', async t => {
  const { double: { app, requests } } = await withJob(t)
  const coming = requests.waitFor({ method: 'DELETE' })
  await app.inject('/jobs/job')
  await app.inject({ method: 'DELETE', url: '/jobs/job' })
  t.match(await coming, { method: 'DELETE', url: '/jobs/job', status: 200 })
  t.same(requests.list().map(({ method }) => method), ['GET', 'DELETE'])
  t.equal(requests.list({ method: 'GET' }).length, 1)
  t.same([requests.count(), requests.count({ urlPath: '/jobs/job' }), requests.count({ urlPath: '/' })], [2, 2, 0])
  requests.clear()
  t.equal(requests.count(), 0)
  // A timeout does not keep the process alive.
  const alive = setInterval(() => {}, 1000)
  await t.rejects(requests.waitFor({ method: 'PUT' }, { timeout: 1 }), { name: 'TimeoutError' })
  clearInterval(alive)
})

t.test('a test puts jobs aside and brings them back', async t => {
  const { double: { snapshots, jobs, store } } = await withJob(t)
  t.same(await snapshots.take('mine'), { name: 'mine', jobs: 1 })
  await store.forget('job')
  t.same(await snapshots.restore('mine'), { name: 'mine', jobs: 1 })
  t.ok(await jobs.get('job'))
  await t.rejects(snapshots.restore('other'), { message: 'There is no snapshot "other"; there are: mine.' })
})

t.test('a test changes how a world behaves, until the next reset', async t => {
  const { double } = await withJob(t)
  t.equal(double.settings.dismiss, 'retain')
  double.configure({ dismiss: 'gone' })
  double.lifecycle.set('ogc::job', { progression: 'stuck' })
  double.faults.add({ status: 503 })
  t.equal((await double.app.inject('/jobs')).statusCode, 503)
  t.same([double.settings.dismiss, double.settings.ogc], ['gone', '1.0'])
  await double.reset()
  t.equal((await double.app.inject('/jobs')).statusCode, 200)
  t.same([double.settings.dismiss, double.lifecycle.get('ogc::job'), double.faults.list(), await double.store.size(), double.callbacks], ['retain', undefined, [], 0, []])
})

t.test('a test that should leave no job hears of each that has not ended', async t => {
  const { double } = await withJob(t)
  await t.rejects(double.expectNoLeakedJobs(), { message: 'Expected no unfinished job; there is 1: job (echo).' })
  await double.store.submit([draft({ id: 'other', process: 'hold' }), draft({ id: 'over', plan: { accepted: 0, running: 0, outcome: 'failed' } })])
  await t.rejects(double.expectNoLeakedJobs(), { message: 'Expected no unfinished job; there are 2: other (hold), job (echo).' })
  for (const id of ['job', 'other']) await double.store.dismiss(id, { policy: 'retain' })
  await t.resolves(double.expectNoLeakedJobs())
})
