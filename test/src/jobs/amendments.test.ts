import assert from 'node:assert/strict'
import t from 'tap'
import fc from 'fast-check'
import { type Amendment, hold, moveTo, release, takeStep } from '../../../src/jobs/amendments.ts'
import { type Job, type JobStatus, jobStatuses, type Plan } from '../../../src/jobs/job.ts'
import { applyProgression } from '../../../src/jobs/progression.ts'
import { endOf, progressAt, startOf, statusAt, timesAt } from '../../../src/jobs/timeline.ts'
import { draft, plan } from '../../helper.ts'

/** Submitted at 1000; starts at 11 000, ends at 71 000. */
const job = (more: Partial<Job> = {}): Job => ({ group: 'job', ordinal: 0, submitted: 1000, inputs: {}, delivery: undefined, dismissed: undefined, ...draft(), ...more })

/** The job after these amendments, each possible at its instant. */
const after = (first: Job, ...acts: [at: number, act: Amendment][]): Job => acts.reduce((job, [at, act]) => {
  const plan = act(job, at)
  assert.ok(plan, `at ${at} the job does not do that`)
  return { ...job, plan }
}, first)

const manual = (times = 1): Job => job({ plan: applyProgression(plan, { progression: 'manual', times }) })
const stuck = job({ plan: applyProgression(plan, { progression: 'stuck' }) })

t.test('a job that is held stays where it is, with the progress that it has', async t => {
  const waiting = after(job(), [5000, hold])
  const running = after(job(), [41_000, hold])
  for (const at of [41_000, 1e6, 1e12]) {
    t.same([statusAt(waiting, at), progressAt(waiting, at)], ['accepted', 0])
    t.same([statusAt(running, at), progressAt(running, at)], ['running', 50])
  }
  t.same(timesAt(running, 1e6), { created: 1000, started: 11_000, finished: undefined, updated: 11_000 })
})

t.test('a job that is dismissed while it is held keeps the progress that it had', async t => {
  const dismissed = { ...after(job(), [41_000, hold]), dismissed: 90_000 }
  t.same([statusAt(dismissed, 1e6), progressAt(dismissed, 1e6)], ['dismissed', 50])
})

t.test('a job that is released goes on as if it had not been held, however often', async t => {
  const waiting = after(job(), [5000, hold], [8000, release])
  t.same([startOf(waiting), endOf(waiting)], [14_000, 74_000])
  const running = after(job(), [41_000, hold], [61_000, release])
  t.same([startOf(running), endOf(running)], [11_000, 91_000])
  t.same([41_000, 50_000, 61_000, 76_000].map(at => progressAt(running, at)), [50, 50, 50, 75])
  const both = after(job(), [5000, hold], [6000, release], [42_000, hold], [43_000, release], [43_000, hold], [53_000, release])
  t.same([startOf(both), endOf(both)], [12_000, 83_000])
  t.same([42_000, 48_000, 53_000, 68_000].map(at => progressAt(both, at)), [50, 50, 50, 75])
})

t.test('to hold a job that is held changes nothing', async t => {
  const held = after(job(), [41_000, hold])
  t.equal(hold(held, 51_000), held.plan)
})

t.test('a job that is moved goes on from there', async t => {
  const running = after(job(), [5000, moveTo('running')])
  t.same([startOf(running), endOf(running)], [5000, 65_000])
  for (const outcome of ['successful', 'failed'] as const) {
    const early = after(job(), [5000, moveTo(outcome)])
    t.same([statusAt(early, 4999), statusAt(early, 5000), endOf(early)], ['accepted', outcome, 5000])
    const late = after(job(), [41_000, moveTo(outcome)])
    t.same([statusAt(late, 40_999), statusAt(late, 41_000), startOf(late), endOf(late)], ['running', outcome, 11_000, 41_000])
    t.equal(progressAt(late, 1e6), outcome === 'failed' ? 50 : 100, 'a failed job keeps the progress that it had')
  }
})

t.test('a job that is held may be moved: that ends the holding', async t => {
  const started = after(job(), [5000, hold], [9000, moveTo('running')])
  t.same([startOf(started), endOf(started), started.plan.held], [9000, 69_000, undefined])
  const failed = after(job(), [41_000, hold], [61_000, moveTo('failed')])
  t.same([startOf(failed), endOf(failed), failed.plan.held], [11_000, 61_000, undefined])
  t.equal(progressAt(failed, 1e6), 50)
})

t.test('a job that is to go on when told takes a step each time', async t => {
  const afterStep = after(manual(), [5000, takeStep])
  t.same([statusAt(afterStep, 4999), statusAt(afterStep, 1e9)], ['accepted', 'running'])
  const over = after(afterStep, [9000, takeStep])
  t.same([statusAt(over, 8999), statusAt(over, 9000), endOf(over)], ['running', 'successful', 9000])
  t.equal(takeStep(over, 9001), undefined)
})

t.test('one that wants to be told several times counts, for each step anew, also while it is held', async t => {
  const statuses = (first: Job, acts: Amendment[]) => {
    let current = first
    return acts.map((act, index) => {
      current = after(current, [2000 + index * 1000, act])
      return statusAt(current, 2000 + index * 1000)
    })
  }
  t.same(statuses(manual(2), [takeStep, takeStep, takeStep, takeStep]), ['accepted', 'running', 'running', 'successful'])
  t.same(statuses(manual(2), [hold, takeStep, release, takeStep, hold, takeStep, takeStep]), ['accepted', 'accepted', 'accepted', 'running', 'running', 'running', 'successful'])
})

