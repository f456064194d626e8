import assert from 'node:assert/strict'
import t from 'tap'
import fc from 'fast-check'
import { ManualClock } from '../../manual-clock.ts'
import { hold, moveTo, release } from '../../../src/jobs/amendments.ts'
import { type DismissalRule, type DismissalTable, dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { jobErrors } from '../../../src/jobs/errors.ts'
import type { JobFilter } from '../../../src/jobs/filter.ts'
import { type Draft, type Job, unfinishedStatuses } from '../../../src/jobs/job.ts'
import { MemoryJobStore } from '../../../src/jobs/memory-store.ts'
import type { PageRequest } from '../../../src/jobs/store.ts'
import { statusAt } from '../../../src/jobs/timeline.ts'
import { draft } from '../../helper.ts'

const start = 1000

/** A store at the instant 1000 with these jobs in it. */
async function storeOf (drafts: readonly Draft[] = [], limit?: number) {
  const clock = new ManualClock(start)
  const store = new MemoryJobStore(clock, limit)
  const jobs = await store.submit(drafts)
  return { clock, store, jobs }
}

const named = (...ids: string[]): Draft[] => ids.map(id => draft({ id }))
const ids = (jobs: readonly Job[]): string[] => jobs.map(({ id }) => id)
const everything = { limit: Infinity }
const retain = { policy: 'retain' } as const

t.test('what is submitted is there, in its place, since now', async t => {
  const { store, jobs } = await storeOf(named('a', 'b'))
  t.same(jobs.map(({ id, group, ordinal, submitted }) => ({ id, group, ordinal, submitted })), [
    { id: 'a', group: 'a', ordinal: 0, submitted: start },
    { id: 'b', group: 'b', ordinal: 1, submitted: start }
  ])
  t.equal(await store.get('a'), jobs[0])
  t.equal(await store.get('c'), undefined)
  t.equal(await store.size(), 2)
})

t.test('a draft that says more is taken at its word', async t => {
  const more = { group: 'g', submitted: 12, inputs: { message: 'x' }, delivery: { response: 'raw' }, dismissed: 700 } as const
  const { jobs } = await storeOf([draft(more)])
  t.match(jobs, [more])
})

t.test('a submission is all or none', async t => {
  const { store } = await storeOf(named('a'), 3)
  const rows = [
    { what: 'an id that a job has', drafts: named('b', 'a'), code: 'id-in-use', message: jobErrors['id-in-use']('a') },
    { what: 'an id twice in one submission', drafts: named('b', 'b'), code: 'id-in-use', message: jobErrors['id-in-use']('b') },
    { what: 'an id that no address can name', drafts: named('b', '\ud800'), code: 'id-ill-formed', message: jobErrors['id-ill-formed']('\ud800') },
    { what: 'a group that no address can name', drafts: [{ ...named('b')[0]!, group: 'x\udc00' }], code: 'id-ill-formed', message: jobErrors['id-ill-formed']('x\udc00') },
    { what: 'more than the store may hold', drafts: named('b', 'c', 'd'), code: 'store-full', message: jobErrors['store-full'](3) }
  ]
  for (const { what, drafts, code, message } of rows) {
    t.throws(() => store.submit(drafts), { name: 'JobError', code, message }, what)
    t.same(ids((await store.list({}, everything)).jobs), ['a'], 'nothing of it came in')
  }
  const [b, c] = await store.submit(named('b', 'c'))
  t.same([b?.ordinal, c?.ordinal], [1, 2], 'what was refused took no place')
  t.equal(await store.size(), 3, 'it may be filled to the last place')
})

t.test('a job that is removed makes room', async t => {
  const { store } = await storeOf(named('a'), 1)
  await store.dismiss('a', { policy: 'remove' })
  t.same(ids(await store.submit(named('b'))), ['b'])
})

t.test('an empty submission changes nothing', async t => {
  const { store } = await storeOf(named('a'), 1)
  t.same(await store.submit([]), [])
  t.equal(await store.size(), 1)
})

t.test('an id is in use as long as its job is there, dismissed or not, and free afterwards', async t => {
  const { store } = await storeOf(named('a'))
  await store.dismiss('a', { policy: 'retain' })
  t.throws(() => store.submit(named('a')), { code: 'id-in-use' })
  await store.dismiss('a', { policy: 'retain' })
  t.same(ids(await store.submit(named('a'))), ['a'])
})

t.test('an id can be used again after a reset', async t => {
  const { store } = await storeOf(named('a', 'b'))
  await store.dismiss('a', { policy: 'remove' })
  await store.reset()
  t.same(ids(await store.submit(named('a', 'b'))), ['a', 'b'])
})

t.test('a list is a page of what is wanted, newest first, and says what else there is', async t => {
  const { store } = await storeOf(['a', 'b', 'c', 'd', 'e'].map(id => draft({ id, process: 'bd'.includes(id) ? 'hold' : 'echo' })))
  const echo = { process: ['echo'] }
  const rows = [
    { filter: {}, page: { limit: 2 }, jobs: ['e', 'd'], hasOlder: true, hasNewer: false },
    { filter: {}, page: { limit: 5 }, jobs: ['e', 'd', 'c', 'b', 'a'], hasOlder: false, hasNewer: false },
    { filter: {}, page: { limit: 2, olderThan: 3 }, jobs: ['c', 'b'], hasOlder: true, hasNewer: true },
    { filter: {}, page: { limit: 2, olderThan: 1 }, jobs: ['a'], hasOlder: false, hasNewer: true },
    { filter: {}, page: { limit: 2, olderThan: 0 }, jobs: [], hasOlder: false, hasNewer: true },
    { filter: {}, page: { limit: 2, olderThan: 99 }, jobs: ['e', 'd'], hasOlder: true, hasNewer: false },
    { filter: {}, page: { limit: 2, newerThan: 0 }, jobs: ['c', 'b'], hasOlder: true, hasNewer: true },
    { filter: {}, page: { limit: 2, newerThan: 2 }, jobs: ['e', 'd'], hasOlder: true, hasNewer: false },
    { filter: {}, page: { limit: 2, newerThan: -1 }, jobs: ['b', 'a'], hasOlder: false, hasNewer: true },
    { filter: echo, page: { limit: 2 }, jobs: ['e', 'c'], hasOlder: true, hasNewer: false },
    { filter: echo, page: { limit: 2, olderThan: 2 }, jobs: ['a'], hasOlder: false, hasNewer: true },
    { filter: echo, page: { limit: 1, newerThan: 0 }, jobs: ['c'], hasOlder: true, hasNewer: true },
    { filter: { process: ['none'] }, page: { limit: 2 }, jobs: [], hasOlder: false, hasNewer: false },
    { filter: { status: ['accepted'] }, page: { limit: 1 }, jobs: ['e'], hasOlder: true, hasNewer: false },
    { filter: { status: ['running'] }, page: { limit: 1 }, jobs: [], hasOlder: false, hasNewer: false }
  ] as const
  for (const { filter, page, jobs, hasOlder, hasNewer } of rows) {
    const found = await store.list(filter, page)
    t.same({ ...found, jobs: ids(found.jobs) }, { jobs, hasOlder, hasNewer, at: start }, `${JSON.stringify(filter)} ${JSON.stringify(page)}`)
  }
})

t.test('a list says at which instant it holds', async t => {
  const { clock, store } = await storeOf(named('a'))
  clock.advance(10_000)
  const { at, jobs: [job] } = await store.list({ status: ['running'] }, everything)
  t.equal(at, start + 10_000)
  t.equal(job && statusAt(job, at), 'running')
})

/** What happens between two pages: jobs come, or go from some place of the list. */
type Change = { readonly come: number } | { readonly go: number }
const changes: fc.Arbitrary<Change[]> = fc.array(fc.oneof(
  fc.record({ come: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ go: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) })
), { maxLength: 3 })

