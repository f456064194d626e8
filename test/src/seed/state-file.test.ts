import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { startDouble, type Double, type StartOptions } from '../../../src/create-double.ts'
import { keepState } from '../../../src/seed/state-file.ts'

/** Outlives each test: a double writes its file once more when it closes. */
const root = mkdtempSync(join(tmpdir(), 'jobdouble-state-'))
t.teardown(() => rmSync(root, { recursive: true }))
const createFolder = () => mkdtempSync(join(root, 'test-'))

/** A double whose default world has a state file, and its reports. */
async function start (t: Test, file: string, options: StartOptions = {}): Promise<{ double: Double, errors: Error[] }> {
  const errors: Error[] = []
  const { double } = await startDouble(options, world => keepState(file, world, error => errors.push(error)))
  t.teardown(() => double.close())
  return { double, errors }
}

const launch = async ({ app }: Double, payload: object = { inputs: { message: 'x' } }): Promise<string> =>
  (await app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload })).json().jobID
const jobsOf = async ({ app }: Double) => (await app.inject('/__admin/jobs')).json().jobs

for (const clock of ['manual', 'system'] as const) {
  t.test(`a world goes on after a restart, on a clock that is ${clock}`, async t => {
    const file = join(createFolder(), 'state.json')
    const { double } = await start(t, file, { clock })
    const id = await launch(double, { inputs: { message: 'x' }, outputs: { message: { transmissionMode: 'reference' } }, response: 'document' })
    await double.app.inject({ method: 'DELETE', url: '/jobs/waiting' })
    await double.jobs.hold('demo-1')
    await double.clock.advance('2s')
    double.configure({ dismiss: 'gone' })
    const [jobs, now] = [await jobsOf(double), double.clock.now()]
    await double.close()
    await double.close()
    const { double: again, errors } = await start(t, file, { clock })
    t.same(await jobsOf(again), jobs)
    t.ok(clock === 'manual' ? again.clock.now() === now : again.clock.now() >= now)
    t.equal(again.clock.frozen, clock === 'manual')
    t.equal(again.settings.dismiss, 'gone')
    t.match((await again.app.inject(`/jobs/${id}/results`)).json(), { message: { href: /results\/message$/ } })
    t.not(await launch(again), id, 'no id is given twice')
    await again.reset()
    t.equal((await again.app.inject(`/jobs/${id}`)).statusCode, 404, 'a reset leads back to the seed')
    t.same(errors, [])
  })
}

t.test('a seed that a world was reset to is kept, with its jobs', async t => {
  const file = join(createFolder(), 'state.json')
  const { double } = await start(t, file)
  await double.reset({ processes: [{ id: 'mine' }], jobs: [{ id: 'a', process: 'mine' }] })
  await double.close()
  const { double: again } = await start(t, file)
  t.equal((await again.app.inject('/processes/mine')).statusCode, 200)
  t.equal((await again.app.inject('/jobs/a')).statusCode, 200)
})

t.test('what clients deployed, undeployed and have waiting is kept, with the jobs of it', async t => {
  const file = join(createFolder(), 'state.json')
  const seed = { processes: [{ id: 'seeded', mutable: true }] }
  const { double } = await start(t, file, { clock: 'manual', deploy: 'http', seed })
  const deploy = (body: string | Buffer, type: string) => double.app.inject({ method: 'POST', url: '/processes', headers: { 'content-type': type }, payload: body })
  const cwl = (id: string) => JSON.stringify({ cwlVersion: 'v1.2', class: 'Workflow', id, inputs: {}, outputs: { out: 'int' } })
  const notText = Buffer.concat([Buffer.from(`${cwl('bytes').slice(0, -1)},"doc":"`), Buffer.from([0xff]), Buffer.from('"}')])
  t.equal((await deploy(cwl('text'), 'application/cwl')).statusCode, 201)
  t.equal((await deploy(notText, 'application/cwl; charset=iso-8859-1')).statusCode, 201)
  await double.app.inject({ method: 'DELETE', url: '/processes/seeded' })
  double.configure({ deployment: { queued: 10, ids: 'integer' } })
  for (const id of ['waiting', 'held']) await deploy(cwl(id), 'application/cwl+yaml')
  double.deployments.hold('deployment-4')
  await double.app.inject({ method: 'POST', url: '/processes/text/execution', headers: { prefer: 'respond-async' }, payload: {} })
  await double.clock.advance('4s')
  await double.close()
  const { double: again, errors } = await start(t, file, { clock: 'manual', seed })
  const statusOf = async (path: string) => (await again.app.inject(path)).statusCode
  t.same(await Promise.all(['text', 'bytes', 'seeded', '1'].map(id => statusOf(`/processes/${id}`))), [200, 200, 404, 404])
  t.same((await again.app.inject('/processes/text/package')).body, cwl('text'))
  t.ok(Buffer.from((await again.app.inject('/processes/bytes/package')).rawPayload).equals(notText))
  t.match((await again.app.inject('/jobs')).json().jobs, [{ processID: 'text' }])
  await again.clock.advance('6s')
  t.match((await again.app.inject('/processes/1')).json(), { id: 'waiting', processID: '1' })
  await again.clock.advance('1h')
  t.equal(await statusOf('/processes/2'), 404)
  again.deployments.release(again.deployments.list().find(({ held }) => held)!.id)
  await again.clock.advance('10s')
  t.equal(await statusOf('/processes/2'), 200)
  t.same(errors, [])
})