t.test('a job with times of its own may be told too', async t => {
  t.equal(startOf(after(job(), [5000, takeStep])), 5000)
  t.equal(endOf(after(job({ plan: { ...plan, outcome: 'failed' } }), [41_000, takeStep])), 41_000)
})

const verbs: Record<string, Amendment> = { hold, release, tell: takeStep, ...Object.fromEntries(jobStatuses.map(status => [`move to ${status}`, moveTo(status)])) }

/** What a job in each state can do; it can do nothing else. */
const table: { what: string, job: Job, at: number, does: string[] }[] = [
  { what: 'accepted', job: job(), at: 5000, does: ['hold', 'tell', 'move to running', 'move to successful', 'move to failed'] },
  { what: 'running', job: job(), at: 41_000, does: ['hold', 'tell', 'move to successful', 'move to failed'] },
  { what: 'successful', job: job(), at: 1e6, does: [] },
  { what: 'failed', job: job({ plan: { ...plan, outcome: 'failed' } }), at: 1e6, does: [] },
  { what: 'dismissed', job: job({ dismissed: 20_000 }), at: 20_000, does: [] },
  { what: 'accepted and held', job: after(job(), [5000, hold]), at: 6000, does: ['hold', 'release', 'tell', 'move to running', 'move to successful', 'move to failed'] },
  { what: 'running and held', job: after(job(), [41_000, hold]), at: 1e6, does: ['hold', 'release', 'tell', 'move to successful', 'move to failed'] },
  { what: 'dismissed while it was held', job: { ...after(job(), [41_000, hold]), dismissed: 50_000 }, at: 60_000, does: [] },
  { what: 'to go on when told three times', job: manual(3), at: 5000, does: ['hold', 'tell', 'move to running', 'move to successful', 'move to failed'] },
  { what: 'over, and was to go on when told three times', job: after(manual(3), [5000, moveTo('failed')]), at: 6000, does: [] },
  { what: 'stuck', job: stuck, at: 5000, does: ['hold'] },
  { what: 'stuck and held', job: after(stuck, [5000, hold]), at: 6000, does: ['hold', 'release'] }
]

for (const { what, job, at, does } of table) {
  t.test(`what a job does that is ${what}: ${does.join(', ') || 'nothing'}`, async t => {
    t.same(Object.keys(verbs).filter(verb => verbs[verb]!(job, at) !== undefined), does)
  })
}

const time = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }))
const plans: fc.Arbitrary<Plan> = fc.record({
  accepted: fc.oneof({ weight: 5, arbitrary: time }, { weight: 1, arbitrary: fc.constant(Infinity) }),
  running: fc.oneof({ weight: 5, arbitrary: time }, { weight: 1, arbitrary: fc.constant(Infinity) }),
  outcome: fc.constantFrom('successful', 'failed'),
  progress: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 }),
  manual: fc.record({ times: fc.integer({ min: 1, max: 2 }), told: fc.constant(0) }, { noNullPrototype: true }),
  stuck: fc.constant(true)
}, { requiredKeys: ['accepted', 'running', 'outcome'], noNullPrototype: true })
const acts = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...Object.keys(verbs))), { maxLength: 8 })

t.test('whatever is done to a job, its past stays as it was, and it never goes back', async () => {
  const order: Record<JobStatus, number> = { accepted: 0, running: 1, successful: 2, failed: 2, dismissed: 3 }
  fc.assert(fc.property(plans, acts, fc.option(fc.nat(100)), (plan, acts, dismissed) => {
    let current = job({ submitted: 0, plan })
    let now = 0
    const pastOf = (job: Job) => Array.from({ length: now }, (_, at) => [statusAt(job, at), progressAt(job, at), startOf(job) <= at])
    for (const [ms, verb] of acts) {
      now += ms
      if (dismissed !== null && now >= dismissed && current.dismissed === undefined) current = { ...current, dismissed: now }
      const past = pastOf(current)
      const before = statusAt(current, now)
      const plan = verbs[verb]!(current, now)
      if (plan === undefined) continue
      current = { ...current, plan }
      assert.deepEqual(pastOf(current), past, `${verb} at ${now}`)
      const status = statusAt(current, now)
      assert.ok(order[status] >= order[before], `${verb}: ${before}, and then ${status}`)
      // A job with running time 0 has ended as soon as it is moved to running.
      if (verb.startsWith('move to ') && (verb !== 'move to running' || current.plan.running > 0)) assert.equal(status, verb.slice('move to '.length))
      if (verb === 'hold' || verb === 'release') assert.equal(status, before)
    }
  }), { numRuns: 500 })
})

t.test('progress never goes down while a job is held, released and moved', async () => {
  fc.assert(fc.property(plans.map(({ progress, ...plan }) => plan), acts, (plan, acts) => {
    let current = job({ submitted: 0, plan })
    let [now, furthest] = [0, 0]
    for (const [ms, verb] of acts) {
      for (let passed = 0; passed <= ms; passed++) {
        const progress = progressAt(current, now + passed)
        assert.ok(Number.isInteger(progress) && progress >= furthest && progress <= 100, `${furthest}, and then ${progress} at ${now + passed}`)
        furthest = progress
      }
      now += ms
      current = { ...current, plan: verbs[verb]!(current, now) ?? current.plan }
    }
  }), { numRuns: 300 })
})
