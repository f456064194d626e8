import assert from 'node:assert/strict'
import t from 'tap'
import fc from 'fast-check'
import { subscribe } from '../routes/ogc/subscribe.ts'
import { advanceClock } from '../src/world/advance.ts'
import { type Amendment, hold, moveTo, release, takeStep } from '../src/jobs/amendments.ts'
import type { JobStatus, Plan } from '../src/jobs/job.ts'
import { applyProgression } from '../src/jobs/progression.ts'
import type { JobStore } from '../src/jobs/store.ts'
import { waitUntilSettled } from '../src/jobs/wait-until-settled.ts'
import { endOf, startOf, statusAt } from '../src/jobs/timeline.ts'
import type { Transition } from '../src/jobs/transitions.ts'
import { WorldClock } from '../src/world/world-clock.ts'
import { defaultSettings } from '../src/world/settings.ts'
import { createWorld } from '../src/world/create-world.ts'
import type { World } from '../src/world/world.ts'
import { build, draft, type TestDouble } from './helper.ts'
import { ManualClock } from './manual-clock.ts'
import { seedReader } from '../src/seed/seed-reader.ts'

const token = 'secret'
const seed = { projects: [{ id: 1 }], users: [{ name: 'tester', token, projects: { 1: 'full' as const } }] }
const headers = { authorization: `Token ${token}` }

const time = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }))
const plans: fc.Arbitrary<Plan> = fc.tuple(fc.record({
  accepted: time,
  running: fc.oneof({ weight: 5, arbitrary: time }, { weight: 1, arbitrary: fc.constant(Infinity) }),
  outcome: fc.constantFrom('successful' as const, 'failed' as const)
}, { noNullPrototype: true }), fc.constantFrom(undefined, undefined, undefined, 'manual' as const, 'stuck' as const))
  .map(([plan, progression]) => progression === undefined ? plan : applyProgression(plan, { progression }))
const launches = fc.array(plans, { minLength: 1, maxLength: 4 })

/** Changes of a job; a job that cannot change that way stays the same. */
const deeds: Record<string, (jobs: JobStore, id: string) => unknown> = {
  ...Object.fromEntries(Object.entries<Amendment>({ hold, release, tell: takeStep, start: moveTo('running'), succeed: moveTo('successful'), fail: moveTo('failed') })
    .map(([name, amendment]) => [name, (jobs: JobStore, id: string) => jobs.amend(id, amendment)])),
  dismiss: (jobs, id) => jobs.dismiss(id, { policy: 'retain' }),
  'dismiss for good': (jobs, id) => jobs.dismiss(id, { policy: 'gone' })
}
const deed = fc.record({ job: fc.nat(3), deed: fc.constantFrom(...Object.keys(deeds)) }, { noNullPrototype: true })

/** Every way to read a world. */
const looks: Record<string, (double: TestDouble, id: string) => Promise<unknown> | unknown> = {
  'the store: get': ({ store }, id) => store.get(id),
  'the store: list': ({ store }) => store.list({ status: ['running'] }, { limit: 2 }),
  'the store: all': ({ store }) => store.all(),
  'the store: size': ({ store }) => store.size(),
  'the clock': ({ clock }) => [clock.now(), clock.frozen, clock.scale],
  'the journal': ({ requests }) => requests.list({ method: 'GET' }),
  'leaked jobs': double => double.expectNoLeakedJobs().catch(() => {}),
  'OGC: status': ({ app }, id) => app.inject(`/jobs/${id}`),
  'OGC: only the head': ({ app }, id) => app.inject({ method: 'HEAD', url: `/jobs/${id}` }),
  'OGC: results': ({ app }, id) => app.inject(`/jobs/${id}/results`),
  'OGC: list': ({ app }) => app.inject('/jobs?status=accepted,running&limit=2'),
  'OGC: a page': ({ app }) => app.inject({ url: '/jobs', headers: { accept: 'text/html' } }),
  'Tator: job': ({ app }, id) => app.inject({ url: `/rest/Job/${id}`, headers }),
  'Tator: list': ({ app }) => app.inject({ url: '/rest/Jobs/1', headers }),
  'control: clock': ({ app }) => app.inject('/__admin/clock'),
  'control: jobs': ({ app }) => app.inject('/__admin/jobs'),
  'control: scenarios': ({ app }) => app.inject('/__admin/scenarios'),
  'control: requests': ({ app }) => app.inject('/__admin/requests')
}
const look = fc.record({ job: fc.nat(3), look: fc.constantFrom(...Object.keys(looks)) }, { noNullPrototype: true })

const idOf = (plans: readonly Plan[], number: number): string => `job-${number % plans.length}`
const drafts = (plans: readonly Plan[]) => plans.map((plan, index) => draft({ id: `job-${index}`, plan }))

/** Milliseconds to advance: small, to meet the borders of plans, or past the pauses between callbacks. */
const turn = fc.oneof({ weight: 5, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.constantFrom(1000, 5000, 1e6) })

