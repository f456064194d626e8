import t from 'tap'
import { validateSeed } from '../../../src/seed/validate-seed.ts'
import { build } from '../../helper.ts'
import { ask, titles } from './helper.ts'

t.test('a world is a seed, and a world of that seed is the same', async t => {
  const double = await build(t)
  const execute = (outputs: object, response: string) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { message: 'x', flag: true }, outputs, response } })
  await execute({ message: { transmissionMode: 'reference' }, flag: {} }, 'raw')
  await execute({ flag: {} }, 'document')
  await double.jobs.hold('demo-1')
  await double.clock.advance('7s')
  await double.app.inject({ method: 'DELETE', url: '/jobs/waiting' })
  const { status, headers, json: seed } = await ask(double, 'GET /seed')
  t.match([status, headers], [200, { 'content-type': /^application\/json/, 'content-disposition': 'attachment; filename="seed.json"' }])
  t.same(validateSeed(seed), [])
  t.equal(seed.jobs.length, 10)
  const listJobs = async () => (await ask(double, 'GET /jobs')).json.jobs
  const results = async () => Promise.all(seed.jobs.slice(-2).map(async ({ id }: { id: string }) => { const { body, headers } = await double.app.inject(`/jobs/${id}/results`); return [body.replaceAll(/part-\w+/g, ''), headers['content-type']?.toString().replace(/part-\w+/, '')] }))
  const before = [await listJobs(), await results()]
  t.match(await ask(double, 'POST /reset', { seed }), { status: 200 })
  await double.clock.freeze(double.clock.now())
  t.same((await ask(double, 'GET /seed')).json, seed)
  const strip = ([jobs, results]: unknown[]) => [(jobs as { created: string }[]).map(({ created, started, updated, finished, ...job }: Record<string, unknown>) => job), results]
  t.same(strip([await listJobs(), await results()]), strip(before))
})

t.test('a world without jobs is a seed too, each world its own', async t => {
  const double = await build(t, { seed: { processes: [{ id: 'a', title: ']}' }] } })
  t.same((await ask(double, 'GET /seed')).json, { processes: [{ id: 'a', title: ']}' }], jobs: [] })
  await double.world('other').reset({ jobs: [{ id: 'x' }], processes: [{ id: 'a' }] })
  t.match((await ask(double, 'GET /w/other/__admin/seed')).json, { processes: [{ id: 'a' }], jobs: [{ id: 'x', process: 'echo' }] }, 'in whichever order its members came')
  t.match((await double.app.inject({ url: '/w/other/__admin/?show=world', headers: { accept: 'text/html' } })).body, /<a href="http:[^"]*\/w\/other\/__admin\/seed" download="seed\.json">Save as seed<\/a>/)
})

t.test('a job of a seed says how its results are handed over, by outputs that there are', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'a', age: 60, inputs: { message: 'x' }, response: 'document', outputs: { message: { transmissionMode: 'reference' } } }] } })
  t.match((await double.app.inject('/jobs/a/results')).json(), { message: { href: /\/jobs\/a\/results\/message$/ } })
  await double.reset({ jobs: [{ id: 'b', age: 60, inputs: { message: 'x' }, outputs: { message: { transmissionMode: 'value' } } }, { id: 'c', age: 60, inputs: { message: 'x' }, response: 'document' }] })
  t.equal((await double.app.inject('/jobs/b/results')).body, 'x', 'as it is, where nothing else is said')
  t.match((await double.app.inject('/jobs/c/results')).json(), { message: 'x' }, 'all of them, where none is named')
  const wrong = { jobs: [{ outputs: { mesage: { transmissionMode: 'value' } } }, { process: 'transcode', outputs: { a: { transmissionMode: 'value' } } }] }
  t.match(titles(await ask(double, 'POST /reset', { seed: wrong })), [/^\/seed\/jobs\/0\/outputs: "mesage" came; expected outputs of echo: message, /, /^\/seed\/jobs\/1\/outputs: "a" came; expected outputs of transcode: it has none/])
})
