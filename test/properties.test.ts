import assert from 'node:assert/strict'
import t, { type Test } from 'tap'
import fc from 'fast-check'
import { type Dismissal, type DismissPolicy, dismissPolicies } from '../src/jobs/dismissal.ts'
import type { Plan } from '../src/jobs/job.ts'
import { endOf } from '../src/jobs/timeline.ts'
import { type TatorDialect, tatorDialects } from '../src/world/settings.ts'
import { build, draft, type TestDouble } from './helper.ts'

const token = 'secret'
const seed = { projects: [{ id: 1 }], users: [{ name: 'tester', token, projects: { 1: 'full' as const } }] }
const headers = { authorization: `Token ${token}` }

/** Every kind of world, created once: properties run in it again and again, each with jobs of its own. */
const worlds = new Map<string, Promise<TestDouble>>()
function world (dismiss: DismissPolicy, tator: TatorDialect): Promise<TestDouble> {
  const key = `${dismiss} ${tator}`
  const made = worlds.get(key) ?? build(t, { seed, dismiss, tator })
  worlds.set(key, made)
  return made
}

let jobs = 0
async function launched (double: TestDouble, plan: Plan): Promise<string> {
  const id = `job ${jobs++}`
  await double.store.submit([draft({ id, plan })])
  return id
}

const time = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 }))
const plans: fc.Arbitrary<Plan> = fc.record({
  accepted: time,
  running: fc.oneof({ weight: 4, arbitrary: time }, { weight: 1, arbitrary: fc.constant(Infinity) }),
  outcome: fc.constantFrom('successful', 'failed'),
  progress: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 })
}, { requiredKeys: ['accepted', 'running', 'outcome'], noNullPrototype: true })
const policies = fc.constantFrom(...dismissPolicies)
const dialects = fc.constantFrom(...tatorDialects)
/** Milliseconds by which the clock is turned; small, so that the borders of a plan are met. */
const turn = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }) }, { weight: 1, arbitrary: fc.constant(1e6) })

const encoded = encodeURIComponent

/** Every way to read a job. */
const readings: Record<string, (double: TestDouble, id: string) => unknown> = {
  'the store: get': (double, id) => double.store.get(id),
  'the store: list': double => double.store.list({ status: ['running'] }, { limit: 3 }),
  'OGC: status': (double, id) => double.app.inject(`/jobs/${encoded(id)}`),
  'OGC: status for people': (double, id) => double.app.inject({ url: `/jobs/${encoded(id)}`, headers: { accept: 'text/html' } }),
  'OGC: only the head': (double, id) => double.app.inject({ method: 'HEAD', url: `/jobs/${encoded(id)}` }),
  'OGC: results': (double, id) => double.app.inject(`/jobs/${encoded(id)}/results`),
  'OGC: list': double => double.app.inject('/jobs?status=accepted,running&limit=2'),
  'Tator: job': (double, id) => double.app.inject({ url: `/rest/Job/${encoded(id)}`, headers }),
  'Tator: list': double => double.app.inject({ url: '/rest/Jobs/1', headers })
}
const reading = fc.constantFrom(...Object.keys(readings))

/** A job as every interface shows it. */
async function seen (double: TestDouble, id: string) {
  const ogc = await double.app.inject(`/jobs/${encoded(id)}`)
  const tator = await double.app.inject({ url: `/rest/Job/${encoded(id)}`, headers })
  return { record: await double.store.get(id), ogc: [ogc.statusCode, ogc.json()], tator: [tator.statusCode, tator.json()] }
}

t.test('reading never changes anything: who is read at every step stands where its unread twin stands', async t => {
  const [read, unread] = await Promise.all([build(t, { seed, tator: '1.5' }), build(t, { seed, tator: '1.5' })])
  await fc.assert(fc.asyncProperty(
    plans, fc.array(fc.record({ turn, readings: fc.array(reading, { maxLength: 5 }) }), { maxLength: 6 }), fc.option(fc.nat(5)),
    async (plan, steps, dismissedAfter) => {
      await Promise.all([read.reset(), unread.reset()])
      const id = await launched(read, plan)
      await unread.store.submit([draft({ id, plan })])
      for (const [index, { turn, readings: looks }] of steps.entries()) {
        for (const look of looks) {
          const before = structuredClone(await read.store.get(id))
          await readings[look]!(read, id)
          assert.deepEqual(await read.store.get(id), before, look)
        }
        for (const double of [read, unread]) {
          double.clock.advance(turn)
          if (index === dismissedAfter) await double.store.dismiss(id, { policy: 'retain' })
        }
      }
      const [one, other] = [await seen(read, id), await seen(unread, id)]
      // Ordinals go on over a reset, in both worlds alike.
      assert.deepEqual(one, other)
      assert.equal(await read.store.size(), await unread.store.size())
    }
  ), { numRuns: 40 })
})

type Door = 'OGC' | 'Tator' | 'Tator, all of the group'

/** Sends a dismissal through one of the façades; returns the status code. */
async function dismiss (double: TestDouble, dialect: TatorDialect, id: string, door: Door): Promise<number> {
  const group = dialect === '2020-05' ? `/rest/JobGroup/${encoded(id)}` : `/rest/Jobs/1?gid=${encoded(id)}`
  const url = { OGC: `/jobs/${encoded(id)}`, Tator: `/rest/Job/${encoded(id)}`, 'Tator, all of the group': group }[door]
  // Generated clients send the media type of a missing body.
  return (await double.app.inject({ method: 'DELETE', url, headers: { ...headers, 'content-type': 'application/json' } })).statusCode
}