t.test('the number and moment of reads, through either façade, the control or the store, never changes a timeline', async t => {
  const [read, unread] = await Promise.all([build(t, { seed, tator: '1.5' }), build(t, { seed, tator: '1.5' })])
  const seen = async (double: TestDouble, plans: readonly Plan[]) => [
    await double.store.all(),
    double.clock.now(),
    await Promise.all(plans.map(async (_, index) => [(await double.app.inject(`/jobs/job-${index}`)).json(), (await double.app.inject({ url: `/rest/Job/job-${index}`, headers })).body]))
  ]
  await fc.assert(fc.asyncProperty(
    launches, fc.array(fc.record({ looks: fc.array(look, { maxLength: 4 }), deeds: fc.array(deed, { maxLength: 2 }), turn }), { maxLength: 5 }),
    async (plans, steps) => {
      for (const double of [read, unread]) {
        await double.reset()
        await double.store.submit(drafts(plans))
      }
      for (const step of steps) {
        const transitions: (readonly Transition[])[] = []
        for (const double of [read, unread]) {
          for (const { job, deed } of step.deeds) {
            if (double === read) for (const { job, look } of step.looks) await looks[look]!(read, idOf(plans, job))
            await deeds[deed]!(double.store, idOf(plans, job))
          }
          if (double === read) for (const { job, look } of step.looks) await looks[look]!(read, idOf(plans, job))
          transitions.push(await double.clock.advance(step.turn))
        }
        assert.deepEqual(transitions[0], transitions[1])
      }
      assert.deepEqual(await seen(read, plans), await seen(unread, plans))
    }
  ), { numRuns: 60 })
})

/** A world without HTTP, on a clock that stands still or runs with `source`, and a log of its alarms. */
async function universe (plans: readonly Plan[], scale?: number) {
  const source = new ManualClock(0)
  const clock = new WorldClock({ source, ...(scale === undefined && { frozenAt: 0 }) })
  if (scale !== undefined) clock.run(scale)
  // A subscriber that always fails, so that retries are pending.
  const outgoing = { send: async () => { throw new Error('a subscriber that answers') }, refusalReason: () => undefined }
  const world = createWorld({ seedReader, seed: {}, clock, settings: defaultSettings, outgoing })
  const jobs = await world.jobs.submit(drafts(plans))
  const rung: object[] = []
  const { signal } = new AbortController()
  for (const job of jobs) {
    const uri = `http://subscriber/${job.id}`
    subscribe({ world, job, base: 'http://double', onlyPublic: false }, { inProgress: uri, success: uri, failed: uri })
    for (const [what, instant] of Object.entries({ starts: startOf, ends: endOf })) {
      void waitUntilSettled(job, { store: world.jobs, clock, signal, instant, until: 200 }).then(({ settlement }) => rung.push({ job: job.id, what, settlement, now: clock.now() }))
    }
  }
  await settledDown(world)
  return { world, source, rung }
}

/** Lets everything that was woken continue, as between two requests of a client. */
async function settledDown (world: World): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  await world.callbacks.idle()
}

/** Everything observable of a world. */
async function outcome ({ world: { jobs, clock, callbacks }, source, rung }: Awaited<ReturnType<typeof universe>>) {
  const now = clock.now()
  const all = await jobs.all()
  return { now, source: source.now(), jobs: all, statuses: all.map(job => statusAt(job, now)), rung, told: callbacks.attempts }
}

/** Advances the clock of the world or, while it runs, that of its source; both return when everything has settled. */
async function turned (world: World, source: ManualClock, by: 'world' | 'source', ms: number): Promise<readonly Transition[]> {
  if (by === 'world') return advanceClock(world, ms)
  await source.move(ms, () => settledDown(world))
  await settledDown(world)
  return []
}

const stretch = fc.record({ deeds: fc.array(deed, { maxLength: 3 }), parts: fc.array(turn, { minLength: 1, maxLength: 4 }), by: fc.constantFrom('world' as const, 'source' as const) }, { noNullPrototype: true })

for (const { what, scales } of [{ what: 'that stands still', scales: [undefined] }, { what: 'that runs, at whatever pace', scales: [0.5, 1, 3, 60] }]) {
  t.test(`a clock ${what} may be turned in one go or in parts: the same happens, in the same order, at the same instants`, async () => {
    await fc.assert(fc.asyncProperty(launches, fc.constantFrom(...scales), fc.array(stretch, { maxLength: 4 }), async (plans, scale, stretches) => {
      const [whole, parted] = [await universe(plans, scale), await universe(plans, scale)]
      for (const { deeds: done, parts, by } of stretches) {
        for (const { world } of [whole, parted]) {
          for (const { job, deed } of done) await deeds[deed]!(world.jobs, idOf(plans, job))
          await settledDown(world)
        }
        const inOneGo = await turned(whole.world, whole.source, by, parts.reduce((sum, ms) => sum + ms, 0))
        const inParts: Transition[] = []
        for (const ms of parts) inParts.push(...await turned(parted.world, parted.source, by, ms))
        assert.deepEqual(inParts, inOneGo)
        assert.deepEqual(await outcome(parted), await outcome(whole))
      }
    }), { numRuns: 150 })
  })
}

t.test('the transitions that a turn of the clock answers with are exactly what became of each job meanwhile', async () => {
  await fc.assert(fc.asyncProperty(launches, fc.array(fc.record({ deeds: fc.array(deed, { maxLength: 3 }), turn }), { maxLength: 5 }), async (plans, steps) => {
    const { world } = await universe(plans)
    const { jobs, clock } = world
    const statuses = async (at: number) => Object.fromEntries((await jobs.all()).map(job => [job.id, statusAt(job, at)]))
    for (const step of steps) {
      for (const { job, deed } of step.deeds) await deeds[deed]!(jobs, idOf(plans, job))
      const from = clock.now()
      const transitions = await advanceClock(world, step.turn)
      const until = clock.now()
      assert.equal(until, from + step.turn)
      const reached: Record<string, JobStatus> = await statuses(from)
      let last = from + 1
      for (const { job, from: was, to, at } of transitions) {
        assert.ok(at >= last && at <= until, 'in order, and within the turn')
        last = at
        assert.equal(reached[job], was)
        assert.notEqual(was, to)
        reached[job] = to
        assert.equal((await statuses(at))[job], to)
        assert.equal((await statuses(at - 1))[job], was)
      }
      assert.deepEqual(reached, await statuses(until))
    }
  }), { numRuns: 150 })
})
