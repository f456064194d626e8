import t from 'tap'
import { jobStatuses } from '../../../src/jobs/job.ts'
import { build } from '../../helper.ts'
import { ask, seen, titles } from './helper.ts'

/** The status in Tator 1.5 for each status in OGC; a dismissed job does not exist there. */
const inTator: Record<string, string> = { accepted: 'Pending', running: 'Running', successful: 'Succeeded', failed: 'Failed', dismissed: '404' }
const stateOf = (status: string) => `${status === 'accepted' ? 'an' : 'a'} ${status} job exists`

for (const status of jobStatuses) {
  t.test(`the state "${stateOf(status)}" is one that both APIs see, and that stays`, async t => {
    const double = await build(t, { tator: '1.5' })
    const { status: code, json } = await ask(double, 'POST /provider-states', { state: stateOf(status), params: {}, action: 'setup', consumer: 'some', states: [] })
    t.equal(code, 200)
    const id = json.jobID
    t.same(json, { id, jobID: id, run_uid: id, uid: id, group_id: id, gid: id }, 'values for the next request')
    for (const wait of [0, '30d']) {
      await double.clock.advance(wait)
      t.equal(await seen(double, id), status)
      const { statusCode, body } = await double.app.inject({ url: `/rest/Job/${id}`, headers: { authorization: `Token ${double.tokens['view']}` } })
      t.equal(statusCode === 200 ? JSON.parse(body).status : String(statusCode), inTator[status])
    }
  })
}

t.test('the job has the id that the test wants, also if there was one of that id', async t => {
  const double = await build(t)
  for (const status of jobStatuses) {
    const { json } = await ask(double, 'POST /provider-states', { state: `  ${stateOf(status).toUpperCase()} `, params: { id: 'mine' } })
    t.equal(json.jobID, 'mine')
    t.equal(await seen(double, 'mine'), status)
  }
  t.same(titles(await ask(double, 'POST /provider-states', { state: 'a running job exists', params: { id: 7 } })), ['params/id: 7 came; expected a text.'])
})

t.test('"no jobs exist" is an empty list', async t => {
  const double = await build(t)
  t.match(await ask(double, 'POST /provider-states', { state: 'no jobs exist' }), { status: 200, json: {} })
  t.same((await double.app.inject('/jobs')).json().jobs, [])
})

t.test('a teardown brings back the seed, whatever the state was', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'seeded', process: 'hold' }] } })
  await ask(double, 'POST /provider-states', { state: 'no jobs exist' })
  await ask(double, 'POST /provider-states', { state: 'a failed job exists', params: { id: 'mine' } })
  t.match(await ask(double, 'POST /provider-states', { state: 'something else', action: 'teardown' }), { status: 200, json: {} })
  t.equal(await seen(double, 'mine'), '404')
  t.equal(await seen(double, 'seeded'), 'running')
})

t.test('a state that is not known is a 400 that says which are', async t => {
  const double = await build(t)
  const answer = await ask(double, 'POST /provider-states', { state: 'an running job exists' })
  t.equal(answer.status, 400)
  t.match(titles(answer), [/"an running job exists" is not known; there are: no jobs exist; an accepted job exists; a running job exists; /])
  for (const body of [{}, { state: 5 }, { state: 'no jobs exist', action: 'explode' }, { state: 'no jobs exist', params: [] }]) {
    t.equal((await ask(double, 'POST /provider-states', body)).status, 400, JSON.stringify(body))
  }
})
