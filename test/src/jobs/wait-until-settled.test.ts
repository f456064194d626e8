import { getEventListeners } from 'node:events'
import t from 'tap'
import { type Amendment, hold, moveTo, release } from '../../../src/jobs/amendments.ts'
import { type Clock } from '../../../src/jobs/clock.ts'
import { ManualClock } from '../../manual-clock.ts'
import type { Job, Plan } from '../../../src/jobs/job.ts'
import { MemoryJobStore } from '../../../src/jobs/memory-store.ts'
import { waitUntilSettled } from '../../../src/jobs/wait-until-settled.ts'
import { endOf, startOf } from '../../../src/jobs/timeline.ts'
import { draft, plan } from '../../helper.ts'

/** A job to wait for, with counters of open alarms and watchers. */
async function waitable (plan: Plan) {
  const manual = new ManualClock(0)
  let open = 0
  const counted = (undo: () => void) => {
    open++
    return () => {
      open--
      undo()
    }
  }
  const clock: Clock = { now: () => manual.now(), alarm: (at, ring) => counted(manual.alarm(at, ring)) }
  const store = new MemoryJobStore(manual)
  const watch = store.watch.bind(store)
  store.watch = (id, listener) => counted(watch(id, listener))
  const controller = new AbortController()
  const [job] = await store.submit([draft({ plan })]) as [Job]
  const { signal } = controller
  return {
    manual,
    store,
    controller,
    wait: (until?: number, instant?: (job: Job) => number) => waitUntilSettled(job, { store, clock, signal, ...(until !== undefined && { until }), ...(instant !== undefined && { instant }) }),
    open: () => open + getEventListeners(signal, 'abort').length
  }
}

type Waitable = Awaited<ReturnType<typeof waitable>>

const forEver: Plan = { ...plan, running: Infinity }

const rows: { what: string, plan: Plan, until?: number, happens: (waiting: Waitable) => unknown, settlement: string }[] = [
  { what: 'the job comes to its own end', plan, happens: ({ manual }) => manual.advance(70_000), settlement: 'reached' },
  { what: 'the job fails', plan: { ...plan, outcome: 'failed' }, happens: ({ manual }) => manual.advance(70_000), settlement: 'reached' },
  { what: 'the job is dismissed', plan, happens: ({ store }) => store.dismiss('job', { policy: 'retain' }), settlement: 'dismissed' },
  { what: 'a job without an end is dismissed', plan: forEver, happens: ({ store }) => store.dismiss('job', { policy: 'remove' }), settlement: 'dismissed' },
  { what: 'the job is forgotten', plan, happens: ({ store }) => store.forget('job'), settlement: 'forgotten' },
  { what: 'the store is reset', plan, happens: ({ store }) => store.reset(), settlement: 'forgotten' },
  { what: 'nobody waits any more', plan, happens: ({ controller }) => controller.abort(), settlement: 'abandoned' },
  { what: 'the time to wait is over first', plan, until: 69_999, happens: ({ manual }) => manual.advance(1e9), settlement: 'late' },
  { what: 'the time to wait for a job without an end is over', plan: forEver, until: 5000, happens: ({ manual }) => manual.advance(5000), settlement: 'late' },
  { what: 'the job ends at the last moment of the time to wait', plan, until: 70_000, happens: ({ manual }) => manual.advance(1e9), settlement: 'reached' },
  { what: 'the job ends before the time to wait is over', plan, until: 80_000, happens: ({ manual }) => manual.advance(70_000), settlement: 'reached' },
  { what: 'the job was over when it was submitted', plan: { ...plan, accepted: 0, running: 0 }, happens: () => {}, settlement: 'reached' },
  { what: 'dismissed first, at its end only then', plan, happens: async ({ manual, store }) => { await store.dismiss('job', { policy: 'retain' }); manual.advance(1e9) }, settlement: 'dismissed' },
  { what: 'at its end first, dismissed only then', plan, happens: ({ manual, store }) => { manual.advance(70_000); return store.dismiss('job', { policy: 'retain' }) }, settlement: 'reached' }
]

for (const { what, plan, until, happens, settlement } of rows) {
  t.test(`${what}: ${settlement}, and nothing is left behind`, async t => {
    const waiting = await waitable(plan)
    const promise = waiting.wait(until)
    t.equal(waiting.open(), 3, 'an alarm, a watch and the wish to be told when nobody waits')
    await happens(waiting)
    t.equal((await promise).settlement, settlement)
    t.equal(waiting.open(), 0)
  })
}

