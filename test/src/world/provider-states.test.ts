import t from 'tap'
import { statusAt } from '../../../src/jobs/timeline.ts'
import { providerStates, setUpProviderState } from '../../../src/world/provider-states.ts'
import { defaultSettings } from '../../../src/world/settings.ts'
import { createWorld } from '../../../src/world/create-world.ts'
import { ManualClock } from '../../manual-clock.ts'
import { seedReader } from '../../../src/seed/seed-reader.ts'

async function someWorld () {
  const clock = new ManualClock()
  const outgoing = { send: async () => { throw new Error('nobody') }, refusalReason: () => undefined }
  const world = createWorld({ seedReader, seed: { jobs: [{ id: 'other' }], projects: [{ id: 7 }] }, clock, settings: defaultSettings, outgoing })
  await world.reset()
  return { clock, world }
}

t.test('a provider test can ask for a job in every status, and for none', async t => {
  t.same(providerStates, ['no jobs exist', 'an accepted job exists', 'a running job exists', 'a successful job exists', 'a failed job exists', 'a dismissed job exists'])
})

for (const state of providerStates.slice(1)) {
  t.test(`"${state}": it does, and stays so, and its id is said in the words of either API`, async t => {
    const { clock, world } = await someWorld()
    const values = await setUpProviderState(world, ` ${state.toUpperCase()}`, {}) as Record<string, string>
    const { id = '' } = values
    t.same(values, { id, jobID: id, run_uid: id, uid: id, group_id: id, gid: id })
    const job = await world.jobs.get(id)
    t.match(job, { id, group: id, project: 7 })
    for (const ms of [0, 1e9]) {
      clock.advance(ms)
      t.equal(job && statusAt(job, clock.now()), state.split(' ')[1])
    }
    t.equal(await world.jobs.size(), 2, 'whatever else was there is there')
  })
}

t.test('the job may be given an id, in place of whoever has it', async t => {
  const { clock, world } = await someWorld()
  t.match(await setUpProviderState(world, 'a failed job exists', { id: 'other' }), { jobID: 'other' })
  const job = await world.jobs.get('other')
  t.equal(job && statusAt(job, clock.now()), 'failed')
  t.throws(() => setUpProviderState(world, 'a failed job exists', { id: 42 }), { message: 'params/id: 42 came; expected a text.' })
})

t.test('no jobs exist, once that is asked for', async t => {
  const { world } = await someWorld()
  t.same(await setUpProviderState(world, 'no jobs exist', {}), {})
  t.equal(await world.jobs.size(), 0)
})

t.test('a state that is not known changes nothing', async t => {
  const { world } = await someWorld()
  t.throws(() => setUpProviderState(world, 'a failing job exists'), { message: /"a failing job exists" is not known; .*; did you mean a failed job exists\?/ })
  t.equal(await world.jobs.size(), 1)
})
