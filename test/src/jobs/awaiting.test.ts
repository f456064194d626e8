import t from 'tap'
import { hold } from '../../../src/jobs/amendments.ts'
import { awaitEnding, decideEnding, endAs } from '../../../src/jobs/awaiting.ts'
import { createRecord } from '../../../src/jobs/record.ts'
import { draft, plan } from '../../helper.ts'

const job = createRecord(draft(), 0, 0)
const results = { a: 1 }

t.test('a job that awaits its end does not end, and ends when its plan says or when it is told', async t => {
  const awaiting = { ...job, plan: awaitEnding(job, 0)! }
  t.match(awaiting.plan, { accepted: 10_000, running: Infinity, whole: 60_000, awaited: { running: 60_000 } })
  t.equal(awaitEnding(awaiting, 0), awaiting.plan, 'who awaits it already goes on')
  t.same(endAs({ results })(awaiting, 5_000), { ...plan, whole: 60_000, results })
  t.same(endAs({ results })(awaiting, 100_000), { ...plan, whole: 60_000, running: 90_000, results })
  t.match(endAs({ outcome: 'failed', reason: 'No.' })(awaiting, 5_000), { outcome: 'failed', reason: 'No.' })
})

t.test('one that is held ends when it goes on; one that awaits nothing, or has ended, is left alone', async t => {
  const awaiting = { ...job, plan: awaitEnding(job, 0)! }
  const held = { ...awaiting, plan: hold(awaiting, 20_000)! }
  t.match(endAs({ results })(held, 500_000), { running: Infinity, held: { since: 20_000, plan: { running: 60_000, results } } })
  t.equal(endAs({ results })({ ...job, plan: hold(job, 20_000)! }, 30_000), undefined)
  t.equal(endAs({ results })(job, 5_000), undefined)
  t.equal(endAs({ results })(job, 500_000), undefined)
  t.same(decideEnding({ results })(job, 0), { ...plan, results })
})