t.test('pages stay stable while jobs come and go: what stays is seen once, forwards and backwards', async () => {
  await fc.assert(fc.asyncProperty(
    fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 7 }), fc.array(changes, { maxLength: 10 }), fc.boolean(),
    async (count, limit, between, onlyEven) => {
      let next = 0
      const some = (many: number) => Array.from({ length: many }, () => draft({ id: `${next}`, project: next++ % 2 }))
      const { store } = await storeOf(some(count))
      const filter: JobFilter = onlyEven ? { project: 0 } : {}
      const wanted = async () => (await store.list(filter, everything)).jobs
      const beginning = await wanted()
      const removedIds = new Set<string>()
      const happen = async (events: readonly Change[]) => {
        for (const event of events) {
          if ('come' in event) await store.submit(some(event.come))
          else {
            const all = (await store.list({}, everything)).jobs
            const victim = all[Math.floor(event.go * all.length)]
            if (victim === undefined) continue
            removedIds.add(victim.id)
            await store.dismiss(victim.id, { policy: 'remove' })
          }
        }
      }
      const steps = between[Symbol.iterator]()
      const older = (jobs: readonly Job[]) => ({ limit, olderThan: jobs.at(-1)!.ordinal })
      const newer = (jobs: readonly Job[]) => ({ limit, newerThan: jobs[0]!.ordinal })
      const walk = async (first: PageRequest, side: 'hasOlder' | 'hasNewer', next: typeof older | typeof newer) => {
        const pages: (readonly Job[])[] = []
        for (let page = await store.list(filter, first); ; page = await store.list(filter, next(page.jobs))) {
          assert.ok(page.jobs.length <= limit)
          pages.push(page.jobs)
          if (!page[side]) return pages
          await happen(steps.next().value ?? [])
        }
      }

      const forwards = (await walk({ limit }, 'hasOlder', older)).flat()
      assert.deepEqual(ordinalsOf(forwards), [...ordinalsOf(forwards)].sort((a, b) => b - a), 'newest first')
      assert.equal(new Set(ids(forwards)).size, forwards.length, 'no job twice')
      assert.ok(forwards.every(job => beginning.includes(job)), 'no job that came later')
      const stayed = beginning.filter(({ id }) => !removedIds.has(id))
      assert.deepEqual(ids(forwards).filter(id => !removedIds.has(id)), ids(stayed), 'whatever stayed')

      const foundJobs = await wanted()
      const last = foundJobs.at(-1)
      if (last === undefined) return
      removedIds.clear()
      const backwards = (await walk({ limit, newerThan: last.ordinal - 1 }, 'hasNewer', newer)).reverse().flat()
      assert.deepEqual(ordinalsOf(backwards), [...ordinalsOf(backwards)].sort((a, b) => b - a), 'newest first')
      assert.deepEqual(ids(backwards).filter(id => !removedIds.has(id) && foundJobs.some(job => job.id === id)), ids(foundJobs).filter(id => !removedIds.has(id)))
    }
  ), { numRuns: 100 })
})

