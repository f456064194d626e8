import fc from 'fast-check'
import t from 'tap'
import type { Job, Plan } from '../../../src/jobs/job.ts'
import { hold, release } from '../../../src/jobs/amendments.ts'
import { nextChange, segmentsOf } from '../../../src/jobs/segments.ts'
import { progressAt, statusAt, timesAt } from '../../../src/jobs/timeline.ts'
import { plan } from '../../helper.ts'

const jobOf = (more: Partial<Job> = {}): Job =>
  ({ id: 'j', group: 'j', ordinal: 0, process: 'echo', project: 1, user: 0, submitted: 1000, plan, inputs: {}, delivery: undefined, dismissed: undefined, ...more })

const rows = [
  { what: 'a job that waits', now: 5000, life: 'accepted 1000–5000, accepted 5000–11000 planned, running 11000–71000 planned, successful 71000–∞ planned' },
  { what: 'a job that has just come', now: 1000, life: 'accepted 1000–11000 planned, running 11000–71000 planned, successful 71000–∞ planned' },
  { what: 'a job that runs', now: 30_000, life: 'accepted 1000–11000, running 11000–30000, running 30000–71000 planned, successful 71000–∞ planned' },
  { what: 'a job that has ended', now: 80_000, life: 'accepted 1000–11000, running 11000–71000, successful 71000–∞' },
  { what: 'a job that was dismissed while it ran', now: 80_000, dismissed: 20_000, life: 'accepted 1000–11000, running 11000–20000, dismissed 20000–∞' },
  { what: 'a job that was dismissed before it started', now: 80_000, dismissed: 2000, life: 'accepted 1000–2000, dismissed 2000–∞' },
  { what: 'a job that was dismissed after its end', now: 90_000, dismissed: 80_000, life: 'accepted 1000–11000, running 11000–71000, successful 71000–80000, dismissed 80000–∞' },
  { what: 'a job that never ends', now: 2000, plan: { accepted: 0, running: Infinity, outcome: 'successful' as const }, life: 'running 1000–2000, running 2000–∞ planned' },
  { what: 'a job that ends at once', now: 2000, plan: { accepted: 0, running: 0, outcome: 'failed' as const }, life: 'failed 1000–∞' }
]

for (const { what, now, life, ...job } of rows) {
  t.test(`the life of ${what}`, async t => {
    const texts = segmentsOf(jobOf(job), now).map(({ status, from, until, planned }) => `${status} ${from}–${until === Infinity ? '∞' : until}${planned ? ' planned' : ''}`)
    t.equal(texts.join(', '), life)
  })
}

const time = fc.integer({ min: 0, max: 400 })
/** None of these jobs changes later than this. */
const allOver = 3000
const plans: fc.Arbitrary<Plan> = fc.record({
  accepted: time,
  running: fc.oneof(time, fc.constant(Infinity)),
  outcome: fc.constantFrom('successful', 'failed'),
  progress: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 })
}, { requiredKeys: ['accepted', 'running', 'outcome'], noNullPrototype: true })

/** Jobs as they come: some held for a while, some dismissed. */
const jobs = fc.record({ plan: plans, dismissed: fc.option(fc.integer({ min: 1000, max: 2000 }), { nil: undefined }), held: fc.option(fc.tuple(time, time), { nil: undefined }) }).map(({ plan, dismissed, held }) => {
  const job = jobOf({ plan, dismissed })
  if (held === undefined) return job
  const at = 1000 + held[0]
  const heldJob = { ...job, plan: hold(job, at) ?? plan }
  return { ...heldJob, plan: release(heldJob, at + held[1]) ?? heldJob.plan }
})

t.test('a life has no gaps, and says of every instant what the job says of itself', async () => {
  fc.assert(fc.property(jobs, fc.integer({ min: 1000, max: 2500 }), fc.integer({ min: 1000, max: 2500 }), (job, now, instant) => {
    const segments = segmentsOf(job, now)
    const whole = segments.every(({ from, until }, index) => from < until && (index === 0 || segments[index - 1]!.until === from))
    const segment = segments.find(({ from, until }) => from <= instant && instant < until)
    return whole && segments.at(-1)!.until === Infinity && segment?.status === statusAt(job, instant)
  }), { numRuns: 2000 })
})

t.test('between now and the next change nothing of the job looks otherwise', async () => {
  const look = (job: Job, at: number) => `${statusAt(job, at)} ${progressAt(job, at)} ${Object.values(timesAt(job, at))}`
  fc.assert(fc.property(jobs, fc.integer({ min: 1000, max: 2500 }), (job, now) => {
    const [next, before] = [nextChange(job, now), look(job, now)]
    for (let at = now + 1; at < Math.min(next, allOver); at++) if (look(job, at) !== before) return false
    return next > now
  }), { numRuns: 1000 })
})

t.test('a clock that was reset may stand before the dismissal of a job: that lies ahead too', async t => {
  t.equal(nextChange(jobOf({ dismissed: 5000 }), 2000), 5000)
  t.equal(nextChange(jobOf({ dismissed: 50_000 }), 2000), 11_000)
  t.equal(nextChange(jobOf({ dismissed: 80_000 }), 71_000), 80_000)
})

t.test('a job that is held, or never ends, has nothing ahead', async t => {
  const held = { ...jobOf(), plan: hold(jobOf(), 30_000) ?? plan }
  t.equal(nextChange(held, 40_000), Infinity)
  t.equal(nextChange(jobOf({ plan: { accepted: 0, running: Infinity, outcome: 'failed' } }), 2000), Infinity)
  t.equal(nextChange(jobOf({ dismissed: 2000 }), 3000), Infinity)
})

t.test('a job that runs for a minute has something new to say a hundred times', async t => {
  let count = 0
  for (let now = 11_000; now < 71_000; now = nextChange(jobOf(), now)) count++
  t.equal(count, 100)
})

t.test('a dismissal changes a job when it takes effect and when the job is forgotten, and never again', async t => {
  const dismissed = jobOf({ dismissed: 20_000, dismissal: { after: 2000, forgottenAfter: 5000 }, plan: { accepted: 0, running: Infinity, outcome: 'successful' } })
  t.same([20_000, 22_000, 25_000].map(now => nextChange(dismissed, now)), [22_000, 25_000, Infinity])
})