/** The dismissals that the store carries out from now on. */
function watchDismissals (t: Test, double: TestDouble): Dismissal[] {
  const done: Dismissal[] = []
  const { store: jobs } = double
  const [one, all] = [jobs.dismiss.bind(jobs), jobs.dismissAll.bind(jobs)]
  t.intercept(jobs, 'dismiss', { value: (...args: Parameters<typeof one>) => { const did = one(...args); done.push(did); return did } })
  t.intercept(jobs, 'dismissAll', { value: (...args: Parameters<typeof all>) => { const did = all(...args); done.push(...did); return did } })
  return done
}

t.test('of many racing dismissals of a job that has not ended exactly one cancels it, through whichever façade', async t => {
  const watched = new Map<TestDouble, Dismissal[]>()
  await fc.assert(fc.asyncProperty(
    policies, dialects, plans, turn,
    fc.array(fc.constantFrom<Door>('OGC', 'Tator', 'Tator, all of the group'), { minLength: 2, maxLength: 8 }), fc.scheduler(),
    async (policy, dialect, plan, turn, doors, scheduler) => {
      const double = await world(policy, dialect)
      const done = watched.get(double) ?? watchDismissals(t, double)
      watched.set(double, done)
      const id = await launched(double, { ...plan, running: plan.running + 1 })
      const job = await double.store.get(id)
      assert.ok(job)
      // Somewhere before its end: accepted or running.
      double.clock.advance(Math.min(turn, plan.accepted + plan.running))
      assert.ok(double.clock.now() < endOf(job))
      done.length = 0
      const requests = doors.map((door, index) => scheduler.schedule(Promise.resolve(), `${index} ${door}`).then(() => dismiss(double, dialect, id, door)))
      await scheduler.waitFor(Promise.all(requests))
      const statuses = await Promise.all(requests)
      assert.equal(done.filter(({ outcome }) => outcome === 'cancelled').length, 1)
      const refused = { retain: [200, 404], remove: [404], gone: [404, 410], refuse: [200, 202] }[policy]
      const others = [...statuses]
      const first = statuses.indexOf(policy === 'refuse' && !statuses.includes(200) ? 202 : 200)
      others.splice(first, 1)
      // In 1.5 a group without jobs to delete answers 200.
      const harmless = (status: number) => refused.includes(status) || (dialect !== '2020-05' && status === 200 && doors.includes('Tator, all of the group'))
      assert.ok(first >= 0 && others.every(harmless), `${policy}: ${doors} → ${statuses}`)
    }
  ), { numRuns: 80 })
})

/** Events in the life of a job. */
type Event = { readonly turn: number } | { readonly dismiss: Door } | { readonly look: string }
const events: fc.Arbitrary<Event[]> = fc.array(fc.oneof(
  fc.record({ turn }),
  fc.record({ dismiss: fc.constantFrom<Door>('OGC', 'Tator', 'Tator, all of the group') }),
  fc.record({ look: reading })
), { maxLength: 12 })

async function happen (double: TestDouble, dialect: TatorDialect, id: string, event: Event): Promise<void> {
  if ('turn' in event) double.clock.advance(event.turn)
  else if ('look' in event) await readings[event.look]!(double, id)
  else await dismiss(double, dialect, id, event.dismiss)
}

const order = ['accepted', 'running', 'ended', 'dismissed', 'unknown']

t.test('a dismissed job never comes back, and no job ever goes back', async () => {
  await fc.assert(fc.asyncProperty(policies, dialects, plans, events, async (policy, dialect, plan, events) => {
    const double = await world(policy, dialect)
    const id = await launched(double, plan)
    let furthest = 0
    for (const event of events) {
      await happen(double, dialect, id, event)
      const { statusCode, body } = await double.app.inject(`/jobs/${encoded(id)}`)
      const status: string = statusCode === 404 ? 'unknown' : JSON.parse(body).status
      const place = order.indexOf(status === 'successful' || status === 'failed' ? 'ended' : status)
      assert.ok(place >= furthest, `${order[furthest]}, and then ${status}`)
      furthest = place
    }
  }), { numRuns: 120 })
})

const phaseOf: Record<string, string> = { accepted: 'Pending', running: 'Running', successful: 'Succeeded', failed: 'Failed' }

t.test('both façades agree at every instant', async () => {
  await fc.assert(fc.asyncProperty(policies, plans, events, async (policy, plan, events) => {
    const double = await world(policy, '1.5')
    const id = await launched(double, plan)
    for (const event of [{ turn: 0 }, ...events]) {
      await happen(double, '1.5', id, event)
      const { ogc: [ogcCode, info], tator: [tatorCode, job] } = await seen(double, id)
      const listed = (await double.app.inject({ url: '/rest/Jobs/1', headers })).json<{ uid: string }[]>().some(({ uid }) => uid === id)
      if (ogcCode === 404 || info.status === 'dismissed') assert.deepEqual([tatorCode, listed], [404, false])
      else {
        assert.deepEqual([ogcCode, tatorCode, listed], [200, 200, true])
        assert.equal(job.status, phaseOf[info.status])
        assert.deepEqual([job.start_time, job.stop_time], [info.started, info.finished])
      }
    }
  }), { numRuns: 60 })
})