t.test('a clock that stands in the past stands now, with jobs as far as they were', async t => {
  const file = join(createFolder(), 'state.json')
  const { double } = await start(t, file)
  await double.clock.freeze()
  await double.close()
  const state = JSON.parse(readFileSync(file, 'utf8'))
  const hour = 3_600_000
  writeFileSync(file, JSON.stringify({ ...state, clock: { ...state.clock, now: state.clock.now - hour } }))
  const { double: again } = await start(t, file)
  t.ok(again.clock.frozen && again.clock.now() >= state.clock.now)
  const [job] = (await jobsOf(again)).filter(({ id }: { id: string }) => id === 'running')
  const { age } = state.jobs.find(({ id }: { id: string }) => id === 'running')
  t.equal(again.clock.now() - Date.parse(job.created), Math.round(age * 1000))
})

t.test('what is changed is written soon, and nothing is left of the drafts', async t => {
  const folder = createFolder()
  const file = join(folder, 'state.json')
  const { double } = await start(t, file)
  const first = readFileSync(file, 'utf8')
  const id = await launch(double)
  while (!readFileSync(file, 'utf8').includes(id)) await new Promise(resolve => setTimeout(resolve, 50))
  t.not(readFileSync(file, 'utf8'), first)
  await double.close()
  t.same(readdirSync(folder), ['state.json'])
})

const damaged: [text: string, message: RegExp][] = [
  ['{"jobdouble":"state 1","jobs":[', /is damaged, or not a state file: .*JSON/],
  ['', /is damaged, or not a state file/],
  ['{}', /is damaged, or not a state file: .*expected a member/],
  ['{"jobdouble":"state 2"}', /is damaged, or not a state file/],
  ['WRONG JOB', /\/jobs\/0\/age: "old" came; expected number/],
  ['TWICE', /\/jobs\/1\/id: "a" came twice/]
]

t.test('a file that is damaged is refused with a sentence, and stays as it is', async t => {
  const folder = createFolder()
  const file = join(folder, 'state.json')
  const { double } = await start(t, file)
  await double.close()
  const good = JSON.parse(readFileSync(file, 'utf8'))
  const texts: Record<string, string> = { 'WRONG JOB': JSON.stringify({ ...good, jobs: [{ age: 'old' }] }), TWICE: JSON.stringify({ ...good, jobs: [{ id: 'a' }, { id: 'a' }] }) }
  for (const [name, message] of damaged) {
    const text = texts[name] ?? name
    writeFileSync(file, text)
    await t.rejects(start(t, file), { message }, name)
    await t.rejects(start(t, file), { message: /Nothing was overwritten\. Repair it, remove it, or name another with --state\.$/ })
    t.equal(readFileSync(file, 'utf8'), text)
  }
  t.same(readdirSync(folder), ['state.json'])
})

t.test('a place that cannot be read or written is refused at once, or reported later', async t => {
  const folder = createFolder()
  await t.rejects(start(t, folder), { message: /^The state file .* cannot be read: EISDIR/ })
  await t.rejects(start(t, join(folder, 'none', 'state.json')), { message: /^The state file .* cannot be written: ENOENT/ })
  const file = join(createFolder(), 'sub', 'state.json')
  mkdirSync(join(file, '..'))
  const { double, errors } = await start(t, file)
  rmSync(join(file, '..'), { recursive: true })
  await launch(double)
  await double.close()
  t.match(errors, [/ENOENT/])
  t.notOk(existsSync(file))
})
