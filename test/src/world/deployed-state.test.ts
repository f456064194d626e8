import t from 'tap'
import { defaultSettings } from '../../../src/world/settings.ts'
import { createWorld } from '../../../src/world/create-world.ts'
import { deployedState, restoreDeployed, seedWithDeployed } from '../../../src/world/deployed-state.ts'
import { parseState } from '../../../src/seed/parse-state.ts'
import { seedReader } from '../../../src/seed/seed-reader.ts'
import { ManualClock } from '../../manual-clock.ts'

const outgoing = { send: async () => { throw new Error('nobody answers') }, refusalReason: () => undefined }
const make = () => createWorld({ seedReader, seed: {}, clock: new ManualClock(), settings: defaultSettings, outgoing })
const state = { processes: [{ process: { id: 'a', version: '1', mutable: true }, name: 'a', owner: 'worker' }], undeployed: [], queued: [] }
const processOf = (id: string) => ({ process: { id, version: '1', mutable: true }, name: 'a' })

t.test('a world without deployments has nothing to say of them', async t => {
  const world = make()
  t.equal(deployedState(world), undefined)
  t.equal(seedWithDeployed(world), world.seed)
})

t.test('owners and processes without packages come back, over a seed that has no processes', async t => {
  const world = make()
  restoreDeployed(world, state, 0)
  t.same(deployedState(world), state)
  t.equal(world.deployments.get('a')?.owner, 'worker')
  const named = make()
  restoreDeployed(named, { ...state, processes: ['1', '1:2', 'a:2'].map(processOf) }, 0)
  t.same([...named.processes.values()].filter(({ id }) => /1|2/.test(id)).map(({ id, members }) => [id, members]), [['1', { mutable: true, id: 'a', processID: '1' }], ['1:2', { mutable: true, id: 'a', processID: '1:2' }], ['a:2', { mutable: true }]])
  t.same(seedWithDeployed(world), { processes: [state.processes[0]!.process] })
  const text = JSON.stringify({ jobdouble: 'state 1', saved: 0, clock: { now: 0, frozen: true, scale: 1 }, settings: { ...defaultSettings, cancel: undefined }, ids: 0, deployed: state, jobs: [{ process: 'a' }] })
  t.match(parseState(text, {}, 100), { deployed: state })
  t.throws(() => parseState(text.replace('"process":"a"', '"process":"b"'), {}, 100), /\/jobs\/0/)
})