const ordinalsOf = (jobs: readonly Job[]): number[] => jobs.map(({ ordinal }) => ordinal)

t.test('every page is the part of the whole list that it says it is', async () => {
  const place = fc.integer({ min: -1, max: 30 })
  await fc.assert(fc.asyncProperty(
    fc.array(fc.constantFrom('echo', 'hold', 'removed'), { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), fc.oneof(fc.record({}), fc.record({ olderThan: place }), fc.record({ newerThan: place })),
    async (kinds, limit, page: { olderThan?: number, newerThan?: number }) => {
      const { store } = await storeOf(kinds.map((process, index) => draft({ id: `${index}`, process })))
      for (const [index, kind] of kinds.entries()) if (kind === 'removed') await store.forget(`${index}`)
      const whole = kinds.flatMap((kind, ordinal) => kind === 'echo' ? [ordinal] : []).reverse()
      const within = whole.filter(ordinal => ordinal < (page.olderThan ?? Infinity) && ordinal > (page.newerThan ?? -1))
      const jobs = page.newerThan === undefined ? within.slice(0, limit) : within.slice(-limit)
      const found = await store.list({ process: ['echo'] }, { limit, ...page })
      assert.deepEqual(ordinalsOf(found.jobs), jobs)
      const newest = jobs[0] ?? page.newerThan ?? (page.olderThan ?? Infinity) - 1
      const oldest = jobs.at(-1) ?? (page.newerThan === undefined ? page.olderThan ?? Infinity : page.newerThan + 1)
      assert.equal(found.hasNewer, whole.some(ordinal => ordinal > newest))
      assert.equal(found.hasOlder, whole.some(ordinal => ordinal < oldest))
    }
  ), { numRuns: 200 })
})

t.test('of many dismissals of a running job exactly one cancels it', async t => {
  for (const policy of dismissPolicies) {
    const { clock, store } = await storeOf(named('a'))
    clock.advance(20_000)
    const done = await Promise.all(Array.from({ length: 5 }, () => store.dismiss('a', { policy })))
    const rest = { retain: ['removed', 'unknown', 'unknown', 'unknown'], remove: Array(4).fill('unknown'), gone: Array(4).fill('refused'), refuse: Array(4).fill('pending') }[policy]
    t.same(done.map(({ outcome }) => outcome), ['cancelled', ...rest], policy)
  }
})

t.test('a cancelled job is replaced by its dismissed record, in its place', async t => {
  const { clock, store } = await storeOf(named('a', 'b', 'c'))
  clock.advance(500)
  const dismissal = await store.dismiss('b', retain)
  t.match(dismissal, { outcome: 'cancelled', previousStatus: 'accepted', isReadable: true, job: { id: 'b', dismissed: start + 500 } })
  t.equal(await store.get('b'), 'job' in dismissal ? dismissal.job : undefined)
  const { jobs } = await store.list({}, everything)
  t.same(jobs.map(({ id, dismissed }) => [id, dismissed]), [['c', undefined], ['b', start + 500], ['a', undefined]])
})

t.test('a dismissal that means only some statuses leaves the others, and says that it does not know them', async t => {
  const { clock, store } = await storeOf(named('a'))
  clock.advance(100_000)
  const before = await store.get('a')
  t.same(await store.dismiss('a', { policy: 'remove', among: unfinishedStatuses }), { outcome: 'unknown' })
  t.equal(await store.get('a'), before)
  t.same(await store.dismiss('nobody', retain), { outcome: 'unknown' })
})

const crowd: Draft[] = [
  draft({ id: 'a', group: 'g', project: 1 }),
  draft({ id: 'b', group: 'g', project: 2 }),
  draft({ id: 'c', group: 'g', project: 1, plan: { accepted: 0, running: 0, outcome: 'failed' } }),
  draft({ id: 'd', project: 2 }),
  draft({ id: 'e', group: 'd', project: 1 }),
  draft({ id: 'f', project: 1 })
]

t.test('all jobs of a group or of a project are dismissed in one step, in order of submission', async t => {
  const rows = [
    { which: { group: 'g' }, done: ['cancelled a', 'cancelled b', 'removed c'] },
    { which: { group: 'g' }, among: unfinishedStatuses, done: ['cancelled a', 'cancelled b'] },
    { which: { group: 'g', project: 1 }, done: ['cancelled a', 'removed c'] },
    { which: { project: 2 }, done: ['cancelled b', 'cancelled d'] },
    { which: { project: 1 }, among: unfinishedStatuses, done: ['cancelled a', 'cancelled e', 'cancelled f'] },
    { which: { group: 'f' }, done: ['cancelled f'] },
    { which: { group: 'd' }, done: ['cancelled d', 'cancelled e'] },
    { which: { group: 'f', project: 2 }, done: [] },
    { which: { group: 'a' }, done: [] },
    { which: { group: 'nowhere' }, done: [] },
    { which: { project: 3 }, done: [] },
    { which: {}, done: ['cancelled a', 'cancelled b', 'removed c', 'cancelled d', 'cancelled e', 'cancelled f'] }
  ]
  for (const { which, among, done } of rows) {
    const { store } = await storeOf(crowd)
    const dismissals = await store.dismissAll(which, { policy: 'remove', ...(among !== undefined && { among }) })
    t.same(dismissals.map(dismissal => `${dismissal.outcome} ${'job' in dismissal ? dismissal.job.id : ''}`), done, JSON.stringify({ which, among }))
    const removedIds = done.map(line => line.split(' ')[1])
    const left = crowd.map(({ id }) => id).filter(id => !removedIds.includes(id))
    t.same(ids((await store.list({}, everything)).jobs).sort(), left, 'the others are untouched')
  }
})

t.test('a group whose jobs were removed is no group any more', async t => {
  const { store } = await storeOf(crowd)
  await store.dismissAll({ group: 'g' }, { policy: 'remove' })
  t.same(await store.dismissAll({ group: 'g' }, { policy: 'remove' }), [])
})

t.test('a group that stays dismissed answers that it is gone', async t => {
  const { store } = await storeOf(crowd)
  await store.dismissAll({ group: 'g' }, { policy: 'gone' })
  const again = await store.dismissAll({ group: 'g' }, { policy: 'gone' })
  t.same(again.map(({ outcome }) => outcome), ['refused', 'refused', 'refused'])
})

/** Counts how often, and for what, a watcher of `id` was called. */
function watching (store: MemoryJobStore, id: string) {
  const calls: unknown[] = []
  return { calls, stop: store.watch(id, what => calls.push(what)) }
}

t.test('who watches a job is told once when it is dismissed, whatever happens to it later', async t => {
  const { store } = await storeOf(named('a', 'b'))
  const [first, second, other] = [watching(store, 'a'), watching(store, 'a'), watching(store, 'b')]
  await store.dismiss('a', retain)
  await store.dismiss('a', retain)
  await store.forget('a')
  t.same([first.calls, second.calls, other.calls], [['dismissed'], ['dismissed'], []])
})

t.test('who watches a job of a group is told when the group is dismissed', async t => {
  const { store } = await storeOf(crowd)
  const { calls } = watching(store, 'b')
  await store.dismissAll({ group: 'g' }, retain)
  t.same(calls, ['dismissed'])
})

t.test('a dismissal that changes nothing tells nobody', async t => {
  const { store } = await storeOf(named('a'))
  await store.dismiss('a', { policy: 'gone' })
  const { calls } = watching(store, 'a')
  await store.dismiss('a', { policy: 'gone' })
  await store.dismiss('a', { policy: 'gone', among: unfinishedStatuses })
  t.same(calls, [])
})

t.test('who has stopped watching is not told, and the others are', async t => {
  const { store } = await storeOf(named('a'))
  const [first, second] = [watching(store, 'a'), watching(store, 'a')]
  first.stop()
  first.stop()
  await store.dismiss('a', retain)
  t.same([first.calls, second.calls], [[], ['dismissed']])
})

t.test('who stops watching late takes nobody else\'s watch away', async t => {
  const { store } = await storeOf(named('a'))
  const early = watching(store, 'a')
  await store.dismiss('a', retain)
  const late = watching(store, 'a')
  early.stop()
  await store.dismiss('a', retain)
  t.same([early.calls, late.calls], [['dismissed'], ['dismissed']])
})

t.test('a watcher may ask the store, and finds what happened', async t => {
  const { clock, store } = await storeOf(named('a'))
  const notification = new Promise<Job | undefined>(resolve => store.watch('a', () => resolve(store.get('a'))))
  await store.dismiss('a', retain)
  const job = await notification
  t.equal(job && statusAt(job, clock.now()), 'dismissed')
})

t.test('a forgotten job leaves nothing: no record, no group, no place, no watch', async t => {
  const { store } = await storeOf(crowd)
  const { calls } = watching(store, 'a')
  await store.forget('a')
  t.equal(await store.get('a'), undefined)
  t.same(ids((await store.list({ group: 'g' }, everything)).jobs), ['c', 'b'])
  t.same((await store.dismissAll({ group: 'g' }, retain)).length, 2)
  t.equal(await store.size(), crowd.length - 2)
  t.same(ids(store.submit(named('a'))), ['a'], 'as if it had never been: its id is free')
  await store.forget('a')
  t.same(calls, ['forgotten'])
})

t.test('to forget what is not there changes nothing', async t => {
  const { store } = await storeOf(named('a'))
  await store.forget('nobody')
  t.equal(await store.size(), 1)
})

t.test('a reset leaves nothing, tells who watches, and uses no place in the order twice', async t => {
  const { store } = await storeOf(crowd)
  const watches = ['a', 'e', 'not there yet'].map(id => watching(store, id))
  await store.reset()
  t.equal(await store.size(), 0)
  t.same(await store.list({}, everything), { jobs: [], at: start, hasOlder: false, hasNewer: false })
  t.same(await store.dismissAll({ group: 'g' }, retain), [])
  const again = await store.submit(crowd)
  t.same(ordinalsOf(again), crowd.map((_, index) => crowd.length + index))
  await store.reset()
  t.same(watches.map(({ calls }) => calls), [['forgotten'], ['forgotten'], ['forgotten']])
})

t.test('a job that is amended is replaced by a record with another plan, in its place', async t => {
  const { clock, store, jobs } = await storeOf(named('a', 'b', 'c'))
  clock.advance(500)
  const amended = await store.amend('b', moveTo('running'))
  t.match(amended, { id: 'b', ordinal: 1, plan: { accepted: 500 } })
  t.equal(await store.get('b'), amended)
  t.match(jobs[1], { plan: { accepted: 10_000 } }, 'who has the former record keeps it as it was')
  t.same(ids((await store.list({}, everything)).jobs), ['c', 'b', 'a'])
  t.same(ids((await store.list({ status: ['running'] }, everything)).jobs), ['b'])
})

t.test('a job that does not do what it is told, or is not there, stays as it is', async t => {
  const { store, jobs } = await storeOf(named('a'))
  const { calls } = watching(store, 'a')
  t.equal(await store.amend('a', release), undefined)
  t.equal(await store.amend('nobody', hold), undefined)
  t.equal(await store.get('a'), jobs[0])
  t.same(calls, [])
})

t.test('who watches a job is told of the record that it has each time it is amended, and of its end', async t => {
  const { store } = await storeOf(named('a', 'b'))
  const [watched, other] = [watching(store, 'a'), watching(store, 'b')]
  const held = await store.amend('a', hold)
  const released = await store.amend('a', release)
  await store.dismiss('a', retain)
  await store.amend('a', hold)
  t.same(watched.calls, [held, released, 'dismissed'])
  t.same(other.calls, [])
})

t.test('all jobs are in the order of submission, dismissed ones too', async t => {
  const { store } = await storeOf(crowd)
  await store.dismiss('a', retain)
  await store.forget('b')
  t.same(ids(await store.all()), ['a', 'c', 'd', 'e', 'f'])
  t.same(await (await storeOf()).store.all(), [])
})

t.test('jobs that are put back stand in place of those that are there, at the places that they had', async t => {
  const { store } = await storeOf(crowd)
  await store.dismiss('a', retain)
  const aside = await store.all()
  await store.forget('c')
  await store.submit(named('g'))
  const watches = ['a', 'g'].map(id => watching(store, id))
  await store.restore(aside)
  t.same(watches.map(({ calls }) => calls), [['forgotten'], ['forgotten']])
  const back = await store.all()
  t.same(back.map(({ ordinal, ...job }) => job), aside.map(({ ordinal, ...job }) => job))
  t.same(back, aside, 'the very records, so that nothing is kept twice')
  t.ok(ordinalsOf(await store.submit(named('h'))).every(ordinal => ordinal > 6), 'no place is used twice')
  await store.forget('h')
  t.same(ids((await store.list({ group: 'g' }, everything)).jobs), ['c', 'b', 'a'])
  t.equal(await store.size(), crowd.length)
  await store.restore([])
  t.equal(await store.size(), 0)
})

t.test('what is put back must fit, and each id once; jobs without places of their own get some', async t => {
  const { store } = await storeOf(named('a', 'b'), 2)
  const [a, b] = store.all() as [Job, Job]
  t.throws(() => store.restore([a, b, { ...b, id: 'c' }]), { code: 'store-full' })
  t.throws(() => store.restore([a, a]), { code: 'id-in-use' })
  t.same(ids(store.all()), ['a', 'b'], 'nothing has changed')
  store.restore([b, { ...a, ordinal: 0 }])
  t.same(ids(store.all()), ['b', 'a'])
  t.same(ids(store.submit([])), [])
})

t.test('a store whose bytes nobody counts has room for any inputs', async t => {
  const { store } = await storeOf(named('a'))
  store.expectRoomForInputs([draft({ inputs: { message: 'x'.repeat(1000) } })])
  t.equal(store.size(), 1)
})

t.test('a list that looks at many jobs is the same as one that looks at few', async t => {
  const { store } = await storeOf(Array.from({ length: 1000 }, (_, index) => draft({ id: `job-${index}`, process: index === 0 ? 'hold' : 'echo' })))
  t.same(ids(store.list({ process: ['hold'] }, { limit: 10 }).jobs), ['job-0'])
})

const refuse = { policy: 'refuse' } as const
const tableOf = (rule: DismissalRule): DismissalTable => ({ accepted: rule, running: rule, successful: rule, failed: rule, dismissed: rule })

t.test('a dismissal that takes effect later is one fact: whoever comes after it changes nothing', async t => {
  const { clock, store } = await storeOf(named('a'))
  const notifications: unknown[] = []
  store.watch('a', news => notifications.push(typeof news === 'string' ? news : news.dismissal?.after))
  clock.advance(20_000)
  t.match(store.dismiss('a', refuse), { outcome: 'cancelled', previousStatus: 'running', isReadable: true, at: start + 22_000 })
  const { revision } = store
  clock.advance(1999)
  t.match(store.dismiss('a', refuse), { outcome: 'pending', previousStatus: 'running', job: { dismissed: start + 20_000 } })
  t.equal(store.revision, revision)
  t.same([notifications, ids(store.pendingDismissals()), statusAt(store.get('a')!, clock.now())], [[2000], ['a'], 'running'])
  clock.advance(1)
  t.same([notifications, ids(store.pendingDismissals()), statusAt(store.get('a')!, clock.now())], [[2000, 'dismissed'], [], 'dismissed'])
  t.match(store.dismiss('a', refuse), { outcome: 'refused', previousStatus: 'dismissed' })
})

t.test('a job that ends before its dismissal takes effect stays as it ended, and one that is held meanwhile does not end', async t => {
  const { clock, store } = await storeOf(named('ends', 'held'))
  clock.advance(69_000)
  for (const id of ['ends', 'held']) t.match(store.dismiss(id, refuse), { outcome: 'cancelled', at: start + 71_000 })
  store.amend('held', hold)
  clock.advance(2000)
  t.same(['ends', 'held'].map(id => statusAt(store.get(id)!, clock.now())), ['successful', 'dismissed'])
  t.match(store.dismiss('ends', refuse), { outcome: 'refused', previousStatus: 'successful' })
})

t.test('a job that is removed later is there until then, and nobody needs to look for it to go', async t => {
  const { clock, store } = await storeOf(named('a', 'b'))
  const notifications: unknown[] = []
  store.watch('a', news => notifications.push(news))
  t.match(store.dismiss('a', { policy: tableOf({ effect: 'remove', after: 3 }) }), { outcome: 'cancelled', isReadable: true, at: start + 3000 })
  clock.advance(2999)
  t.same(ids(store.all()), ['a', 'b'])
  const { revision } = store
  clock.advance(1)
  t.same([notifications.at(-1), store.revision > revision], ['dismissed', true])
  t.same([store.get('a'), ids(store.all()), store.size(), store.dismiss('a', retain).outcome], [undefined, ['b'], 1, 'unknown'])
})

t.test('a dismissed job may be forgotten later, unless another dismissal makes something else of it', async t => {
  const { clock, store } = await storeOf(named('a', 'b'))
  const policy = tableOf({ effect: 'dismiss', forgottenAfter: 5 })
  for (const id of ['a', 'b']) t.match(store.dismiss(id, { policy }), { outcome: 'cancelled', isReadable: true, at: start })
  store.dismiss('b', retain)
  store.submit(named('b'))
  clock.advance(4999)
  t.equal(statusAt(store.get('a')!, clock.now()), 'dismissed')
  clock.advance(1)
  t.same(ids(store.all()), ['b'], 'the job that has its id now is another')
})

t.test('the work may go on behind a dismissal: who waits for it is told of the record, and not of its end', async t => {
  const { clock, store } = await storeOf(named('kept', 'removed'))
  const notifications: unknown[] = []
  for (const id of ['kept', 'removed']) store.watch(id, news => notifications.push(typeof news === 'string' ? news : news.dismissal))
  store.dismiss('kept', { policy: tableOf({ effect: 'dismiss', workGoesOn: true }) })
  store.dismiss('removed', { policy: tableOf({ effect: 'remove', workGoesOn: true }) })
  t.same(notifications, [{ after: 0, workGoesOn: true }, { after: 0, forgottenAfter: 0, workGoesOn: true }])
  t.same([statusAt(store.get('kept')!, clock.now()), store.get('removed')], ['dismissed', undefined])
  store.reset()
  t.same(notifications.slice(2), ['forgotten', 'forgotten'])
})

t.test('a job that is put back does what its dismissal is still to do; one that would be forgotten by now is not there', async t => {
  const { clock, store } = await storeOf(named('later', 'removed'))
  store.dismiss('later', refuse)
  store.dismiss('removed', { policy: tableOf({ effect: 'remove', after: 1 }) })
  const aside = store.all()
  store.reset()
  store.restore(aside)
  t.same(ids(store.pendingDismissals()), ['removed', 'later'])
  clock.advance(2000)
  t.same([statusAt(store.get('later')!, clock.now()), ids(store.all())], ['dismissed', ['later']])
  store.restore(aside)
  t.same(ids(store.all()), ['later'])
})

t.test('a job that is told to end after its dismissal, in the same millisecond too, stays ended, unless it is to be removed', async t => {
  const later = { effect: 'remove', after: 2 } as const
  const removing = { policy: { accepted: later, running: later, successful: later, failed: later, dismissed: later } }
  for (const [options, passed, left] of [[refuse, 0, 'successful'], [refuse, 1, 'successful'], [removing, 0, undefined], [removing, 1, undefined]] as const) {
    const { clock, store } = await storeOf([draft({ id: 'a', plan: { accepted: 0, running: Infinity, outcome: 'failed' } })])
    store.dismiss('a', options)
    clock.advance(passed)
    store.amend('a', moveTo('successful'))
    clock.advance(5000)
    const job = store.get('a')
    t.equal(job && statusAt(job, clock.now()), left, `${left} ${passed}`)
  }
})

t.test('what is pending of jobs that are not there any more takes no room', async t => {
  const { store } = await storeOf()
  for (let count = 0; count < 500; count++) {
    store.submit(named('a'))
    store.dismiss('a', refuse)
    store.forget('a')
  }
  t.same(ids(store.pendingDismissals()), [])
  store.submit(named('a'))
  store.dismiss('a', refuse)
  t.same(ids(store.pendingDismissals()), ['a'])
})
