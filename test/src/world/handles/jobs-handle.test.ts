import t from 'tap'
import type { JobAddition } from '../../../../schemas/control/jobs.ts'
import type { JobSeed } from '../../../../schemas/seed.ts'
import { build, type TestDouble } from '../../../helper.ts'

const start = Date.UTC(2026, 0, 1)
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()

const readResource = async ({ app }: TestDouble, path: string): Promise<{ status: number, json: Record<string, unknown> }> => {
  const { statusCode, body } = await app.inject(path)
  return { status: statusCode, json: JSON.parse(body) }
}

/** An added job at once, and an hour later. */
const additions: { job: JobAddition, then: object, later: string }[] = [
  { job: { process: 'hold' }, then: { process: 'hold', status: 'running', progress: 0, created: at(0), project: 1, user: 0, held: false }, later: 'running' },
  { job: { process: 'echo', inputs: { message: 'x', pause: 30 } }, then: { status: 'running', inputs: { message: 'x', pause: 30 }, plan: { accepted: 0, running: 30, outcome: 'successful' } }, later: 'successful' },
  { job: { process: 'echo', plan: { accepted: 5, running: 5 }, age: 7, user: 'execute' }, then: { status: 'running', progress: 40, created: at(-7), started: at(-2), user: 1 }, later: 'successful' },
  { job: { process: 'echo', status: 'accepted' }, then: { status: 'accepted', progress: 0, started: undefined }, later: 'accepted' },
  { job: { process: 'echo', status: 'running', progress: 40 }, then: { status: 'running', progress: 40, started: at(0), plan: { running: 'forever' } }, later: 'running' },
  { job: { process: 'echo', status: 'running', progress: 40, age: 20 }, then: { status: 'running', progress: 40, started: at(-20) }, later: 'running' },
  { job: { process: 'echo', status: 'successful', results: { message: 'hello' } }, then: { status: 'successful', progress: 100, finished: at(0), results: { message: 'hello' } }, later: 'successful' },
  { job: { process: 'echo', status: 'failed', progress: 60, reason: 'No space left' }, then: { status: 'failed', progress: 60, reason: 'No space left' }, later: 'failed' },
  { job: { process: 'fail', status: 'failed' }, then: { status: 'failed', reason: 'This process fails by design.' }, later: 'failed' },
  { job: { process: 'hold', status: 'dismissed', progress: 10 }, then: { status: 'dismissed', progress: 10, updated: at(0) }, later: 'dismissed' },
  { job: { process: 'hold', status: 'dismissed', age: 30, dismissed: 20 }, then: { status: 'dismissed', updated: at(-20) }, later: 'dismissed' },
  { job: { process: 'echo', inputs: { message: 'x', pause: 30 }, age: 20, held: 10 }, then: { status: 'running', held: true, started: at(-20) }, later: 'running' },
  { job: { process: 'demo', project: 1, group: 'g', status: 'running' }, then: { process: 'demo', group: 'g', status: 'running' }, later: 'running' }
]

for (const { job, then, later } of additions) {
  t.test(`${JSON.stringify(job)} is there, and stays where its status says`, async t => {
    const double = await build(t)
    const added = await double.jobs.add({ id: 'mine', ...job })
    t.match(added, { id: 'mine', ...then })
    t.same(double.jobs.get('mine'), added)
    await double.clock.advance('1h')
    t.equal(double.jobs.get('mine')?.status, later)
  })
}

t.test('a job cannot have been held when it had ended', async t => {
  const double = await build(t)
  await t.rejects(double.jobs.add({ held: 0 }), { message: '/held: 0 came; expected a time at which the job had not ended; by its plan it was successful then' })
})

t.test('a job without an id gets one, and is seen by clients of both APIs', async t => {
  const double = await build(t)
  const { id } = await double.jobs.add({ process: 'demo', project: 1, user: 'execute', status: 'running', progress: 40 })
  t.match((await readResource(double, `/jobs/${id}`)).json, { status: 'running', progress: 40 })
  const { statusCode } = await double.app.inject({ method: 'DELETE', url: `/rest/Job/${id}`, headers: { authorization: `Token ${double.tokens['execute']}` } })
  t.equal(statusCode, 200)
})

