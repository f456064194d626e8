import fc from 'fast-check'
import t from 'tap'
import { hold } from '../../../src/jobs/amendments.ts'
import { type JobFilter, matchesFilter } from '../../../src/jobs/filter.ts'
import { type Draft, jobStatuses } from '../../../src/jobs/job.ts'
import { JobsSummary } from '../../../src/jobs/jobs-summary.ts'
import { MemoryJobStore } from '../../../src/jobs/memory-store.ts'
import { createRecord } from '../../../src/jobs/record.ts'
import { finish } from '../../../src/jobs/steps.ts'
import { statusAt } from '../../../src/jobs/timeline.ts'
import { draft } from '../../helper.ts'

/** So few instants that jobs, filters and the clock meet at them. */
const instant = fc.integer({ min: 0, max: 12 }).map(seconds => seconds * 1000)
const duration = fc.oneof({ weight: 5, arbitrary: instant }, { weight: 1, arbitrary: fc.constant(Infinity) })
const name = fc.constantFrom('echo', 'hold', 'fail')
const optional = <T>(member: string, arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary).map(value => value === null ? {} : { [member]: value })
const merged = (parts: readonly object[]): object => Object.assign({}, ...parts)

const job: fc.Arbitrary<Omit<Draft, 'id'>> = fc.record({
  process: name,
  project: fc.integer({ min: 1, max: 2 }),
  user: fc.integer({ min: 1, max: 2 }),
  submitted: instant,
  plan: fc.record({ accepted: duration, running: duration, outcome: fc.constantFrom('successful' as const, 'failed' as const) }),
  dismissed: fc.oneof(fc.constant(undefined), instant)
}).map(({ dismissed, ...made }) => ({ ...draft(made), ...(dismissed !== undefined && { dismissed }) }))

const filter: fc.Arbitrary<JobFilter> = fc.tuple(
  optional('status', fc.uniqueArray(fc.constantFrom(...jobStatuses), { minLength: 1, maxLength: 2 })),
  optional('process', fc.uniqueArray(name, { minLength: 1, maxLength: 2 })),
  optional('project', fc.integer({ min: 1, max: 3 })),
  optional('user', fc.integer({ min: 1, max: 3 })),
  optional('created', fc.tuple(instant, instant).map(([one, other]) => ({ from: Math.min(one, other), until: Math.max(one, other) }))),
  optional('minDuration', fc.integer({ min: 0, max: 12 })),
  optional('maxDuration', fc.integer({ min: 0, max: 12 }))
).map(merged)

const now = fc.integer({ min: 0, max: 30 }).map(seconds => seconds * 1000)

t.test('no job that is wanted is passed over', async () => {
  fc.assert(fc.property(fc.array(job, { minLength: 1, maxLength: 4 }), filter, now, (drafts, wanted, at) => {
    const summary = new JobsSummary()
    const jobs = drafts.map((each, index) => createRecord({ ...each, id: String(index) }, index, 0))
    for (const each of jobs) summary.include(each)
    return summary.admits(wanted, at) || !jobs.some(each => matchesFilter(wanted, each, at))
  }), { numRuns: 2000 })
})

t.test('one job alone is passed over whenever its status, its process, its project or its time is another', async t => {
  fc.assert(fc.property(job, filter, now, (made, { minDuration: _, maxDuration: __, ...wanted }, at) => {
    const [one, summary] = [createRecord({ ...made, id: 'a' }, 0, 0), new JobsSummary()]
    summary.include(one)
    return summary.admits(wanted, at) === matchesFilter(wanted, one, at) && summary.onlyStatusAt(at) === statusAt(one, at)
  }), { numRuns: 1000 })
  const ended = new JobsSummary()
  ended.include(createRecord({ ...draft({ id: 'b' }), submitted: 0, plan: { accepted: 1000, running: 2000, outcome: 'successful' } }, 0, 0))
  const lasts = (minDuration: number, maxDuration: number, at: number) => ended.admits({ minDuration, maxDuration }, at)
  t.same([lasts(2, 2, 9000), lasts(2.1, 9, 9000), lasts(0, 1.9, 9000), lasts(0, 9, 500), lasts(1, 9, 1500)], [true, false, false, false, false])
})

t.test('of jobs of very many processes none is passed over for its process', async t => {
  const summary = new JobsSummary()
  for (let index = 0; index < 100; index++) summary.include(createRecord({ ...draft({ id: String(index) }), process: `process ${index}` }, index, 0))
  t.ok(summary.admits({ process: ['anything'] }, 0))
})

/** A store of three chunks, most of whose jobs ended long ago. */
function filledStore () {
  let time = 0
  const store = new MemoryJobStore({ now: () => time, alarm: () => () => {} })
  const short = { accepted: 0, running: 1000, outcome: 'successful' as const }
  store.submit(Array.from({ length: 3000 }, (_, index) => ({ ...draft({ id: `job ${index}` }), plan: index === 1500 ? { ...short, running: Infinity } : short })))
  const ids = (wanted: JobFilter, page = {}) => store.list(wanted, { limit: 10, ...page }).jobs.map(({ id }) => id)
  return { store, ids, turnTo: (instant: number) => { time = instant } }
}

t.test('the one job that runs is found, again and again, whatever happens to it and the others', async t => {
  const { store, ids, turnTo } = filledStore()
  turnTo(5000)
  const counts = () => finish(store.countInSteps())
  for (let time = 0; time < 3; time++) t.same(ids({ status: ['running'] }), ['job 1500'])
  t.same(counts(), { accepted: 0, running: 1, successful: 2999, failed: 0, dismissed: 0 })
  t.same(counts(), { accepted: 0, running: 1, successful: 2999, failed: 0, dismissed: 0 })
  t.same(ids({ status: ['running'] }, { newerThan: 10 }), ['job 1500'])
  t.same(ids({ status: ['running'] }, { newerThan: 1500 }), [])
  store.amend('job 1500', hold)
  for (const id of ['job 3', 'job 2000']) store.dismiss(id, { policy: 'remove' })
  store.dismiss('job 4', { policy: 'gone' })
  store.submit([{ ...draft({ id: 'new' }), plan: { accepted: 2000, running: 2000, outcome: 'failed' } }])
  t.same(ids({ status: ['running'] }), ['job 1500'])
  t.same(ids({ status: ['accepted'] }), ['new'])
  t.same(ids({ status: ['dismissed'] }), ['job 4'])
  t.same(counts(), { accepted: 1, running: 1, successful: 2996, failed: 0, dismissed: 1 })
  turnTo(8000)
  t.same(ids({ status: ['running'] }), ['new', 'job 1500'])
  turnTo(9000)
  t.same(counts(), { accepted: 0, running: 1, successful: 2996, failed: 1, dismissed: 1 })
  store.dismiss('job 1500', { policy: 'retain' })
  for (let time = 0; time < 2; time++) t.same(ids({ status: ['running'] }), [])
  turnTo(500)
  t.equal(ids({ status: ['running'] }).length, 10, 'a clock that stands earlier again')
  t.same(ids({ group: 'job 7' }), ['job 7'])
})
