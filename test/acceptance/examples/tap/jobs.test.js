import { createDouble } from 'jobdouble'
import t from 'tap'
import { JobClient } from './job-client.js'

const double = await createDouble({ port: 0, clock: 'manual', seed: {} })
const world = double.world('jobs.test') // each test file has a world of its own
const client = new JobClient(world.url)

t.after(() => double.close())
t.beforeEach(() => world.reset())
t.afterEach(() => world.expectNoLeakedJobs())

t.test('a job goes on when it is told, step by step', async t => {
  world.lifecycle.set('ogc::job', { progression: 'manual' })
  const id = await client.start('echo', { message: 'hello' })
  t.equal(await client.status(id), 'accepted')
  await world.jobs.move(id)
  t.equal(await client.status(id), 'running')
  await world.jobs.move(id)
  t.equal(await client.status(id), 'successful')
})

t.test('a job that is held is still running when it is cancelled, however late that is', async t => {
  const id = await client.start('echo', { message: 'hello', pause: 30 })
  await world.clock.advance('10s')
  await world.jobs.hold(id)
  await world.clock.advance('1d')
  t.equal(await client.cancel(id), 'dismissed')
})

t.test('a cancellation that was answered with 500 had succeeded', async t => {
  world.faults.add({ phase: 'after-commit', match: { method: 'DELETE' }, status: 500, failRequestCount: 1 })
  const id = await client.start('hold', {})
  await t.rejects(client.cancel(id), /500/)
  t.equal(await client.status(id), 'dismissed')
})

t.test('ids are the same whenever the test runs', async t => {
  const id = await client.start('echo', { message: 'hello' })
  await world.clock.advance('1d')
  await world.reset()
  t.equal(await client.start('echo', { message: 'hello' }), id)
  await client.cancel(id)
})

t.test('a job that nobody ends is found out', async t => {
  const id = await client.start('hold', {})
  await t.rejects(world.expectNoLeakedJobs(), new RegExp(id))
  await client.cancel(id)
})

t.end() // now, and not when nothing keeps Node alive any more: the double does