t.test('a job that is finished has the results that it is given, or else those of its process', async t => {
  const double = await build(t)
  await double.jobs.add({ id: 'given', process: 'echo', inputs: { message: 'in' }, status: 'running' })
  await double.jobs.add({ id: 'own', process: 'echo', inputs: { message: 'in' }, status: 'accepted' })
  t.match(await double.jobs.finish('given', { results: { message: 'out', flag: true } }), { status: 'successful', progress: 100, finished: at(0), results: { message: 'out', flag: true } })
  t.match(await double.jobs.finish('own'), { status: 'successful', results: undefined })
  t.equal((await double.app.inject('/jobs/given/results/flag')).body, 'true')
  t.equal((await double.app.inject('/jobs/given/results/message')).body, 'out')
  t.equal((await double.app.inject('/jobs/given/results/record')).body, '{}', 'what was not given is what its process gives')
  t.equal((await double.app.inject('/jobs/own/results/message')).body, 'in')
})

t.test('who waits for an execution gets what the job is finished with', async t => {
  const double = await build(t)
  for (const [end, status, body] of [
    [(id: string) => double.jobs.finish(id, { results: { message: 'done by the test' } }), 200, 'done by the test'],
    [(id: string) => double.jobs.fail(id, { reason: 'No space left' }), 500, /No space left/]
  ] as const) {
    const waiting = double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { message: 'x', pause: 60 }, outputs: { message: {} } } })
    while (double.jobs.list({ status: 'running', process: 'echo' }).length === 0) await new Promise(resolve => setImmediate(resolve))
    await end(double.jobs.list({ status: 'running', process: 'echo' })[0]!.id)
    const answer = await waiting
    t.equal(answer.statusCode, status)
    t.match(answer.body, body)
  }
})

t.test('a job that fails says why, and nothing of it goes back', async t => {
  const double = await build(t)
  await double.jobs.add({ id: 'a', process: 'hold', status: 'running', progress: 40 })
  await double.jobs.hold('a')
  t.match(await double.jobs.fail('a', { reason: 'No space left' }), { status: 'failed', progress: 40, reason: 'No space left', held: false })
  t.match((await readResource(double, '/jobs/a')).json, { status: 'failed', message: 'No space left' })
  t.match(await readResource(double, '/jobs/a/results'), { status: 500, json: { detail: 'No space left' } })
  t.match(await double.jobs.fail('running'), { status: 'failed', reason: undefined })
  await t.rejects(double.jobs.finish('a'), { message: 'The job "a" is failed; it cannot become successful.' })
})

t.test('where a dismissal is refused, the job says why it stays', async t => {
  const double = await build(t, { dismiss: 'refuse' })
  await t.rejects(double.jobs.dismiss('done'), { code: 'job-unmoved', message: /"done" is successful/ })
  t.match(await double.jobs.dismiss('dismissed'), { status: 'dismissed' }, 'it is what it was to become')
})

t.test('a dismissal before whose effect the job ends is kept in a seed as long as it may still do something', async t => {
  const double = await build(t, { dismiss: 'refuse' })
  await double.reset({ jobs: [{ id: 'short', process: 'echo', inputs: { message: 'x' }, age: 1, plan: { running: 2 } }] })
  await double.jobs.dismiss('short')
  const seeded = async () => ((await readResource(double, '/__admin/seed')).json['jobs'] as readonly JobSeed[])[0]
  t.match(await seeded(), { dismissed: 0, dismissal: { after: 2 } })
  await double.clock.advance('5s')
  t.notMatch(await seeded(), { dismissal: Object })
  t.equal((await double.jobs.get('short'))?.status, 'successful')
})

