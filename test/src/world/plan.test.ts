import t from 'tap'
import type { PlanSeed } from '../../../schemas/seed.ts'
import type { Plan } from '../../../src/jobs/job.ts'
import { adjustPlan, defaultPlan, planToSeed } from '../../../src/world/plan.ts'

const base: Plan = { accepted: 1000, running: 2000, outcome: 'successful', progress: [7] }

const rows: { seed?: PlanSeed, plan: Plan }[] = [
  { plan: base },
  { seed: {}, plan: base },
  { seed: { accepted: 0.5 }, plan: { ...base, accepted: 500 } },
  { seed: { accepted: 0, running: 0 }, plan: { ...base, accepted: 0, running: 0 } },
  { seed: { running: 'forever' }, plan: { ...base, running: Infinity } },
  { seed: { outcome: 'failed', reason: 'No disk.' }, plan: { ...base, outcome: 'failed', reason: 'No disk.' } },
  { seed: { progress: [1, 99] }, plan: { ...base, progress: [1, 99] } }
]

t.test('a seed says otherwise what it wants otherwise, in seconds', async t => {
  for (const { seed, plan } of rows) t.same(adjustPlan(base, seed), plan, JSON.stringify(seed ?? 'nothing'))
})

t.test('a job of which nothing is said runs ten seconds and succeeds', async t => {
  t.same(adjustPlan(defaultPlan), { accepted: 0, running: 10_000, outcome: 'successful' })
})

t.test('a plan is written as a seed says it, with the results that someone gave its job', async t => {
  const seed: PlanSeed = { accepted: 0, running: 'forever', outcome: 'successful', progress: [40], results: { message: 'done' } }
  t.same(planToSeed(adjustPlan(base, seed)), seed)
  const failure: PlanSeed = { accepted: 0, running: 1, outcome: 'failed', progress: [7], exception: { type: 'urn:x', title: 'No disk', status: 507 } }
  t.same(planToSeed(adjustPlan(base, failure)), failure)
})
