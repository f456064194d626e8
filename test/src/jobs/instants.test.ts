import t from 'tap'
import { refuseInvalidAges, refuseInvalidTimes } from '../../../src/jobs/instants.ts'
import type { Draft } from '../../../src/jobs/job.ts'
import { draft, plan } from '../../helper.ts'

const refused: readonly { readonly what: Partial<Draft>, readonly says: RegExp }[] = [
  { what: { submitted: 8.64e15 + 2 }, says: /"job": submitted came as 8640000000000002; expected epoch milliseconds from -8640000000000000 to/ },
  { what: { submitted: -1e17 }, says: /submitted came as -1/ },
  { what: { submitted: NaN }, says: /submitted came as NaN/ },
  { what: { dismissed: Infinity }, says: /dismissed came as Infinity/ },
  { what: { dismissed: 8.64e15, dismissal: { after: 2 } }, says: /dismissal\.after came as 2; expected milliseconds of 0 or more/ },
  { what: { plan: { ...plan, accepted: -1e17 } }, says: /plan\.accepted came as -1.*; expected milliseconds of 0 or more/ },
  { what: { plan: { ...plan, running: NaN } }, says: /plan\.running came as NaN/ },
  { what: { plan: { ...plan, whole: -1 } }, says: /plan\.whole came as -1/ },
  { what: { plan: { ...plan, pauses: [{ from: Infinity, until: 1 }] } }, says: /plan\.pauses\[0\]\.from came as Infinity/ },
  { what: { plan: { ...plan, pauses: [{ from: 0, until: 1 }, { from: 0, until: NaN }] } }, says: /plan\.pauses\[1\]\.until came as NaN/ }
]

for (const { what, says } of refused) {
  t.test(`a job that is ${JSON.stringify(what, (_, value) => typeof value === 'number' ? String(value) : value)} is refused`, async t => {
    t.throws(() => refuseInvalidTimes(draft(what)), { name: 'JobError', code: 'invalid-time', message: says })
  })
}

t.test('a job may wait and run for ever, and be of the first and the last instant', async t => {
  refuseInvalidTimes(draft({ submitted: -8.64e15, dismissed: 8.64e15, plan: { ...plan, accepted: Infinity, running: Infinity, whole: Infinity, pauses: [{ from: 1, until: Infinity }] } }))
  refuseInvalidAges([{ age: 8.64e12, held: 0, dismissed: 1 }, {}])
  t.pass()
})

t.test('a seed whose jobs are older than time is refused by the place', async t => {
  t.throws(() => refuseInvalidAges([{}, { age: 1e13 }]), { message: /"\/jobs\/1": age came as 10000000000000; expected seconds from 0 to 8640000000000/ })
  t.throws(() => refuseInvalidAges([{ id: 'a', held: -1 }]), { message: /"a": held came as -1/ })
  t.throws(() => refuseInvalidAges([{ dismissed: NaN }]), { message: /dismissed came as NaN/ })
})
