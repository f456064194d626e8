import t, { type Test } from 'tap'
import type { JobStatus } from '../../../src/jobs/job.ts'
import { progressAt, statusAt, timesAt } from '../../../src/jobs/timeline.ts'
import { validateSeed } from '../../../src/seed/validate-seed.ts'
import { applyState, maxWrittenJobs, type WorldState, readState } from '../../../src/world/world-state.ts'
import type { World } from '../../../src/world/world.ts'
import { createWorld } from '../../../src/world/create-world.ts'
import { WorldClock } from '../../../src/world/world-clock.ts'
import { defaultSettings } from '../../../src/world/settings.ts'
import type { Seed } from '../../../schemas/seed.ts'
import { ManualClock } from '../../manual-clock.ts'
import { seedReader } from '../../../src/seed/seed-reader.ts'

const outgoing = { send: async () => { throw new Error('nobody answers') }, refusalReason: () => undefined }
const seed: Seed = {
  projects: [{ id: 1, algorithms: [{ name: 'demo', plan: { accepted: 2, running: 60 } }] }],
  users: [{ name: 'worker', token: 'key', projects: { 1: 'full' } }],
  jobs: [
    { id: 'waits', plan: { accepted: 10, running: 10 }, age: 1.001 },
    { id: 'runs', process: 'hold', inputs: { progress: 42 }, age: 30 },
    { id: 'member', process: 'demo', group: 'both', user: 'worker', age: 7 },
    { id: 'over', process: 'fail', inputs: { reason: 'The disk is full.' }, age: 60 },
    { id: 'dismissed', process: 'hold', age: 90, dismissed: 15 }
  ]
}

async function make (start = 1_000_000, from = seed): Promise<World> {
  const world = createWorld({ seedReader, seed: from, clock: new WorldClock({ source: new ManualClock(start), frozenAt: start }), settings: defaultSettings, outgoing })
  await world.reset()
  return world
}

/** Everything observable of its jobs now, and after `later` milliseconds, with relative times. */
async function seen (world: World, later: number): Promise<unknown> {
  const now = world.clock.now()
  return (await world.jobs.all()).map(job => {
    const { created, started, finished, updated } = timesAt(job, now + later)
    return [job.id, job.group, job.process, job.user, job.inputs, statusAt(job, now + later), progressAt(job, now + later), ...[created, started, finished, updated].map(time => time && time - now)]
  })
}

/** Loads the state of this world into another world with another time, by way of JSON. */
async function copy (t: Test, world: World): Promise<World> {
  const situation = await readState(world) as WorldState
  if (situation.seed !== undefined) t.same(validateSeed(situation.seed), [])
  const other = await make(77_000_123)
  await applyState(other, JSON.parse(JSON.stringify(situation)))
  t.same(await readState(other), situation, 'and is in it then')
  return other
}

t.test('where nobody touched a job, time is all that is said', async t => {
  const world = await make()
  world.clock.advance(12_345)
  t.same(await readState(world), { settings: { ogc: '1.0', dismiss: 'retain', cancel: 'delete', removedStatus: 404, tator: '2020-05', persona: 'none' }, instant: 12_345 })
  t.same(await seen(await copy(t, world), 0), await seen(world, 0))
})

t.test('a seed that the world was given is said, until it has that of the double again', async t => {
  const world = await make()
  const other = { jobs: [{ id: 'other' }] }
  await world.reset(other)
  t.same((await readState(world))?.seed, other)
  await applyState(world, { settings: {} })
  t.same(await readState(world), { settings: { ogc: '1.0', dismiss: 'retain', cancel: 'delete', removedStatus: 404, tator: '2020-05', persona: 'none' }, instant: 0 })
})

t.test('settings come along', async t => {
  const world = await make()
  world.configure({ dismiss: 'gone', removedStatus: 410, ogc: '2.0-draft', tator: '1.5', tatorUnknown: 500 })
  t.same((await readState(world))?.settings, { dismiss: 'gone', cancel: 'delete', removedStatus: 410, ogc: '2.0-draft', tator: '1.5', persona: 'none' })
  t.match((await copy(t, world)).settings, { dismiss: 'gone', removedStatus: 410, ogc: '2.0-draft', tator: '1.5', tatorUnknown: 404 })
})

