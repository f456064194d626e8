import t from 'tap'
import { ask, buildTator, immediate, records } from './fixture.ts'

interface Started { message: string, id: string[], object: { uid: string, gid: string, status: string, media_ids: number[] }[] }

const line = 'POST /rest/Jobs/1'

const jobs = [
  { id: 'a', group: 'first', process: 'single', inputs: { media_ids: [1] }, plan: { accepted: 60 } },
  { id: 'b', group: 'first', process: 'pairs', inputs: { media_ids: [2, 3] }, plan: { running: 'forever' as const } },
  { id: 'c', group: 'second', process: 'single', inputs: { media_ids: [3] }, plan: { running: 1 }, age: 60 },
  { id: 'd', group: 'second', process: 'fail', age: 60 },
  { id: 'e', group: 'second', process: 'hold', age: 60, dismissed: 30 },
  { id: 'elsewhere', group: 'first', project: 2, process: 'transcode', plan: { running: 'forever' as const }, inputs: { media_ids: [1] } }
]

t.test('a launch starts a job for each batch of media and shows them all', async t => {
  const double = await buildTator({ tator: '1.5' })
  const { status, json } = await ask(double, line, { as: 'execute', body: { algorithm_name: 'pairs', media_ids: [5, 3, 1] } })
  const started = json as Started
  t.equal(status, 201)
  t.same(Object.keys(started), ['message', 'id', 'object'])
  t.equal(started.message, 'Algorithm pairs started successfully!')
  t.same(started.object.map(({ uid }) => uid), started.id)
  t.same(started.object.map(({ media_ids: media }) => media), [[5, 3], [1]])
  t.same(started.object.map(job => job.status), ['Pending', 'Pending'])
  const [first] = started.object
  t.same((await ask(double, `GET /rest/Job/${first?.uid}`)).json, first, 'each as it is shown alone')
  t.same(((await ask(double, `GET /rest/Jobs/1?gid=${first?.gid}`)).json as unknown[]), [...started.object].reverse())
})

t.test('a launch on no media starts nothing', async t => {
  const double = await buildTator({ tator: '1.5' })
  const { status, text } = await ask(double, line, { body: { algorithm_name: 'single', media_ids: [] } })
  t.same({ status, text }, { status: 201, text: '{"message":"Algorithm single started successfully!","id":[],"object":[]}' })
})

t.test('parameters and mail are accepted; the parameters stay with every job', async t => {
  const double = await buildTator({ tator: '1.5' })
  const parameters = [{ name: 'threshold', value: 0.5 }, { name: 'model', value: 'small' }]
  const body = { algorithm_name: 'single', media_ids: [1, 2], extra_params: parameters, success_email_spec: { to: [] }, failure_email_spec: { to: [] } }
  t.equal((await ask(double, line, { body })).status, 201)
  t.same((await records(double)).map(({ inputs }) => inputs), [2, 1].map(media => ({ media_ids: [media], extra_params: parameters })))
})

const refused = [
  { why: 'unknown algorithm', project: 1, body: { algorithm_name: 'elsewhere', media_ids: [1] }, status: 404 },
  { why: 'unknown project', project: 99, body: { algorithm_name: 'single', media_ids: [1] }, status: 404 },
  { why: 'no name', project: 1, body: { media_ids: [1] }, status: 400 },
  { why: 'no media', project: 1, body: { algorithm_name: 'single' }, status: 400 },
  { why: 'media as text', project: 1, body: { algorithm_name: 'single', media_ids: ['1'] }, status: 400 },
  { why: 'a parameter without a value', project: 1, body: { algorithm_name: 'single', media_ids: [1], extra_params: [{ name: 'a' }] }, status: 400 },
  { why: 'mail that is text', project: 1, body: { algorithm_name: 'single', media_ids: [1], success_email_spec: 'me' }, status: 400 }
]

t.test('a launch that is wrong starts nothing', async t => {
  const double = await buildTator({ tator: '1.5' })
  for (const { why, project, body, status } of refused) {
    const answer = await ask(double, `POST /rest/Jobs/${project}`, { body })
    t.equal(answer.status, status, why)
    if (status === 404) t.equal(answer.text, '{"message":""}')
    else t.match(answer.json, { message: /^body/, details: 'None' })
  }
  t.equal(await double.store.size(), 0)
})

const lists = [
  { query: '', ids: ['b', 'a', 'd', 'c'] },
  { query: '?gid=first', ids: ['b', 'a'] },
  { query: '?gid=second', ids: ['d', 'c'] },
  { query: '?gid=never', ids: [] },
  { query: '?gid=', ids: [] },
  { query: '?media_id=1', ids: ['a'] },
  { query: '?media_id=3', ids: ['b', 'c'] },
  { query: '?media_id=1,2', ids: ['b', 'a'] },
  { query: '?media_id=99', ids: [] },
  { query: '?gid=first&media_id=3', ids: ['b'] },
  { query: '?nobody=knows', ids: ['b', 'a', 'd', 'c'] }
]