t.test('a dismissal that takes effect later is shown, and kept in a seed', async t => {
  const double = await build(t, { dismiss: 'refuse' })
  t.match(await double.jobs.dismiss('running'), { status: 'running', dismissalDue: at(2) })
  const jobs = (await readResource(double, '/__admin/seed')).json['jobs'] as readonly JobSeed[]
  t.match(jobs.find(({ id }) => id === 'running'), { dismissed: 0, dismissal: { after: 2 } })
  const plan = { running: 'forever' as const }
  await double.reset({ jobs: [...jobs.filter(({ id }) => id === 'running'), { id: 'kept', process: 'hold', age: 30, plan, dismissed: 10, dismissal: { after: 12, forgottenAfter: 15, workGoesOn: true } }, { id: 'bare', process: 'hold', age: 30, dismissed: 10, dismissal: {} }] })
  const statuses = () => double.jobs.list().map(({ id, status }) => `${id} ${status}`)
  t.same(statuses(), ['running running', 'kept running', 'bare dismissed'])
  t.match((await readResource(double, '/__admin/seed')).json['jobs'], [{}, { dismissal: { after: 12, forgottenAfter: 15, workGoesOn: true } }, { dismissal: { after: 0 } }])
  await double.clock.advance('2s')
  t.same(statuses(), ['running dismissed', 'kept dismissed', 'bare dismissed'])
  await double.clock.advance('3s')
  t.same(statuses(), ['running dismissed', 'bare dismissed'])
})

t.test('a job is dismissed as a client would, by the policy of the world', async t => {
  for (const [dismiss, left] of [['retain', 'dismissed'], ['gone', 'dismissed'], ['remove', undefined]] as const) {
    const double = await build(t, { dismiss })
    t.match(await double.jobs.dismiss('running'), { id: 'running', status: 'dismissed' })
    t.equal(double.jobs.get('running')?.status, left)
    t.match(await double.jobs.move('waiting', 'dismissed'), { status: 'dismissed' }, 'to move it there is the same')
  }
})

t.test('jobs are listed oldest first, all or those of a status, process, project or group', async t => {
  const double = await build(t)
  const ids = (...selection: Parameters<typeof double.jobs.list>) => double.jobs.list(...selection).map(({ id }) => id)
  t.same(ids(), ['dismissed', 'done', 'broken', 'running', 'demo-1', 'demo-2', 'demo-3', 'waiting'])
  t.same(ids({ status: 'running' }), ['running', 'demo-1', 'demo-2', 'demo-3'])
  t.same(ids({ process: 'echo' }), ['done', 'waiting'])
  t.same(ids({ group: 'demo-group', status: 'successful' }), [])
  t.same(ids({ project: 1, process: 'hold', status: 'dismissed' }), ['dismissed'])
  t.equal(double.jobs.size(), 8)
  t.equal(double.jobs.get('nobody'), undefined)
})

t.test('results that someone gave a job survive a snapshot, and count among the bytes of inputs', async t => {
  const double = await build(t, { seed: {}, inputBytes: 2000 })
  await double.jobs.add({ id: 'a', process: 'echo', status: 'successful', results: { message: 'x'.repeat(1500) } })
  await double.snapshots.take('s')
  await t.rejects(double.jobs.add({ id: 'b', process: 'echo', status: 'successful', results: { message: 'x'.repeat(1500) } }), { message: /--input-bytes/ })
  await double.jobs.add({ id: 'c', process: 'echo', status: 'running' })
  await t.rejects(double.jobs.finish('c', { results: { message: 'x'.repeat(1500) } }), { message: /--input-bytes/ })
  t.equal(double.jobs.get('c')?.status, 'running', 'and nothing has changed')
  await double.jobs.dismiss('a')
  await double.jobs.finish('c', { results: { message: 'x'.repeat(1500) } })
  await double.snapshots.restore('s')
  t.match(double.jobs.get('a'), { results: { message: /^x{1500}$/ } })
})

t.test('what is nested too deeply is refused, as it is over HTTP', async t => {
  const double = await build(t)
  let record: object = {}
  for (let depth = 0; depth < 300; depth++) record = { record }
  await t.rejects(double.jobs.add({ inputs: { message: 'x', record } }), { message: /nested deeper than 200 came; .*--max-depth/ })
  await t.rejects(double.jobs.add({ process: 'echo', status: 'running', id: '\ud800' }), { message: /^\/id: a text with half of a surrogate pair came/ })
})