/** Changes of jobs, each of which a seed can express. */
const deeds: [string, (world: World) => unknown][] = [
  ['launches one', world => world.jobs.submit([{ id: 'new', process: 'echo', project: 1, user: 0, plan: { accepted: 0, running: 500.5, outcome: 'failed', reason: 'no' }, inputs: { message: 'm' } }])],
  ['dismisses one', world => world.jobs.dismiss('runs', { policy: 'retain' })],
  ['forgets one', world => world.jobs.forget('over')],
  ['holds those that wait and run', async world => { for (const id of ['waits', 'runs', 'member']) await amend(world, id, 'hold') }],
  ['holds and releases them', async world => {
    for (const id of ['waits', 'runs', 'member']) await amend(world, id, 'hold')
    world.clock.advance(3000)
    for (const id of ['waits', 'runs', 'member']) await amend(world, id, 'release')
  }],
  ['holds one that was held and released', async world => {
    for (const what of ['hold', 'release', 'hold'] as const) {
      await amend(world, 'member', what)
      world.clock.advance(1500)
    }
  }],
  ['cuts them short', async world => {
    await amend(world, 'runs', 'successful')
    await amend(world, 'member', 'failed')
    await amend(world, 'waits', 'running')
  }],
  ['dismisses one that is held', async world => {
    await amend(world, 'member', 'hold')
    world.clock.advance(1000)
    await world.jobs.dismiss('member', { policy: 'retain' })
  }],
  ['launches ones that need telling, and one that is stuck', async world => {
    const plan = { accepted: Infinity, running: Infinity, outcome: 'successful' as const }
    await world.jobs.submit([{ id: 'told', process: 'echo', project: 1, user: 1, plan: { ...plan, manual: { times: 2, told: 0 } } }, { id: 'stuck', process: 'echo', project: 1, user: 0, plan: { ...plan, accepted: 0, stuck: true, progress: [5, 50] } }])
    await amend(world, 'told', 'tell')
    await amend(world, 'told', 'hold')
  }]
]

async function amend ({ jobs }: World, id: string, what: JobStatus | 'hold' | 'release' | 'tell'): Promise<void> {
  const { hold, moveTo, release, takeStep: tell } = await import('../../../src/jobs/amendments.ts')
  const amendment = what === 'hold' ? hold : what === 'release' ? release : what === 'tell' ? tell : moveTo(what)
  if (await jobs.amend(id, amendment) === undefined) throw new Error(`${id} cannot: ${what}`)
}

for (const [what, deed] of deeds) {
  t.test(`who ${what} finds it again in the situation`, async t => {
    const world = await make()
    world.clock.advance(4000)
    await deed(world)
    world.clock.advance(2000)
    const other = await copy(t, world)
    for (const later of [0, 1000, 30_000, 100_000]) t.same(await seen(other, later), await seen(world, later), `${later} ms later`)
    for (const one of [world, other]) {
      for (const { id, plan } of await one.jobs.all()) if (plan.held !== undefined) await amend(one, id, plan.manual === undefined ? 'release' : 'tell').catch(() => {})
    }
    t.same(await seen(other, 20_000), await seen(world, 20_000), 'and when they are let go on')
  })
}

t.test('a job that has ended before it was to be held is not', async t => {
  const world = await make(1_000_000, { jobs: [{ id: 'over', plan: { running: 5 }, age: 30, held: 10 }, { id: 'held', plan: { running: 5 }, age: 30, held: 27 }] })
  t.match(await world.jobs.all(), [{ plan: { held: undefined } }, { plan: { held: { since: 3000 } } }])
})

t.test('more jobs than a link can say are no situation, unless nobody touched them', async t => {
  const many = { jobs: [...Array(maxWrittenJobs).keys()].map(id => ({ id: String(id), process: 'hold' })) }
  const world = await make(0, many)
  await world.jobs.submit([{ id: 'one too many', process: 'hold', project: 1, user: 0, plan: { accepted: 0, running: 0, outcome: 'failed' } }])
  t.equal(await readState(world), undefined)
  await world.jobs.forget('one too many')
  t.equal((await readState(world))?.seed?.jobs?.length, maxWrittenJobs)
  await world.reset()
  t.notOk((await readState(world))?.seed)
})

t.test('a world whose clock runs with the machine\'s stands still at the very instant', async t => {
  const source = new ManualClock(5000)
  const world = createWorld({ seedReader, seed, clock: new WorldClock({ source }), settings: defaultSettings, outgoing })
  await applyState(world, { instant: 1500, settings: {} })
  t.ok(world.clock.frozen)
  t.match(await readState(world), { instant: 1500 })
})
