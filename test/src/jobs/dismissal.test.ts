import t from 'tap'
import { dismissJob, dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { type Job, jobStatuses } from '../../../src/jobs/job.ts'
import { statusAt } from '../../../src/jobs/timeline.ts'
import { draft } from '../../helper.ts'

const record = (more: Partial<Job> = {}): Job => ({ group: 'job', ordinal: 7, submitted: 0, inputs: {}, delivery: undefined, dismissed: undefined, ...draft(), ...more })

/** One of each status, all at the instant `now`. */
const now = 100_000
const jobs = {
  accepted: record({ submitted: now - 1000 }),
  running: record({ submitted: now - 20_000 }),
  successful: record(),
  failed: record({ plan: { accepted: 0, running: 1, outcome: 'failed' } }),
  dismissed: record({ dismissed: 30_000 })
}

/** What the dismissal did, whether the job is still there afterwards, and since when it is dismissed. */
const rows = [
  { policy: 'retain', status: 'accepted', what: 'cancelled', kept: true, since: now },
  { policy: 'retain', status: 'running', what: 'cancelled', kept: true, since: now },
  { policy: 'retain', status: 'successful', what: 'removed', kept: false, since: now },
  { policy: 'retain', status: 'failed', what: 'removed', kept: false, since: now },
  { policy: 'retain', status: 'dismissed', what: 'removed', kept: false, since: 30_000 },

  { policy: 'remove', status: 'accepted', what: 'cancelled', kept: false, since: now },
  { policy: 'remove', status: 'running', what: 'cancelled', kept: false, since: now },
  { policy: 'remove', status: 'successful', what: 'removed', kept: false, since: now },
  { policy: 'remove', status: 'failed', what: 'removed', kept: false, since: now },
  { policy: 'remove', status: 'dismissed', what: 'removed', kept: false, since: 30_000 },

  { policy: 'gone', status: 'accepted', what: 'cancelled', kept: true, since: now },
  { policy: 'gone', status: 'running', what: 'cancelled', kept: true, since: now },
  { policy: 'gone', status: 'successful', what: 'removed', kept: true, since: now },
  { policy: 'gone', status: 'failed', what: 'removed', kept: true, since: now },
  { policy: 'gone', status: 'dismissed', what: 'gone', kept: true, since: 30_000 }
] as const

t.test('the table has a row for every policy and every status', async t => {
  t.same(rows.map(({ policy, status }) => `${policy} ${status}`), dismissPolicies.flatMap(policy => jobStatuses.map(status => `${policy} ${status}`)))
})

for (const { policy, status, what, kept, since } of rows) {
  t.test(`under ${policy}, dismissing a job that is ${status}: ${what}, ${kept ? 'it stays' : 'nothing stays'}`, async t => {
    const job = jobs[status]
    t.equal(statusAt(job, now), status, 'the job stands where the row says')
    const before = structuredClone(job)
    const dismissal = dismissJob(job, status, policy, now)
    t.same(dismissal, what === 'gone' ? { what, job } : { what, was: status, kept, job: { ...job, dismissed: since } })
    t.equal(statusAt(dismissal.job, now), 'dismissed')
    t.same(job, before, 'the record that came in is not touched')
  })
}
