import t from 'tap'
import { finish } from '../../../src/jobs/steps.ts'
import type { Job } from '../../../src/jobs/job.ts'
import { transitionsBetween, transitionsOf } from '../../../src/jobs/transitions.ts'
import { draft, plan } from '../../helper.ts'

/** Submitted at 1000; starts at 11 000, ends at 71 000. */
const job = (more: Partial<Job> = {}): Job => ({ group: 'job', ordinal: 0, submitted: 1000, inputs: {}, delivery: undefined, dismissed: undefined, ...draft(), ...more })

const starts = { job: 'job', from: 'accepted', to: 'running', at: 11_000 } as const
const ends = { job: 'job', from: 'running', to: 'successful', at: 71_000 } as const
const forEver = { ...plan, running: Infinity }

const rows: { what: string, job: Job, from?: number, until?: number, steps: object[] }[] = [
  { what: 'all of its life', job: job(), steps: [starts, ends] },
  { what: 'the time before it starts', job: job(), until: 10_999, steps: [] },
  { what: 'the time until it starts', job: job(), until: 11_000, steps: [starts] },
  { what: 'the time since it started', job: job(), from: 11_000, until: 70_999, steps: [] },
  { what: 'the time since just before it started', job: job(), from: 10_999, until: 70_999, steps: [starts] },
  { what: 'its last moment', job: job(), from: 70_999, until: 71_000, steps: [ends] },
  { what: 'the time after its end', job: job(), from: 71_000, steps: [] },
  { what: 'no time', job: job(), from: 11_000, until: 11_000, steps: [] },
  { what: 'its life, if it fails', job: job({ plan: { ...plan, outcome: 'failed' } }), from: 11_000, steps: [{ ...ends, to: 'failed' }] },
  { what: 'its life, if it runs for ever', job: job({ plan: forEver }), until: Infinity - 1, steps: [starts] },
  { what: 'its life, if it ends when it starts', job: job({ plan: { ...plan, running: 0 } }), steps: [{ ...starts, to: 'successful' }] },
  { what: 'its life, if it starts at once', job: job({ plan: { ...plan, accepted: 0 } }), steps: [{ ...ends, at: 61_000 }] },
  { what: 'its life, if it is over at once', job: job({ plan: { ...plan, accepted: 0, running: 0 } }), steps: [] },
  { what: 'its life, if a step takes a part of a millisecond', job: job({ plan: { ...plan, running: 0.25 } }), steps: [starts, { ...ends, at: 11_000.25 }] },
  { what: 'its life, dismissed before it starts', job: job({ dismissed: 5000 }), steps: [] },
  { what: 'its life, dismissed in the moment in which it starts', job: job({ dismissed: 11_000 }), steps: [starts] },
  { what: 'its life, dismissed while it runs', job: job({ dismissed: 20_000 }), steps: [starts] },
  { what: 'its life, dismissed after its end', job: job({ dismissed: 80_000 }), steps: [starts, ends] },
  { what: 'its life, dismissed while it runs, which takes effect later', job: job({ dismissed: 20_000, dismissal: { after: 2000 } }), steps: [starts, { job: 'job', from: 'running', to: 'dismissed', at: 22_000 }] },
  { what: 'its life, dismissed while it waits, which takes effect later', job: job({ dismissed: 10_000, dismissal: { after: 2000, forgottenAfter: 2000 } }), steps: [starts, { job: 'job', from: 'running', to: 'dismissed', at: 12_000 }] },
  { what: 'its life, if it ends before its dismissal takes effect', job: job({ dismissed: 70_000, dismissal: { after: 1000 } }), steps: [starts, ends] },
  { what: 'its life, held for five seconds', job: job({ plan: { ...plan, pauses: [{ from: 20_000, until: 25_000 }] } }), steps: [starts, { ...ends, at: 76_000 }] },
  { what: 'its life, held while it waits', job: job({ plan: { ...forEver, accepted: Infinity, held: { since: 5000, plan } } }), steps: [] }
]

for (const { what, job, from = 0, until = 1e9, steps } of rows) {
  t.test(`in ${what}, a job takes ${steps.length} steps`, async t => {
    t.same(transitionsOf(job, from, until === Infinity ? 1e15 : until), steps)
  })
}

t.test('steps of many jobs are in the order of time, and of submission at the same time', async t => {
  const jobs = ['a', 'b', 'c'].map((id, ordinal) => job({ id, ordinal, ...(id === 'b' && { plan: { ...plan, accepted: 5000, running: 5000 } }) }))
  t.same(finish(transitionsBetween(jobs, 0, 1e9)).map(({ job, to, at }) => `${at} ${job} ${to}`), [
    '6000 b running', '11000 a running', '11000 b successful', '11000 c running', '71000 a successful', '71000 c successful'
  ])
  t.same(finish(transitionsBetween([], 0, 1e9)), [])
})
