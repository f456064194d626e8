import t from 'tap'
import type { Plan } from '../../../src/jobs/job.ts'
import { type Progression, applyProgression } from '../../../src/jobs/progression.ts'

const plan: Plan = { accepted: 10_000, running: 60_000, outcome: 'failed', reason: 'No disk.', progress: [10, 50] }

const rows: { progression: Progression, plan: object }[] = [
  { progression: { progression: 'immediate' }, plan: { accepted: 0, running: 0 } },
  { progression: { progression: 'time', seconds: 0 }, plan: { accepted: 0, running: 0 } },
  { progression: { progression: 'time', seconds: 2.5 }, plan: { accepted: 0, running: 2500 } },
  { progression: { progression: 'manual' }, plan: { accepted: Infinity, running: Infinity, manual: { times: 1, told: 0 } } },
  { progression: { progression: 'manual', times: 3 }, plan: { accepted: Infinity, running: Infinity, manual: { times: 3, told: 0 } } },
  { progression: { progression: 'stuck' }, plan: { accepted: 0, running: Infinity, stuck: true } }
]

for (const { progression, plan: changes } of rows) {
  t.test(`a plan that goes on as ${JSON.stringify(progression)} keeps its outcome and its reports`, async t => {
    t.same(applyProgression(plan, progression), { ...plan, ...changes })
  })
}

t.test('what is said last counts, whatever was said before', async t => {
  for (const { progression: first } of rows) {
    for (const { progression: last } of rows) t.same(applyProgression(applyProgression(plan, first), last), applyProgression(plan, last), `${JSON.stringify(first)}, then ${JSON.stringify(last)}`)
  }
})
