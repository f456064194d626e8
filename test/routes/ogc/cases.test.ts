import t from 'tap'
import type { Seed } from '../../../schemas/seed.ts'
import { build, type TestDouble } from '../../helper.ts'

const seed: Seed = {
  processes: [{
    id: 'ships',
    inputs: { scene: { schema: { type: 'string' } }, clouds: { minOccurs: 0, schema: { type: 'number' } }, place: { minOccurs: 0, schema: { type: 'object' } } },
    outputs: { count: { schema: { type: 'integer', minimum: 5 } }, scene: { schema: { type: 'string' } }, area: { schema: { type: 'number' } } },
    results: { area: 31.4 },
    plan: { running: 10 },
    cases: [
      { when: { scene: 'nowhere' }, failure: { type: 'https://h.example/no-scene', title: 'No such scene', detail: 'There is no scene of that name.', status: 404 } },
      { when: { scene: 'broken' }, failure: {} },
      { when: { scene: 'large' }, plan: { running: 60 }, results: { count: 1000 } },
      { when: { place: { country: { code: 'NL' } } }, results: { count: 7 } },
      { when: { scene: 'flaky' }, sequence: [{ failure: { detail: 'Out of memory.' }, times: 2 }, { results: { count: 8 } }, { results: { count: 9 } }] },
      { when: { matchesJsonSchema: { required: ['clouds'], properties: { clouds: { minimum: 0.9 } } } }, failure: { detail: 'Too cloudy.', status: 422 } }
    ]
  }]
}

/** Launches a job and waits for its end; returns its results, or the exception in their place. */
async function run (double: TestDouble, inputs: object): Promise<{ status: number, body: Record<string, unknown> }> {
  const { jobID } = (await double.app.inject({ method: 'POST', url: '/processes/ships/execution', headers: { prefer: 'respond-async' }, payload: { inputs, response: 'document' } })).json()
  await double.clock.advance('1m')
  const answer = await double.app.inject(`/jobs/${jobID}/results`)
  return { status: answer.statusCode, body: answer.json() }
}

t.test('without a case, outputs are the results of the process, its inputs of the same names, and values made from schemas', async t => {
  const double = await build(t, { seed })
  const results = { status: 200, body: { count: 5, scene: 'harbour', area: 31.4 } }
  t.same([await run(double, { scene: 'harbour' }), await run(double, { scene: 'harbour' })], [results, results])
})

t.test('the first case whose inputs the job has among its own decides', async t => {
  const double = await build(t, { seed })
  t.same(await run(double, { scene: 'large', clouds: 1 }), { status: 200, body: { count: 1000, scene: 'large', area: 31.4 } })
  t.match((await run(double, { scene: 'x', place: { value: { country: { code: 'NL', name: 'Netherlands' }, city: 'Leiden' } } })).body, { count: 7 })
  t.match((await run(double, { scene: 'x', place: { value: { country: 'NL' } } })).body, { count: 5 })
})

t.test('a failure has the exception that its case says, whoever asks for it', async t => {
  const double = await build(t, { seed })
  const exception = { type: 'https://h.example/no-scene', title: 'No such scene', detail: 'There is no scene of that name.', status: 404 }
  t.match(await run(double, { scene: 'nowhere' }), { status: 404, body: exception })
  const [job] = double.jobs.list()
  t.match((await double.app.inject(`/jobs/${job!.id}`)).json(), { status: 'failed', message: exception.detail })
  const waiting = await double.app.inject({ method: 'POST', url: '/processes/ships/execution', headers: { 'x-job-progression': 'immediate' }, payload: { inputs: { scene: 'nowhere' } } })
  t.match([waiting.statusCode, waiting.json()], [404, exception])
  t.match(await run(double, { scene: 'broken' }), { status: 500, body: { title: 'Job failed', type: 'NoApplicableCode' } })
  t.match(await run(double, { scene: 'x', clouds: 0.95 }), { status: 422, body: { detail: 'Too cloudy.' } })
  t.equal((await run(double, { scene: 'x', clouds: 0.5 })).status, 200)
})

