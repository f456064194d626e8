import t from 'tap'
import type { CodeProcess } from '../../../src/seed/code-process.ts'
import { createDouble } from '../../../src/create-double.ts'
import { build, type TestDouble } from '../../helper.ts'

const described = { inputs: { a: { schema: { type: 'number' } } }, outputs: { half: { schema: { type: 'number' } }, note: { schema: { type: 'string' } } } }
const halve = (run: CodeProcess['run'], more: object = {}): CodeProcess => ({ id: 'halve', ...described, ...more, ...(run !== undefined && { run }) })

const start = async ({ app }: TestDouble, a: number): Promise<string> =>
  (await app.inject({ method: 'POST', url: '/processes/halve/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { a }, response: 'document' } })).json().jobID

const resultsOf = async ({ app }: TestDouble, id: string) => (await app.inject(`/jobs/${id}/results`)).json()
const statusOf = async ({ app }: TestDouble, id: string) => (await app.inject(`/jobs/${id}`)).json()

/** A promise that the test settles, for code to wait for. */
function gate<T> (): { wait: Promise<T>, open: (value: T) => void, fail: (error: unknown) => void } {
  let [open, fail] = [(_: T) => {}, (_: unknown) => {}]
  const wait = new Promise<T>((resolve, reject) => { [open, fail] = [resolve, reject] })
  return { wait, open: value => open(value), fail: error => fail(error) }
}

const later = () => new Promise(resolve => { setImmediate(resolve) })

t.test('code makes the results of a job; what it leaves out is made from its schema', async t => {
  const double = await build(t, { seed: {}, processes: [halve(({ a }) => ({ half: Number(a) / 2 }))] })
  t.same(await resultsOf(double, await start(double, 7)), { half: 3.5, note: 'sample' })
  t.match((await double.app.inject('/processes/halve')).json(), { id: 'halve', inputs: described.inputs })
  t.equal((await double.app.inject('/processes/halve')).json().run, undefined)
  t.same((await (await double.app.inject({ method: 'POST', url: '/processes/halve/execution', payload: { inputs: { a: 3 }, outputs: { half: {} } } })).json()), 1.5)
})

t.test('what code throws is why the job fails', async t => {
  const double = await build(t, { seed: {}, processes: [halve(({ a }) => { throw a === 1 ? new Error('One has no half.') : 'a text' })] })
  t.match(await resultsOf(double, await start(double, 1)), { status: 500, detail: 'One has no half.' })
  t.match(await statusOf(double, await start(double, 1)), { status: 'failed', message: 'One has no half.' })
  t.match(await statusOf(double, await start(double, 2)), { message: 'a text' })
})

t.test('results of code that its outputs do not have are why the job fails', async t => {
  const results: unknown[] = [{ haf: 1 }, { half: 'b' }, 7, null, undefined]
  const double = await build(t, { seed: {}, processes: [halve(() => results.shift() as never)] })
  const messages = []
  for (let count = 0; count < 5; count++) messages.push((await statusOf(double, await start(double, 1))).message)
  t.match(messages, [
    'The code of the process "halve" returned results that are wrong: /results: haf is not an output of the process halve; there are: half, note; did you mean half?.',
    'The code of the process "halve" returned results that are wrong: /results/half: "b" came; expected number.',
    'The code of the process "halve" returned 7; expected results by output.',
    'The code of the process "halve" returned null; expected results by output.',
    'The job has succeeded.'
  ])
})

t.test('a job runs as long as its plan says, and as long as its code', async t => {
  const gates = Array.from({ length: 4 }, () => gate<{ half: number }>())
  const waiting = gates.map(({ wait }) => wait)
  const double = await build(t, { seed: {}, processes: [halve(() => waiting.shift()!, { plan: { running: 10 } })] })
  const [early, late, failing, held] = [await start(double, 1), await start(double, 1), await start(double, 1), await start(double, 1)] as [string, string, string, string]
  gates[0]!.open({ half: 1 })
  await later()
  t.match(await statusOf(double, early), { status: 'running', progress: 0 })
  await double.clock.advance('5s')
  t.match(await statusOf(double, late), { status: 'running', progress: 50 })
  await double.jobs.hold(held)
  await double.clock.advance('5s')
  t.match([await statusOf(double, early), await statusOf(double, late)], [{ status: 'successful' }, { status: 'running', progress: 99 }])
  await double.clock.advance('1h')
  gates[1]!.open({ half: 2 })
  gates[2]!.fail(new Error('No.'))
  gates[3]!.open({ half: 4 })
  await later()
  t.match([await resultsOf(double, late), await resultsOf(double, failing)], [{ half: 2 }, { detail: 'No.' }])
  t.match(await statusOf(double, late), { updated: '2026-01-01T01:00:10.000Z' })
  t.match(await statusOf(double, held), { status: 'running', progress: 50 })
  await double.jobs.release(held)
  await double.clock.advance('5s')
  t.match(await resultsOf(double, held), { half: 4 })
})

t.test('code hears that its job was dismissed, or that its world was reset, and changes nothing any more', async t => {
  const signals: AbortSignal[] = []
  const answer = gate<{ half: number }>()
  const double = await build(t, { seed: {}, processes: [halve((_, { id, submitted, signal }) => { t.match([id, submitted], [/./, double.clock.now()]); signals.push(signal); return answer.wait })] })
  const [dismissed, moved] = [await start(double, 1), await start(double, 1), await start(double, 1)]
  await double.app.inject({ method: 'DELETE', url: `/jobs/${dismissed}` })
  t.same(signals.map(({ aborted }) => aborted), [true, false, false])
  await double.jobs.move(moved, 'failed')
  answer.open({ half: 1 })
  await later()
  t.match([(await statusOf(double, dismissed)).status, (await statusOf(double, moved)).status], ['dismissed', 'failed'])
  await double.reset()
  t.same(signals.map(({ aborted }) => aborted), [true, true, true])
})

t.test('a snapshot of a job whose code has not settled runs it again', async t => {
  const gates = [gate<{ half: number }>(), gate<{ half: number }>()]
  const waiting = gates.map(({ wait }) => wait)
  const double = await build(t, { seed: {}, processes: [halve(() => waiting.shift()!)] })
  const id = await start(double, 1)
  await double.snapshots.take('running')
  gates[0]!.open({ half: 1 })
  await later()
  t.match(await resultsOf(double, id), { half: 1 })
  await double.snapshots.restore('running')
  t.equal((await statusOf(double, id)).status, 'running')
  gates[1]!.open({ half: 2 })
  await later()
  t.match(await resultsOf(double, id), { half: 2 })
})

t.test('a case, a job of a seed that has ended and what a test says go before code', async t => {
  let calls = 0
  const processes = [halve(() => { calls++; return { half: 1 } }, { cases: [{ when: { a: 13 }, failure: { detail: 'Unlucky.' } }] })]
  const seed = { jobs: [{ id: 'failed', process: 'halve', inputs: { a: 1 }, age: 60, plan: { outcome: 'failed' as const } }, { id: 'ended', process: 'halve', inputs: { a: 1 }, age: 60 }] }
  const double = await build(t, { seed, processes })
  t.equal(calls, 1, 'of the job that succeeded')
  t.equal((await double.app.inject('/jobs/ended/results/half')).json(), 1)
  t.match(await statusOf(double, 'ended'), { finished: '2025-12-31T23:59:00.000Z' })
  t.match(await resultsOf(double, await start(double, 13)), { detail: 'Unlucky.' })
  t.equal(calls, 1)
  await double.reset({ processes: [{ id: 'halve', title: 'Halve it' }] })
  t.match((await double.app.inject('/processes/halve')).json().title, 'Halve it')
  await start(double, 1)
  t.equal(calls, 2, 'a seed may change the description of a process of the program')
  await double.reset({ processes: [{ id: 'halve', results: { half: 9 } }] })
  t.match(await resultsOf(double, await start(double, 1)), { half: 9 })
  t.equal(calls, 2)
})

t.test('a process without code is what a seed would make of it', async t => {
  const double = await build(t, { seed: {}, processes: [halve(undefined)] })
  t.same(await resultsOf(double, await start(double, 1)), { half: 1, note: 'sample' })
})

t.test('processes of a program are checked as those of a seed are', async t => {
  const rows: [unknown, RegExp][] = [
    [[{ id: 'a', run: 7 }], /\/processes\/0\/run: 7 came; expected a function/],
    [[{ run () {} }], /\/processes\/0: expected a member id/],
    [[{ id: 'a', results: { b: 1 } }], /\/processes\/0\/results: b is not an output of the process a/],
    [[7], /\/processes\/0: 7 came; expected object/],
    [{}, /\/processes: \{\} came; expected array/],
    [[{ id: 'a' }, { id: 'a' }], /\/processes\/1\/id: "a" came twice/]
  ]
  for (const [processes, sentence] of rows) await t.rejects(createDouble({ processes: processes as never }), { name: 'SeedError', message: sentence })
})

t.test('results of code may be links, files of the folder of the program, and documents of a size', async t => {
  const tiff = { schema: { type: 'string', contentEncoding: 'binary', contentMediaType: 'image/tiff' } }
  const double = await build(t, { seed: {}, processes: [{ id: 'halve', inputs: described.inputs, outputs: { image: tiff }, results: { image: { $file: 'package.json' } }, run: ({ a }) => ({ image: a === 1 ? { $bytes: 5 } : { $file: 'package.json' } }) }] })
  const image = async (a: number) => { const { rawPayload } = await double.app.inject(`/jobs/${await start(double, a)}/results/image`); return rawPayload.length }
  t.same([await image(1), await image(2) > 100], [5, true])
})
