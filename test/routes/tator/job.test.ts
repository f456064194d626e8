import t from 'tap'
import { ask, buildTator, immediate, records, statusInOgc } from './fixture.ts'

const unknownJob = (id: string) => ({ status: 404, text: `{"message":"There is no job with run UID ${id}, or it has stopped."}` })
const unknownGroup = (id: string) => ({ status: 404, text: `{"message":"There is no group with ID ${id}, or all its jobs have stopped."}` })

const jobs = [
  { id: 'accepted', group: 'mixed', plan: { accepted: 86_400 } },
  { id: 'running', group: 'mixed', process: 'hold' },
  { id: 'successful', group: 'mixed', plan: { running: 1 }, age: 60 },
  { id: 'failed', group: 'over', process: 'fail', age: 60 }
]

for (const policy of immediate) {
  t.test(`a job is deleted once and then unknown, under ${policy}`, async t => {
    const double = await buildTator({ dismiss: policy }, jobs)
    for (const id of ['accepted', 'running']) {
      const first = await ask(double, `DELETE /rest/Job/${id}`)
      t.same({ status: first.status, type: first.type, text: first.text }, { status: 200, type: 'application/json', text: `{"message":"Job with run UID ${id} deleted!"}` })
      const before = await records(double)
      const { status, text } = await ask(double, `DELETE /rest/Job/${id}`)
      t.same({ status, text }, unknownJob(id))
      t.same(await records(double), before, 'the second time changes nothing')
    }
  })

  t.test(`a job that has finished is unknown and stays as it is, under ${policy}`, async t => {
    const double = await buildTator({ dismiss: policy }, jobs)
    for (const id of ['successful', 'failed']) {
      const { status, text } = await ask(double, `DELETE /rest/Job/${id}`)
      t.same({ status, text }, unknownJob(id))
      t.equal(await statusInOgc(double, id), id)
    }
  })

  t.test(`a group is known while one of its jobs has not stopped, under ${policy}`, async t => {
    const double = await buildTator({ dismiss: policy }, jobs)
    const first = await ask(double, 'DELETE /rest/JobGroup/mixed')
    t.same({ status: first.status, text: first.text }, { status: 200, text: '{"message":"Jobs with group ID mixed deleted!"}' })
    const left = policy === 'remove' ? '404' : 'dismissed'
    t.same(await Promise.all(['accepted', 'running', 'successful'].map(id => statusInOgc(double, id))), [left, left, 'successful'])
    for (const group of ['mixed', 'over', 'never']) {
      const { status, text } = await ask(double, `DELETE /rest/JobGroup/${group}`)
      t.same({ status, text }, unknownGroup(group))
    }
  })
}

t.test('a group is known to the instant at which its last job ends', async t => {
  const plans = [10, 20].map(running => ({ id: `for ${running} s`, group: 'group', plan: { running } }))
  const double = await buildTator({}, plans)
  double.clock.advance(19_999)
  t.equal((await records(double)).length, 2)
  double.clock.advance(1)
  t.equal((await ask(double, 'DELETE /rest/JobGroup/group')).status, 404)
  await double.reset()
  double.clock.advance(19_999)
  t.equal((await ask(double, 'DELETE /rest/JobGroup/group')).status, 200)
  t.same(await Promise.all(plans.map(({ id }) => statusInOgc(double, id))), ['successful', 'dismissed'])
})

t.test('a group goes on without the jobs that were deleted one by one, until the last is', async t => {
  const double = await buildTator()
  const { json } = await ask(double, 'POST /rest/AlgorithmLaunch/1', { body: { algorithm_name: 'single', media_ids: [1, 2] } })
  const { run_uids: [first, second], group_id: group } = json as { run_uids: string[], group_id: string }
  await ask(double, `DELETE /rest/Job/${first}`)
  t.equal((await ask(double, `DELETE /rest/JobGroup/${group}`)).status, 200)
  const { status, text } = await ask(double, `DELETE /rest/Job/${second}`)
  t.same({ status, text }, unknownJob(String(second)))
})

