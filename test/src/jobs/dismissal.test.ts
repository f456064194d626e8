import t from 'tap'
import { cancelTable, dismissalTables, dismissJob, dismissPolicies, type DismissalRule, type DismissalTable } from '../../../src/jobs/dismissal.ts'
import { type Job, jobStatuses } from '../../../src/jobs/job.ts'
import { forgottenInstant, statusAt } from '../../../src/jobs/timeline.ts'
import { draft } from '../../helper.ts'

const record = (more: Partial<Job> = {}): Job => ({ group: 'job', ordinal: 7, submitted: 0, inputs: {}, delivery: undefined, dismissed: undefined, dismissal: undefined, ...draft(), ...more })

/** One of each status, all at the instant `now`. */
const now = 100_000
const jobs = {
  accepted: record({ submitted: now - 1000 }),
  running: record({ submitted: now - 20_000 }),
  successful: record(),
  failed: record({ plan: { accepted: 0, running: 1, outcome: 'failed' } }),
  dismissed: record({ dismissed: 30_000 })
}

/** The effect of the dismissal, whether the job still exists, since when it is dismissed, and further details. */
const rows = [
  { policy: 'retain', status: 'accepted', outcome: 'cancelled', isReadable: true, since: now },
  { policy: 'retain', status: 'running', outcome: 'cancelled', isReadable: true, since: now },
  { policy: 'retain', status: 'successful', outcome: 'removed', isReadable: false, since: now },
  { policy: 'retain', status: 'failed', outcome: 'removed', isReadable: false, since: now },
  { policy: 'retain', status: 'dismissed', outcome: 'removed', isReadable: false, since: 30_000 },

  { policy: 'remove', status: 'accepted', outcome: 'cancelled', isReadable: false, since: now },
  { policy: 'remove', status: 'running', outcome: 'cancelled', isReadable: false, since: now },
  { policy: 'remove', status: 'successful', outcome: 'removed', isReadable: false, since: now },
  { policy: 'remove', status: 'failed', outcome: 'removed', isReadable: false, since: now },
  { policy: 'remove', status: 'dismissed', outcome: 'removed', isReadable: false, since: 30_000 },

  { policy: 'gone', status: 'accepted', outcome: 'cancelled', isReadable: true, since: now },
  { policy: 'gone', status: 'running', outcome: 'cancelled', isReadable: true, since: now },
  { policy: 'gone', status: 'successful', outcome: 'removed', isReadable: true, since: now },
  { policy: 'gone', status: 'failed', outcome: 'removed', isReadable: true, since: now },
  { policy: 'gone', status: 'dismissed', outcome: 'refused' },

  { policy: 'refuse', status: 'accepted', outcome: 'cancelled', isReadable: true, since: now, dismissal: { after: 2000 } },
  { policy: 'refuse', status: 'running', outcome: 'cancelled', isReadable: true, since: now, dismissal: { after: 2000 } },
  { policy: 'refuse', status: 'successful', outcome: 'refused' },
  { policy: 'refuse', status: 'failed', outcome: 'refused' },
  { policy: 'refuse', status: 'dismissed', outcome: 'refused' }
] as const

t.test('the table has a row for every policy and every status', async t => {
  t.same(rows.map(({ policy, status }) => `${policy} ${status}`), dismissPolicies.flatMap(policy => jobStatuses.map(status => `${policy} ${status}`)))
})

for (const { policy, status, outcome, ...row } of rows) {
  t.test(`under ${policy}, dismissing a job that is ${status}: ${outcome}`, async t => {
    const job = jobs[status]
    t.equal(statusAt(job, now), status, 'the job stands where the row says')
    const before = structuredClone(job)
    for (const table of [policy, dismissalTables[policy]]) {
      const dismissal = dismissJob(job, status, table, now)
      if (!('isReadable' in row)) t.same(dismissal, { outcome, previousStatus: status, job })
      else {
        const { isReadable, since, dismissal: details } = { dismissal: undefined, ...row }
        const at = now + (details?.after ?? 0)
        t.same(dismissal, { outcome, previousStatus: status, isReadable, at, job: { ...job, dismissed: since, dismissal: details } })
        t.equal(statusAt(dismissal.job, at), 'dismissed')
        if (at > now) t.equal(statusAt(dismissal.job, at - 1), status, 'until then it goes on')
      }
    }
    t.same(job, before, 'the record that came in is not touched')
  })
}

const tableOf = (rule: DismissalRule): DismissalTable => ({ accepted: rule, running: rule, successful: rule, failed: rule, dismissed: rule })

t.test('a job may be forgotten later, and a job that was dismissed before counts from its first dismissal', async t => {
  const details = (status: keyof typeof jobs, rule: DismissalRule) => {
    const { job } = dismissJob(jobs[status], status, tableOf(rule), now)
    return { dismissed: job.dismissed, dismissal: job.dismissal, forgotten: forgottenInstant(job) }
  }
  t.same(details('running', { effect: 'remove', after: 3 }), { dismissed: now, dismissal: { after: 3000, forgottenAfter: 3000 }, forgotten: now + 3000 })
  t.same(details('running', { effect: 'dismiss', forgottenAfter: 5, workGoesOn: true }), { dismissed: now, dismissal: { after: 0, forgottenAfter: 5000, workGoesOn: true }, forgotten: now + 5000 })
  t.same(details('dismissed', { effect: 'remove', after: 3 }), { dismissed: 30_000, dismissal: { after: 0, forgottenAfter: now - 30_000 + 3000 }, forgotten: now + 3000 })
})

t.test('a dismissal that changes nothing may be in order', async t => {
  t.same(dismissJob(jobs.successful, 'successful', tableOf({ effect: 'none' }), now), { outcome: 'unchanged', previousStatus: 'successful', job: jobs.successful })
  t.same(dismissJob(jobs.dismissed, 'dismissed', tableOf({ effect: 'dismiss' }), now), { outcome: 'unchanged', previousStatus: 'dismissed', job: jobs.dismissed })
})

t.test('a dismissal that takes effect no sooner than one before it changes nothing', async t => {
  const { job } = dismissJob(jobs.running, 'running', 'refuse', now)
  t.same(dismissJob(job, 'running', 'refuse', now + 1000), { outcome: 'pending', previousStatus: 'running', job })
  t.match(dismissJob(job, 'running', 'retain', now + 1000), { outcome: 'cancelled', at: now + 1000, job: { dismissed: now + 1000, dismissal: undefined } })
})

t.test('cancelling does to a job that has not ended what a dismissal does, by whichever rules', async t => {
  for (const policy of dismissPolicies) t.same(cancelTable(policy), cancelTable(dismissalTables[policy]), policy)
  t.match(cancelTable('refuse'), { running: { effect: 'dismiss', after: 2 }, successful: { effect: 'refuse' }, failed: { effect: 'refuse' }, dismissed: { effect: 'none' } })
  t.equal(cancelTable(tableOf({ effect: 'remove' })).accepted.effect, 'remove')
})

t.test('a dismissal that would take effect beyond the last instant does so there', async t => {
  const last = 8.64e15
  const job = record({ submitted: last - 20_000, plan: { accepted: 0, running: Infinity, outcome: 'successful' } })
  t.match(dismissJob(job, 'running', 'refuse', last - 500), { at: last, isReadable: true, job: { dismissal: { after: 500 } } })
  t.match(dismissJob(job, 'running', 'refuse', last), { at: last, isReadable: true, job: { dismissed: last, dismissal: undefined } })
  t.match(dismissJob(job, 'running', tableOf({ effect: 'remove', after: 3 }), last), { at: last, isReadable: false })
})