t.test('a case has a plan of its own', async t => {
  const double = await build(t, { seed })
  const { jobID } = (await double.app.inject({ method: 'POST', url: '/processes/ships/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { scene: 'large' } } })).json()
  await double.clock.advance('59s')
  t.equal((await double.app.inject(`/jobs/${jobID}`)).json().status, 'running')
})

t.test('a sequence answers one job after another, and stays at its end', async t => {
  const double = await build(t, { seed })
  const next = async () => { const { status, body } = await run(double, { scene: 'flaky' }); return status === 200 ? body['count'] : body['detail'] }
  t.same([await next(), await next(), await next(), await next(), await next()], ['Out of memory.', 'Out of memory.', 8, 9, 9])
  await double.reset()
  t.equal(await next(), 'Out of memory.', 'a reset begins it anew')
  await double.snapshots.take('second')
  t.same([await next(), await next()], ['Out of memory.', 8])
  await double.snapshots.restore('second')
  t.same([await next(), await next()], ['Out of memory.', 8], 'a snapshot brings it back')
  t.equal((await double.world('other').jobs.list()).length, 0)
})

t.test('a request that is refused brings no sequence further', async t => {
  const double = await build(t, { seed, maxJobs: 2 })
  const post = (headers: object = {}) => double.app.inject({ method: 'POST', url: '/processes/ships/execution', headers: { prefer: 'respond-async', ...headers }, payload: { inputs: { scene: 'flaky' } } })
  t.equal((await post({ 'x-job-progression': 'sometimes' })).statusCode, 400)
  const first = await post()
  t.equal(first.statusCode, 201)
  await post()
  t.equal((await post()).statusCode, 503)
  await double.clock.advance('1m')
  const details = double.jobs.list().map(({ reason }) => reason)
  t.same(details, ['Out of memory.', 'Out of memory.'])
  await double.app.inject({ method: 'DELETE', url: `/jobs/${first.json().jobID}` })
  await post()
  await double.clock.advance('1m')
  t.match(double.jobs.list().map(({ status }) => status), ['failed', 'successful'])
})

t.test('how a job goes on is said by who starts it, and what it comes to by its case', async t => {
  const double = await build(t, { seed })
  const { json } = await double.app.inject({ method: 'POST', url: '/processes/ships/execution', headers: { prefer: 'respond-async', 'x-job-progression': 'immediate' }, payload: { inputs: { scene: 'large' } } })
  t.same((await double.app.inject(`/jobs/${json().jobID}/results/count`)).json(), 1000)
})

t.test('a case that is added goes before those of the seed, until the next reset', async t => {
  const double = await build(t, { seed })
  const added = double.cases.add({ process: 'ships', when: { scene: 'large' }, results: { count: 6 } })
  t.match(double.cases.list(), [{ id: added.id, process: 'ships', when: { scene: 'large' }, results: { count: 6 } }])
  t.match((await run(double, { scene: 'large' })).body, { count: 6 })
  const later = double.cases.add({ process: 'ships', failure: { status: 503 } })
  t.equal((await run(double, { scene: 'large' })).status, 503, 'the newest goes first')
  t.ok(double.cases.remove(later.id))
  t.notOk(double.cases.remove(later.id))
  t.match((await run(double, { scene: 'large' })).body, { count: 6 })
  await double.reset()
  t.same(double.cases.list(), [])
  t.match((await run(double, { scene: 'large' })).body, { count: 1000 })
  double.cases.add({ process: 'echo', sequence: [{ failure: {} }, {}] })
  double.cases.clear()
  t.same(double.cases.list(), [])
})

t.test('a case that cannot be is refused when it is added', async t => {
  const double = await build(t, { seed: { ...seed, projects: [{ id: 1, algorithms: [{ name: 'detect' }] }] } })
  const rows: [object, RegExp][] = [
    [{ process: 'ship' }, /^\/process: "ship" came; expected a process or an algorithm: echo, fail, hold, ships, detect, transcode; did you mean ships\?$/],
    [{ process: 'ships', wen: {} }, /wen is not a known member; did you mean when\?$/],
    [{ process: 'ships', results: { cont: 1 } }, /^\/results: cont is not an output of the process ships; .*; did you mean count\?$/],
    [{ process: 'ships', results: { count: { $file: 'package.json', type: 'text/plain' } } }, /expected a file that the seed file of the double names/],
    [{ process: 'detect', results: { count: 1 } }, /count is not an output of the process detect; there are: none\.$/],
    [{ process: 'ships', failure: { status: 200 } }, /\/failure\/status: 200 came; expected >= 400\.$/]
  ]
  for (const [caseBody, sentence] of rows) t.throws(() => double.cases.add(caseBody as never), { message: sentence }, JSON.stringify(caseBody))
  t.same(double.cases.list(), [])
  for (let count = 0; count < 1000; count++) double.cases.add({ process: 'ships' })
  t.throws(() => double.cases.add({ process: 'ships' }), { message: 'A world has 1000 added cases at most; remove some.' })
})
