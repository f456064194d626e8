import t from 'tap'
import { ask, buildTator, immediate, records, seed } from './fixture.ts'

const unknown = { status: 404, text: '{"message":""}' }
const id = '7b1f2c4e-8a0e-11ea-bc55-0242ac130003'
const demo = { id, group: 'group', process: 'pairs', user: 'execute', inputs: { media_ids: [11, 12] } }

t.test('a job is shown with all that the real server sends, as far as it has happened', async t => {
  const double = await buildTator({ tator: '1.5' }, [demo])
  const readJob = async () => (await ask(double, `GET /rest/Job/${id}`, { as: 'view' })).json
  const about = { id: 'pairs-7b1f2c4e', uid: id, gid: 'group', user: '4', project: '1', media_ids: [11, 12], alg_id: 1 }
  const node = { id: 'pairs-7b1f2c4e', children: [], task: 'pairs' }
  const inSeconds = (seconds: number) => new Date(submitted + seconds * 1000).toISOString()
  const submitted = double.clock.now()
  const started = { start_time: inSeconds(10) }
  const span = { ...started, stop_time: inSeconds(70) }
  t.same(await readJob(), { ...about, nodes: [], status: 'Pending' })
  double.clock.advance(10_000)
  t.same(await readJob(), { ...about, nodes: [{ ...node, status: 'Running', ...started }], status: 'Running', ...started })
  double.clock.advance(60_000)
  t.same(await readJob(), { ...about, nodes: [{ ...node, status: 'Succeeded', ...span }], status: 'Succeeded', ...span })
})

t.test('before 1.0 a job does not say what it works on', async t => {
  const double = await buildTator({ tator: '2020-09' }, [demo])
  t.same((await ask(double, `GET /rest/Job/${id}`)).json, { id: 'pairs-7b1f2c4e', uid: id, gid: 'group', user: '4', project: '1', nodes: [], status: 'Pending' })
})

t.test('each status has the word of the workflow engine', async t => {
  const double = await buildTator({ tator: '1.5' }, [
    { id: 'Pending', plan: { accepted: 86_400 } },
    { id: 'Running', process: 'hold' },
    { id: 'Succeeded', plan: { running: 1 }, age: 60 },
    { id: 'Failed', process: 'fail', age: 60 }
  ])
  for (const status of ['Pending', 'Running', 'Succeeded', 'Failed']) t.match((await ask(double, `GET /rest/Job/${status}`)).json, { uid: status, status })
})

t.test('a job of the other API has no algorithm, no media and a name that a workflow can have', async t => {
  const processes = [{ id: 'My Process', inputs: { message: { schema: { type: 'string' } } } }]
  const double = await buildTator({ tator: '1.5', seed: { ...seed, processes, jobs: [{ id: 'job', process: 'My Process', inputs: { message: 'hello' }, plan: { accepted: 60 } }] } })
  const { text } = await ask(double, 'GET /rest/Job/job')
  t.equal(text, '{"id":"my-process-job","uid":"job","gid":"job","user":"0","project":"1","nodes":[],"status":"Pending","media_ids":[]}')
})

for (const policy of immediate) {
  t.test(`a deleted job is gone as if it had never been, whatever it did before, under ${policy}`, async t => {
    const double = await buildTator({ tator: '1.5', dismiss: policy }, [{ ...demo, plan: { accepted: 10, running: 50 } }])
    for (const advanced of [0, 30_000, 60_000]) {
      await double.reset()
      double.clock.advance(advanced)
      const first = await ask(double, `DELETE /rest/Job/${id}`)
      t.same({ status: first.status, type: first.type, text: first.text }, { status: 200, type: 'application/json', text: `{"message":"Job with UID ${id} deleted!"}` })
      const before = await records(double)
      for (const method of ['DELETE', 'GET']) {
        const { status, text } = await ask(double, `${method} /rest/Job/${id}`)
        t.same({ status, text }, unknown, `${method} after ${advanced} ms`)
      }
      t.same(await records(double), before, 'the second time changes nothing')
      t.equal((await ask(double, 'GET /rest/Jobs/1')).text, '[]')
      t.equal((await ask(double, 'GET /rest/Jobs/1?gid=group')).text, '[]')
    }
  })
}

t.test('of two deletions at once one deletes the job, and to the other it is unknown', async t => {
  const double = await buildTator({ tator: '1.5' }, [demo])
  const answers = await Promise.all([ask(double, `DELETE /rest/Job/${id}`), ask(double, `DELETE /rest/Job/${id}`)])
  const [deleted, refused] = answers.sort((one, other) => one.status - other.status)
  t.equal(deleted?.status, 200)
  t.same({ status: refused?.status, text: refused?.text }, unknown)
})

t.test('HEAD says what GET says, without the job', async t => {
  const double = await buildTator({ tator: '1.5' }, [demo])
  const { status, type, text } = await ask(double, `HEAD /rest/Job/${id}`)
  t.same({ status, type, text }, { status: 200, type: 'application/json', text: '' })
  t.equal((await ask(double, 'HEAD /rest/Job/never')).status, 404)
})

t.test('a job whose dismissal takes effect later is there until then, and one that has ended cannot be deleted where that is refused', async t => {
  const double = await buildTator({ tator: '1.5', dismiss: 'refuse' }, [{ ...demo, plan: { accepted: 10, running: 50 } }, { ...demo, id: 'done', plan: { accepted: 0, running: 0 } }])
  for (let count = 0; count < 2; count++) {
    t.equal((await ask(double, `DELETE /rest/Job/${id}`)).status, 200)
    t.match((await ask(double, `GET /rest/Job/${id}`)).json, { status: 'Pending' })
  }
  t.match(await ask(double, 'DELETE /rest/Job/done'), { status: 400, text: /Job with UID done is Succeeded; only one that has not stopped can be deleted/ })
  t.equal((await ask(double, 'DELETE /rest/Jobs/1')).text, '{"message":"Deleted 1 jobs for project 1!"}', 'the one that has ended is not counted')
  double.clock.advance(2000)
  for (const method of ['DELETE', 'GET']) t.equal((await ask(double, `${method} /rest/Job/${id}`)).status, 404)
})
