import t from 'tap'
import { build, type TestDouble } from '../../helper.ts'
import { ask, seen, titles } from './helper.ts'

const set = (double: TestDouble, model: string, transition: object) => ask(double, 'POST /state-manager/set-transition', { model_name: model, transition })
const unset = (double: TestDouble, model: string) => ask(double, 'POST /state-manager/unset-transition', { model_name: model })

async function launched (double: TestDouble, process = 'echo'): Promise<string> {
  const { body } = await double.app.inject({ method: 'POST', url: `/processes/${process}/execution`, headers: { prefer: 'respond-async' }, payload: { inputs: process === 'echo' ? { message: 'x', pause: 5 } : {} } })
  return JSON.parse(body).jobID
}

async function launchedInTator (double: TestDouble): Promise<string> {
  const { body } = await double.app.inject({ method: 'POST', url: '/rest/AlgorithmLaunch/1', headers: { authorization: `Token ${double.tokens['execute']}` }, payload: { algorithm_name: 'demo', media_ids: [1] } })
  return JSON.parse(body).run_uids[0]
}

/** The status of a job at once, after `seconds`, and after an instruction to take a step. */
const courses: { transition: object, course: [at: number | 'told', status: string][] }[] = [
  { transition: { progression: 'immediate' }, course: [[0, 'successful']] },
  { transition: { progression: 'time', seconds: 3 }, course: [[0, 'running'], [2, 'running'], [1, 'successful']] },
  { transition: { progression: 'time' }, course: [[9, 'running'], [1, 'successful']] },
  { transition: { progression: 'manual' }, course: [[1e6, 'accepted'], ['told', 'running'], [1e6, 'running'], ['told', 'successful']] },
  { transition: { progression: 'manual', times: 2 }, course: [['told', 'accepted'], ['told', 'running'], ['told', 'running'], ['told', 'successful']] },
  { transition: { progression: 'stuck' }, course: [[0, 'running'], [1e6, 'running']] }
]

for (const { transition, course } of courses) {
  t.test(`jobs of either API go on as moto's body says: ${JSON.stringify(transition)}`, async t => {
    const double = await build(t)
    for (const [model, launch] of [['ogc::job', launched], ['tator::job', launchedInTator]] as const) {
      const { status, json } = await set(double, model, transition)
      t.equal(status, 201)
      t.same(json, { model_name: model, transition })
      const id = await launch(double)
      for (const [at, expected] of course) {
        if (at === 'told') await ask(double, `POST /jobs/${id}/transition`)
        else await ask(double, 'PUT /clock', { action: 'advance', durationMillis: at * 1000 })
        t.equal(await seen(double, id), expected, `${model}: ${at}`)
      }
    }
  })
}

t.test('what is said of one process or algorithm comes before what is said of all', async t => {
  const double = await build(t)
  await set(double, 'ogc::job', { progression: 'manual' })
  await set(double, 'ogc::echo', { progression: 'immediate' })
  await set(double, 'tator::demo', { progression: 'stuck' })
  t.equal(await seen(double, await launched(double)), 'successful')
  t.equal(await seen(double, await launched(double, 'hold')), 'accepted')
  t.equal(await seen(double, await launchedInTator(double)), 'running')
})

t.test('what was said can be read, and taken back as often as one likes', async t => {
  const double = await build(t)
  const get = async () => (await ask(double, 'GET /state-manager/get-transition?model_name=ogc::job')).json
  t.same(await get(), {})
  await set(double, 'ogc::job', { progression: 'time', seconds: 2 })
  t.same(await get(), { progression: 'time', seconds: 2 })
  for (const time of ['once', 'twice']) {
    const { status, json } = await unset(double, 'ogc::job')
    t.same([status, json], [201, {}], time)
    t.same(await get(), {})
  }
  t.equal(await seen(double, await launched(double)), 'running', 'as its own plan says')
})

t.test('a reset takes it back too, and a job goes on as was said when it was launched', async t => {
  const double = await build(t)
  await set(double, 'ogc::job', { progression: 'manual' })
  const id = await launched(double)
  await unset(double, 'ogc::job')
  await ask(double, 'PUT /clock', { action: 'advance', duration: '1d' })
  t.equal(await seen(double, id), 'accepted')
  await set(double, 'ogc::job', { progression: 'stuck' })
  await ask(double, 'POST /reset')
  t.same((await ask(double, 'GET /state-manager/get-transition?model_name=ogc::job')).json, {})
})

t.test('what is wrong is a 400', async t => {
  const double = await build(t)
  const wrong: [string, unknown, RegExp][] = [
    ['set-transition', {}, /model_name/],
    ['set-transition', { model_name: 'ogc::job' }, /transition/],
    ['set-transition', { model_name: 'dax::cluster', transition: { progression: 'immediate' } }, /\/model_name: "dax::cluster" came; expected pattern/],
    ['set-transition', { model_name: 'ogc::job', transition: { progression: 'slow' } }, /immediate, time, manual, stuck/],
    ['set-transition', { model_name: 'ogc::job', transition: { progression: 'time', seconds: -1 } }, />= 0/],
    ['set-transition', { model_name: 'ogc::job', transition: { progression: 'manual', times: 0 } }, />= 1/],
    ['unset-transition', { model_name: 'job' }, /pattern/]
  ]
  for (const [what, body, title] of wrong) {
    const answer = await ask(double, `POST /state-manager/${what}`, body)
    t.equal(answer.status, 400, JSON.stringify(body))
    t.match(titles(answer).join(), title)
  }
  t.equal((await ask(double, 'GET /state-manager/get-transition')).status, 400)
})