t.test('a job alone is a group of its own id', async t => {
  const double = await buildTator({}, [{ id: 'alone', process: 'hold' }])
  t.equal((await ask(double, 'DELETE /rest/JobGroup/alone')).status, 200)
  t.equal(await statusInOgc(double, 'alone'), 'dismissed')
})

t.test('a job whose id looks like no UUID is unknown, never malformed', async t => {
  const double = await buildTator()
  for (const id of ['not-a-uuid', '7b1f2c4e-8a0e-11ea-bc55-0242ac130003', '0', '{}']) {
    t.equal((await ask(double, `DELETE /rest/Job/${encodeURIComponent(id)}`)).status, 404, id)
    t.equal((await ask(double, `DELETE /rest/JobGroup/${encodeURIComponent(id)}`)).status, 404, id)
  }
})

t.test('of two deletions at once one deletes, and to the other what stopped is unknown', async t => {
  const double = await buildTator({}, jobs)
  for (const [line, unknown] of [['DELETE /rest/Job/running', unknownJob('running')], ['DELETE /rest/JobGroup/mixed', unknownGroup('mixed')]] as const) {
    await double.reset()
    const answers = await Promise.all([ask(double, line), ask(double, line)])
    const [deleted, refused] = answers.sort((one, other) => one.status - other.status)
    t.equal(deleted?.status, 200, line)
    t.same({ status: refused?.status, text: refused?.text }, unknown, line)
  }
})

t.test('on request a deletion is answered as it was documented: 204, which has no room for the message', async t => {
  const double = await buildTator({ tatorDeleteStatus: 204 }, jobs)
  for (const line of ['DELETE /rest/Job/running', 'DELETE /rest/JobGroup/mixed']) {
    const first = await ask(double, line)
    t.same({ status: first.status, type: first.type, text: first.text }, { status: 204, type: '', text: '' }, line)
    t.equal((await ask(double, line)).status, 404, 'what is unknown is so all the same')
  }
})

t.test('on request an unknown id is what it was in May 2020: the page of a server that broke', async t => {
  const double = await buildTator({ tatorUnknown: 500 }, jobs)
  const before = await records(double)
  for (const line of ['DELETE /rest/Job/never', 'DELETE /rest/Job/successful', 'DELETE /rest/JobGroup/never', 'DELETE /rest/JobGroup/over']) {
    const { status, type, text } = await ask(double, line)
    t.same({ status, type }, { status: 500, type: 'text/html' }, line)
    t.match(text, /<h1>Server Error \(500\)<\/h1>/)
  }
  t.same(await records(double), before)
  t.equal((await ask(double, 'DELETE /rest/Job/running')).status, 200, 'what is known is deleted')
  t.equal((await ask(double, 'DELETE /rest/Jobs/1')).status, 404, 'a path that is not there is not found')
})

t.test('the quirks of 2020 mean nothing to 1.5', async t => {
  const double = await buildTator({ tator: '1.5', tatorUnknown: 500, tatorDeleteStatus: 204 }, jobs)
  t.equal((await ask(double, 'DELETE /rest/Job/never')).status, 404)
  t.equal((await ask(double, 'DELETE /rest/Job/running')).text, '{"message":"Job with UID running deleted!"}')
})

t.test('a job whose dismissal takes effect later is deleted as often as it is asked for until then', async t => {
  const double = await buildTator({ dismiss: 'refuse' }, jobs)
  for (const line of ['DELETE /rest/Job/running', 'DELETE /rest/Job/running', 'DELETE /rest/JobGroup/mixed']) t.equal((await ask(double, line)).status, 200)
  double.clock.advance(2000)
  t.same(await Promise.all(['accepted', 'running', 'successful'].map(id => statusInOgc(double, id))), ['dismissed', 'dismissed', 'successful'])
  t.equal((await ask(double, 'DELETE /rest/JobGroup/mixed')).status, 404)
})