t.test('a list has the jobs of the project that are not deleted, newest first, fewer if asked', async t => {
  const double = await buildTator({ tator: '1.5' }, jobs)
  for (const { query, ids } of lists) {
    const { status, json } = await ask(double, `GET /rest/Jobs/1${query}`, { as: 'view' })
    t.equal(status, 200)
    t.same((json as { uid: string }[]).map(({ uid }) => uid), ids, query)
  }
  t.equal((await ask(double, 'GET /rest/Jobs/99')).text, '{"message":""}', 'a project that is not there has no list')
})

t.test('media that are no integers are refused, and a group is one group', async t => {
  const double = await buildTator({ tator: '1.5' }, jobs)
  for (const query of ['media_id=', 'media_id=a', 'media_id=1,', 'media_id=1.5', 'media_id=1&media_id=2', 'gid=a&gid=b']) {
    const { status, json } = await ask(double, `GET /rest/Jobs/1?${query}`)
    t.equal(status, 400, query)
    t.match(json, { message: /media_id|gid/, details: 'None' })
  }
})

const deletions = [
  { query: '?gid=first', deleted: 2, left: ['d', 'c'] },
  { query: '?gid=second', deleted: 2, left: ['b', 'a'] },
  { query: '?gid=never', deleted: 0, left: ['b', 'a', 'd', 'c'] },
  { query: '?gid=', deleted: 0, left: ['b', 'a', 'd', 'c'] },
  { query: '?media_id=1', deleted: 4, left: [] },
  { query: '', deleted: 4, left: [] }
]

for (const policy of immediate) {
  t.test(`a project or a group of it is deleted and counted, under ${policy}; media are not asked for`, async t => {
    const double = await buildTator({ tator: '1.5', dismiss: policy }, jobs)
    for (const { query, deleted, left } of deletions) {
      await double.reset()
      const { status, text } = await ask(double, `DELETE /rest/Jobs/1${query}`)
      t.same({ status, text }, { status: 200, text: `{"message":"Deleted ${deleted} jobs for project 1!"}` }, query)
      t.equal((await ask(double, `DELETE /rest/Jobs/1${query}`)).text, '{"message":"Deleted 0 jobs for project 1!"}', 'the second time finds none')
      t.same(((await ask(double, 'GET /rest/Jobs/1')).json as { uid: string }[]).map(({ uid }) => uid), left)
      t.match(await double.store.get('elsewhere'), { dismissed: undefined }, 'the other project is not touched')
    }
  })
}

const unknown = [
  { what: 'one that was never launched', gid: 'never' },
  { what: 'none at all', gid: '' },
  { what: 'one of another project', gid: 'transcodes' }
]

t.test('in 2020-09 a group that was never launched in the project is no list, and not there to be deleted', async t => {
  const double = await buildTator({ tator: '2020-09' }, [...jobs, { id: 'foreign', group: 'transcodes', project: 2, process: 'transcode' }])
  for (const { what, gid } of unknown) {
    const list = await ask(double, `GET /rest/Jobs/1?gid=${gid}`)
    t.same([list.status, list.json], [400, { message: 'list index out of range', details: `No jobs were launched in this project as the group ${gid}.` }], what)
    const { status, text } = await ask(double, `DELETE /rest/Jobs/1?gid=${gid}`)
    t.same({ status, text }, { status: 404, text: '{"message":""}' }, what)
  }
  t.equal((await ask(double, 'GET /rest/Jobs/1')).status, 200, 'a project has a list without one')
  t.equal(await double.store.size(), jobs.length + 1)
})

for (const policy of immediate) {
  t.test(`in 2020-09 a group is known when all its jobs are deleted, under ${policy}`, async t => {
    const double = await buildTator({ tator: '2020-09', dismiss: policy }, jobs.filter(({ id }) => id !== 'elsewhere'))
    for (const gid of ['first', 'second']) {
      t.match((await ask(double, `DELETE /rest/Jobs/1?gid=${gid}`)).json, { message: /^Deleted 2 jobs/ })
      t.same((await ask(double, `GET /rest/Jobs/1?gid=${gid}`)).json, [])
      t.match((await ask(double, `DELETE /rest/Jobs/1?gid=${gid}`)).json, { message: /^Deleted 0 jobs/ })
    }
    await double.reset()
    t.equal(((await ask(double, 'GET /rest/Jobs/1?gid=first')).json as unknown[]).length, 2, 'it begins anew after a reset')
  })
}
