import t from 'tap'
import type { Job } from '../../../src/jobs/job.ts'
import { durationAt, endOf, progressAt, statusAt, statusBeforeDismissal, timesAt } from '../../../src/jobs/timeline.ts'
import { draft, plan } from '../../helper.ts'

const job = (more: Partial<Job> = {}): Job => ({ group: 'job', ordinal: 0, submitted: 1000, inputs: {}, delivery: undefined, dismissed: undefined, ...draft(), ...more })

const statuses = [
  { at: 1000, status: 'accepted', progress: 0 },
  { at: 10_999, status: 'accepted', progress: 0 },
  { at: 11_000, status: 'running', progress: 0 },
  { at: 41_000, status: 'running', progress: 50 },
  { at: 70_999, status: 'running', progress: 99 },
  { at: 71_000, status: 'successful', progress: 100 }
]

t.test('a job goes through its plan as the clock says', async t => {
  for (const { at, status, progress } of statuses) {
    t.equal(statusAt(job(), at), status, `${status} at ${at}`)
    t.equal(progressAt(job(), at), progress, `${progress} % at ${at}`)
  }
})

t.test('a failed job keeps the progress it had, and never says 100', async t => {
  const failed = job({ plan: { ...plan, outcome: 'failed' } })
  t.equal(statusAt(failed, 80_000), 'failed')
  t.equal(progressAt(failed, 80_000), 99)
})

t.test('a plan without a running time is over as soon as it starts', async t => {
  const instant = job({ plan: { accepted: 0, running: 0, outcome: 'failed' } })
  t.equal(statusAt(instant, 1000), 'failed')
  t.equal(progressAt(instant, 1000), 99)
})

t.test('progress in steps is reported at equal intervals', async t => {
  const steps = job({ plan: { ...plan, progress: [5, 40, 90] } })
  for (const [at, progress] of [[11_000, 5], [30_999, 5], [31_000, 40], [51_000, 90], [71_000, 100]] as const) {
    t.equal(progressAt(steps, at), progress, `${progress} % at ${at}`)
  }
})

t.test('a job that runs for ever stays at its first step', async t => {
  t.equal(progressAt(job({ plan: { ...plan, running: Infinity, progress: [42] } }), 1e15), 42)
  t.equal(progressAt(job({ plan: { ...plan, running: Infinity, progress: [] } }), 1e15), 0)
})

t.test('a dismissal freezes progress and ends the times', async t => {
  const dismissed = job({ dismissed: 41_000 })
  t.equal(statusAt(dismissed, 40_999), 'running', 'before it, the job ran')
  t.equal(statusAt(dismissed, 1e9), 'dismissed')
  t.equal(progressAt(dismissed, 1e9), 50)
  t.equal(statusBeforeDismissal(dismissed), 'running')
  t.same(timesAt(dismissed, 1e9), { created: 1000, started: 11_000, finished: 41_000, updated: 41_000 })
})

t.test('a job dismissed before it started never has a start or an end', async t => {
  t.same(timesAt(job({ dismissed: 5000 }), 1e9), { created: 1000, started: undefined, finished: undefined, updated: 5000 })
})

t.test('a job dismissed after its end keeps the end it had', async t => {
  t.same(timesAt(job({ dismissed: 90_000 }), 1e9), { created: 1000, started: 11_000, finished: 71_000, updated: 90_000 })
})

t.test('times say what has happened so far', async t => {
  t.same(timesAt(job(), 2000), { created: 1000, started: undefined, finished: undefined, updated: 1000 })
  t.same(timesAt(job(), 20_000), { created: 1000, started: 11_000, finished: undefined, updated: 11_000 })
  t.same(timesAt(job(), 80_000), { created: 1000, started: 11_000, finished: 71_000, updated: 71_000 })
})

t.test('a duration is in seconds, from the start to the end or to now', async t => {
  t.equal(durationAt(job(), 2000), undefined)
  t.equal(durationAt(job(), 20_000), 9)
  t.equal(durationAt(job(), 1e9), 60)
})

t.test('a record that was never dismissed was at its own end', async t => {
  t.equal(statusBeforeDismissal(job()), 'successful')
})

t.test('the time while a job was held does not count', async t => {
  const held = job({ plan: { ...plan, pauses: [{ from: 20_000, until: 30_000 }, { from: 45_000, until: 45_000 }, { from: 50_000, until: 55_000 }] } })
  t.equal(endOf(held), 86_000)
  for (const [at, progress] of [[20_999, 16], [21_000, 16], [26_000, 16], [31_000, 16], [37_000, 26], [51_000, 50], [56_000, 50], [85_999, 99], [86_000, 100]] as const) {
    t.equal(progressAt(held, at), progress, `${progress} % at ${at}`)
  }
  t.equal(durationAt(held, 1e9), 75, 'though it was running')
})

t.test('a job that is held stands where it stood then', async t => {
  const held = job({ plan: { ...plan, running: Infinity, held: { since: 40_000, plan } } })
  for (const [at, progress] of [[11_000, 0], [26_000, 25], [41_000, 50], [71_000, 50], [1e15, 50]] as const) t.equal(progressAt(held, at), progress, `${progress} % at ${at}`)
  t.equal(endOf(held), Infinity)
})

t.test('the progress of a job that was moved to its end is measured by how long it would have run', async t => {
  const cut = job({ plan: { ...plan, running: 30_000, whole: 60_000, outcome: 'failed' } })
  for (const [at, progress] of [[26_000, 25], [41_000, 50], [1e9, 50]] as const) t.equal(progressAt(cut, at), progress, `${progress} % at ${at}`)
  const steps = job({ plan: { ...plan, running: 30_000, whole: 60_000, progress: [5, 40, 90], outcome: 'failed' } })
  t.equal(progressAt(steps, 1e9), 40)
  t.equal(progressAt(job({ plan: { ...plan, running: 0, whole: Infinity, outcome: 'failed' } }), 1e9), 0)
})