t.test('the wait goes on until something happens', async t => {
  const { manual, store, wait } = await waitable(plan)
  let over = false
  const promise = wait().finally(() => { over = true })
  manual.advance(69_999)
  await store.get('job')
  await new Promise(resolve => setImmediate(resolve))
  t.equal(over, false)
  manual.advance(1)
  t.equal((await promise).settlement, 'reached')
})

t.test('who has hung up already waits for nothing and leaves nothing', async t => {
  const { controller, wait, open } = await waitable(plan)
  controller.abort()
  t.equal((await wait()).settlement, 'abandoned')
  t.equal(open(), 0)
})

t.test('many may wait for one job', async t => {
  const { store, wait, open } = await waitable(forEver)
  const waits = [wait(), wait(), wait()]
  await store.dismiss('job', { policy: 'retain' })
  t.same((await Promise.all(waits)).map(({ settlement }) => settlement), ['dismissed', 'dismissed', 'dismissed'])
  t.equal(open(), 0)
})

t.test('another instant of the job may be waited for', async t => {
  const { manual, wait } = await waitable(plan)
  const started = wait(undefined, startOf)
  manual.advance(10_000)
  t.equal((await started).settlement, 'reached')
  t.equal(manual.now(), 10_000)
})

/** Advances the clock in small steps until the wait ends. */
async function overAt (manual: ManualClock, promise: Promise<unknown>): Promise<number> {
  const late = Symbol('not yet')
  for (;;) {
    const first = await Promise.race([promise, new Promise(resolve => setImmediate(resolve, late))])
    if (first !== late || manual.now() > 1e6) return manual.now()
    manual.advance(1000)
  }
}

const amended: { what: string, plan: Plan, at: number, amendments: Amendment[], until?: number, over: number, settlement: string }[] = [
  { what: 'moved to its end', plan: forEver, at: 20_000, amendments: [moveTo('failed')], over: 20_000, settlement: 'reached' },
  { what: 'moved to running before its time', plan, at: 5000, amendments: [moveTo('running')], over: 65_000, settlement: 'reached' },
  { what: 'held longer than anybody waits', plan, at: 20_000, amendments: [hold], until: 100_000, over: 100_000, settlement: 'late' },
  { what: 'held and released in one moment', plan, at: 20_000, amendments: [hold, release], over: 70_000, settlement: 'reached' },
  { what: 'held to the last moment of the time to wait', plan, at: 69_999, amendments: [hold], until: 70_999, over: 70_999, settlement: 'late' }
]

for (const { what, plan, at, amendments, until, over, settlement } of amended) {
  t.test(`a job that is ${what} is waited for until ${over}: ${settlement}`, async t => {
    const { manual, store, wait, open } = await waitable(plan)
    const promise = wait(until)
    manual.advance(at)
    for (const amendment of amendments) await store.amend('job', amendment)
    t.equal(await overAt(manual, promise), over)
    const { settlement: outcome, job } = await promise
    t.equal(outcome, settlement)
    t.same(job, await store.get('job'), 'the record as it is now')
    t.equal(open(), 0)
  })
}

t.test('a job that is amended and dismissed, or forgotten, in one turn is not waited for in vain', async t => {
  for (const [settlement, happens] of [
    ['dismissed', (store: MemoryJobStore) => store.dismiss('job', { policy: 'retain' })],
    ['forgotten', (store: MemoryJobStore) => store.forget('job')]
  ] as const) {
    const { manual, store, wait, open } = await waitable(plan)
    const promise = wait()
    manual.advance(20_000)
    await Promise.all([store.amend('job', hold), happens(store)])
    const { settlement: outcome, job } = await promise
    t.equal(outcome, settlement)
    t.equal(endOf(job), Infinity, 'as it was when it was held')
    t.equal(open(), 0)
  }
})

t.test('whoever waited hears of the instant, though the clock goes on before they do', async t => {
  const rows: [number, (waiting: Waitable) => unknown][] = [
    [70_000, ({ manual }) => manual.advance(1e6)],
    [20_000, ({ manual, store }) => { manual.advance(20_000); void store.dismiss('job', { policy: 'retain' }); manual.advance(1) }],
    [20_000, ({ manual, controller }) => { manual.advance(20_000); controller.abort(); manual.advance(1) }]
  ]
  for (const [at, happens] of rows) {
    const waiting = await waitable(plan)
    const promise = waiting.wait()
    happens(waiting)
    t.equal((await promise).at, at)
  }
})
