import t from 'tap'
import { build, type TestDouble } from '../../helper.ts'

const ogc = async ({ app }: TestDouble, progression: string) => {
  const { statusCode, body } = await app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async', 'x-job-progression': progression }, payload: { inputs: { message: 'x', pause: 5 } } })
  return { status: statusCode, text: body, id: JSON.parse(body).jobID }
}

const tator = async ({ app, tokens, settings }: TestDouble, progression: string) => {
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: settings.tator === '1.5' ? '/rest/Jobs/1' : '/rest/AlgorithmLaunch/1',
    headers: { authorization: `Token ${tokens['execute']}`, 'x-job-progression': progression },
    payload: { algorithm_name: 'demo', media_ids: [1] }
  })
  const { run_uids: uids, uid = uids, id: [id] = uid ?? [] } = JSON.parse(body)
  return { status: statusCode, text: body, id }
}

const ways = [
  { what: 'an execution of OGC', tator: '2020-05', start: ogc },
  { what: 'a launch of May 2020', tator: '2020-05', start: tator },
  { what: 'a launch of September 2020', tator: '2020-09', start: tator },
  { what: 'a launch of 1.5', tator: '1.5', start: tator }
] as const

/** The status of the job after each of these: some seconds, or an instruction to take a step. */
const courses: [progression: string, course: [at: number | 'told', status: string][]][] = [
  ['immediate', [[0, 'successful']]],
  [' stuck ', [[0, 'running'], [1e6, 'running']]],
  ['manual', [[1e6, 'accepted'], ['told', 'running'], ['told', 'successful']]],
  ['manual=2', [['told', 'accepted'], ['told', 'running'], ['told', 'running'], ['told', 'successful']]],
  ['time=30', [[0, 'running'], [29.999, 'running'], [0.001, 'successful']]],
  ['time=0.5', [[0.499, 'running'], [0.001, 'successful']]],
  ['time=0', [[0, 'successful']]],
  ['fail', [[0, 'failed']]],
  ['fail="No space left"', [[0, 'failed']]],
  ['fail=OutOfMemory', [[0, 'failed']]]
]

for (const { what, tator, start } of ways) {
  t.test(`the header of ${what} says how its job goes on`, async t => {
    const double = await build(t, { tator })
    for (const [progression, course] of courses) {
      const { status, id } = await start(double, progression)
      t.equal(status, 201, progression)
      for (const [at, expected] of course) {
        if (at === 'told') await double.jobs.move(id)
        else await double.clock.advance(at * 1000)
        t.equal((await double.app.inject(`/jobs/${id}`)).json().status, expected, `${progression} at ${at}`)
      }
    }
  })

  t.test(`a header of ${what} that says nothing of the kind is a 400, and no job is started`, async t => {
    const double = await build(t, { tator })
    const size = await double.store.size()
    for (const progression of ['', 'fast', 'time', 'time=', 'time=-1', 'time=1e9', 'time=9999999999', 'manual=0', 'manual=99999', 'immediate=1', 'immediate, stuck', 'STUCK', 'fail=', 'fail="', 'fail=two words', 'fail="a"b']) {
      const { status, text } = await start(double, progression)
      t.equal(status, 400, progression)
      if (tator === '2020-05') t.match(JSON.parse(text).detail ?? JSON.parse(text).message, /X-Job-Progression came as .*; expected immediate, stuck, manual, manual=3, time=30, fail or fail="No space left"\./)
    }
    t.equal(await double.store.size(), size)
  })
}

t.test('it comes before what is said of the model, and holds for a synchronous execution too', async t => {
  const double = await build(t)
  double.lifecycle.set('ogc::job', { progression: 'stuck' })
  const { statusCode } = await double.app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { 'x-job-progression': 'immediate' }, payload: {} })
  t.equal(statusCode, 200)
})

t.test('a job that fails says the reason of the header, and else that of its plan', async t => {
  const double = await build(t)
  for (const [progression, message] of [['fail="No space left"', 'No space left'], ['fail="say \\"no\\""', 'say "no"'], ['fail=OutOfMemory', 'OutOfMemory'], ['fail', 'The job has failed.']] as const) {
    const { id } = await ogc(double, progression)
    t.equal((await double.app.inject(`/jobs/${id}`)).json().message, message)
  }
  const { statusCode, body } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { 'x-job-progression': 'fail="No space left"' }, payload: { inputs: { message: 'x' } } })
  t.match({ status: statusCode, ...JSON.parse(body) }, { status: 500, detail: 'No space left' })
})
