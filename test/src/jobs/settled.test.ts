import { getEventListeners } from 'node:events'
import t from 'tap'
import { type Clock } from '../../../src/jobs/clock.ts'
import { ManualClock } from '../../manual-clock.ts'
import type { Job, Plan } from '../../../src/jobs/job.ts'
import { MemoryJobStore } from '../../../src/jobs/memory-store.ts'
import { settled } from '../../../src/jobs/settled.ts'
import { draft, plan } from '../../helper.ts'

/** A job that someone may wait for, and how many alarms and watches are open. */
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
    wait: (until?: number) => settled(job, { store, clock, signal, ...(until !== undefined && { until }) }),
    open: () => open + getEventListeners(signal, 'abort').length
  }
}

type Waitable = Awaited<ReturnType<typeof waitable>>

const forEver: Plan = { ...plan, running: Infinity }

const rows: { what: string, plan: Plan, until?: number, happens: (waiting: Waitable) => unknown, settlement: string }[] = [
  { what: 'the job comes to its own end', plan, happens: ({ manual }) => manual.advance(70_000), settlement: 'ended' },
  { what: 'the job fails', plan: { ...plan, outcome: 'failed' }, happens: ({ manual }) => manual.advance(70_000), settlement: 'ended' },
  { what: 'the job is dismissed', plan, happens: ({ store }) => store.dismiss('job', { policy: 'retain' }), settlement: 'dismissed' },
  { what: 'a job without an end is dismissed', plan: forEver, happens: ({ store }) => store.dismiss('job', { policy: 'remove' }), settlement: 'dismissed' },
  { what: 'the job is forgotten', plan, happens: ({ store }) => store.forget('job'), settlement: 'forgotten' },
  { what: 'the store is reset', plan, happens: ({ store }) => store.reset(), settlement: 'forgotten' },
  { what: 'nobody waits any more', plan, happens: ({ controller }) => controller.abort(), settlement: 'abandoned' },
  { what: 'the time to wait is over first', plan, until: 69_999, happens: ({ manual }) => manual.advance(1e9), settlement: 'late' },
  { what: 'the time to wait for a job without an end is over', plan: forEver, until: 5000, happens: ({ manual }) => manual.advance(5000), settlement: 'late' },
  { what: 'the job ends at the last moment of the time to wait', plan, until: 70_000, happens: ({ manual }) => manual.advance(1e9), settlement: 'ended' },
  { what: 'the job ends before the time to wait is over', plan, until: 80_000, happens: ({ manual }) => manual.advance(70_000), settlement: 'ended' },
  { what: 'the job was over when it was submitted', plan: { ...plan, accepted: 0, running: 0 }, happens: () => {}, settlement: 'ended' },
  { what: 'dismissed first, at its end only then', plan, happens: async ({ manual, store }) => { await store.dismiss('job', { policy: 'retain' }); manual.advance(1e9) }, settlement: 'dismissed' },
  { what: 'at its end first, dismissed only then', plan, happens: ({ manual, store }) => { manual.advance(70_000); return store.dismiss('job', { policy: 'retain' }) }, settlement: 'ended' }
]

for (const { what, plan, until, happens, settlement } of rows) {
  t.test(`${what}: ${settlement}, and nothing is left behind`, async t => {
    const waiting = await waitable(plan)
    const promise = waiting.wait(until)
    t.equal(waiting.open(), 3, 'an alarm, a watch and the wish to be told when nobody waits')
    await happens(waiting)
    t.equal(await promise, settlement)
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
  t.equal(await promise, 'ended')
})

t.test('who has hung up already waits for nothing and leaves nothing', async t => {
  const { controller, wait, open } = await waitable(plan)
  controller.abort()
  t.equal(await wait(), 'abandoned')
  t.equal(open(), 0)
})

t.test('many may wait for one job', async t => {
  const { store, wait, open } = await waitable(forEver)
  const waits = [wait(), wait(), wait()]
  await store.dismiss('job', { policy: 'retain' })
  t.same(await Promise.all(waits), ['dismissed', 'dismissed', 'dismissed'])
  t.equal(open(), 0)
})
