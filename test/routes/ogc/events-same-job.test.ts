import t from 'tap'
import { build, draft } from '../../helper.ts'
import { buildWithJobs } from './helper.ts'
import { listen, progressIn, statusIn } from './stream.ts'

t.test('a job that a reset brings back from the seed is watched on', async t => {
  const double = await buildWithJobs(t, { port: 0 })
  const stream = await listen(t, double, 'running')
  t.equal(progressIn((await stream.next())?.data), 42)
  await double.reset()
  const again = await stream.next()
  t.same([again?.event, statusIn(again?.data)], ['job', 'running'])
  await double.jobs.move('running', 'successful')
  const end = await stream.next()
  t.same([end?.event, statusIn(end?.data)], ['end', 'successful'])
})

t.test('a job that a snapshot brings back is watched on from where it was', async t => {
  const double = await build(t, { port: 0, seed: {} })
  await double.store.submit([draft()])
  await double.clock.advance('20s')
  await double.snapshots.take('early')
  await double.clock.advance('30s')
  const stream = await listen(t, double, 'job')
  t.equal(progressIn((await stream.next())?.data), 66)
  await double.snapshots.restore('early')
  t.equal(progressIn((await stream.next())?.data), 16)
  void double.clock.advance('1s')
  t.equal(progressIn((await stream.next())?.data), 17)
})

t.test('worlds do not hear of each other', async t => {
  const double = await build(t, { port: 0, seed: {} })
  const other = double.world('other')
  await double.store.submit([draft()])
  await double.storeOf('other').submit([draft()])
  const stream = await listen(t, other, 'job')
  await stream.next()
  await double.jobs.move('job', 'failed')
  await other.jobs.move('job', 'successful')
  const end = await stream.next()
  t.same([end?.event, statusIn(end?.data)], ['end', 'successful'])
  t.match(end?.data, `${other.url}/jobs/job/results`, 'links stay in the world')
})
