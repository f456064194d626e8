import t from 'tap'
import { hold, release } from '../../../src/jobs/amendments.ts'
import type { Job } from '../../../src/jobs/job.ts'
import { endOf, progressAt, statusAt } from '../../../src/jobs/timeline.ts'
import { defaultSettings } from '../../../src/world/settings.ts'
import { restoreSnapshot, takeSnapshot } from '../../../src/world/snapshots.ts'
import { createWorld } from '../../../src/world/create-world.ts'
import { draft } from '../../helper.ts'
import { ManualClock } from '../../manual-clock.ts'
import { seedReader } from '../../../src/seed/seed-reader.ts'

function someWorld () {
  const clock = new ManualClock(0)
  const outgoing = { send: async () => { throw new Error('nobody') }, refusalReason: () => undefined }
  return { clock, world: createWorld({ seedReader, seed: {}, clock, settings: defaultSettings, outgoing }) }
}

t.test('jobs that are brought back go on from where they were, whatever the clock did meanwhile', async t => {
  const { clock, world } = someWorld()
  await world.jobs.submit(['running', 'dismissed', 'held', 'released'].map(id => draft({ id })))
  clock.advance(40_000)
  await world.jobs.dismiss('dismissed', { policy: 'retain' })
  for (const id of ['held', 'released']) await world.jobs.amend(id, hold)
  clock.advance(5000)
  await world.jobs.amend('released', release)
  const stands = async () => (await world.jobs.all()).map(job => [job.id, statusAt(job, clock.now()), progressAt(job, clock.now()), endOf(job) - clock.now(), job.dismissed && clock.now() - job.dismissed])
  const before = await stands()
  t.same(await takeSnapshot(world, 'mine'), { name: 'mine', jobs: 4 })
  for (const turn of [() => clock.advance(1e6), () => clock.reset(), () => {}]) {
    turn()
    await world.jobs.submit([draft({ id: 'another' })])
    t.same(await restoreSnapshot(world, 'mine'), { name: 'mine', jobs: 4 })
    t.same(await stands(), before)
  }
  clock.advance(10_000)
  const released = await world.jobs.amend('held', release) as Job
  t.equal(endOf(released) - clock.now(), 30_000, 'it was held at 40 s, and loses nothing by the time that lay between')
})

t.test('a snapshot that is not there changes nothing', async t => {
  const { world } = someWorld()
  await world.jobs.submit([draft()])
  await t.rejects(restoreSnapshot(world, 'nothing'), { message: 'There is no snapshot "nothing"; there are: none.' })
  t.equal(await world.jobs.size(), 1)
})

t.test('the same name again replaces a snapshot, and a reset of the world keeps it', async t => {
  const { world } = someWorld()
  await takeSnapshot(world, 'mine')
  await world.jobs.submit([draft()])
  await takeSnapshot(world, 'mine')
  await world.reset()
  t.same(await restoreSnapshot(world, 'mine'), { name: 'mine', jobs: 1 })
})

t.test('a world has a hundred snapshots at most', async t => {
  const { world } = someWorld()
  for (let count = 0; count < 100; count++) await takeSnapshot(world, `${count}`)
  t.throws(() => takeSnapshot(world, 'one more'), { name: 'RangeError', message: /100 snapshots at most/ })
  await takeSnapshot(world, '0')
})
