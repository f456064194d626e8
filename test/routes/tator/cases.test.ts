import t from 'tap'
import type { Seed } from '../../../schemas/seed.ts'
import { build } from '../../helper.ts'

const seed: Seed = {
  projects: [{
    id: 1,
    media: [1, 2, 3, 4],
    algorithms: [{
      name: 'detect',
      plan: { running: 10 },
      cases: [
        { when: { media_ids: [2] }, failure: { detail: 'The video has no frames.', status: 422 } },
        { when: { matchesJsonSchema: { properties: { media_ids: { contains: { const: 4 } } } } }, plan: { running: 60 } },
        { sequence: [{ failure: { detail: 'No GPU.' } }, {}] }
      ]
    }]
  }],
  users: [{ name: 'worker', token: 'key', projects: { 1: 'full' } }]
}
const headers = { authorization: 'Token key' }

t.test('each job of a launch meets the cases of its algorithm, and sequences go on through it', async t => {
  const double = await build(t, { seed, tator: '1.5' })
  const launch = () => double.app.inject({ method: 'POST', url: '/rest/Jobs/1', headers, payload: { algorithm_name: 'detect', media_ids: [1, 2, 3, 4] } })
  const { id } = (await launch()).json()
  await double.clock.advance('10s')
  const statuses = await Promise.all(id.map(async (uid: string) => (await double.app.inject({ url: `/rest/Job/${uid}`, headers })).json().status))
  t.same(statuses, ['Failed', 'Failed', 'Succeeded', 'Running'])
  t.match((await double.app.inject(`/jobs/${id[1]}/results`)).json(), { status: 422, detail: 'The video has no frames.' })
  t.equal((await double.app.inject({ method: 'POST', url: '/rest/Jobs/1', headers: { ...headers, 'x-job-progression': 'so' }, payload: { algorithm_name: 'detect', media_ids: [1] } })).statusCode, 400)
  await double.reset()
  const [first] = (await launch()).json().id
  await double.clock.advance('10s')
  t.equal((await double.app.inject({ url: `/rest/Job/${first}`, headers })).json().status, 'Failed', 'a reset begins the sequence anew')
})

t.test('a case can be added for an algorithm, and for transcodes', async t => {
  const double = await build(t, { seed })
  double.cases.add({ process: 'detect', failure: { detail: 'Added.' } })
  const { run_uids: [id] } = (await double.app.inject({ method: 'POST', url: '/rest/AlgorithmLaunch/1', headers, payload: { algorithm_name: 'detect', media_ids: [3] } })).json()
  await double.clock.advance('10s')
  t.match((await double.app.inject(`/jobs/${id}`)).json(), { status: 'failed', message: 'Added.' })
  double.cases.add({ process: 'transcode', when: { name: 'a.mp4' }, failure: { detail: 'No such codec.' } })
  await double.app.inject({ method: 'POST', url: '/rest/Transcode/1', headers, payload: { type: 1, gid: '7b1f2c4e-8a0e-11ea-bc55-0242ac130003', uid: 'job', url: 'https://h.example/a.mp4', name: 'a.mp4', section: 's', md5: 'd41d8cd98f00b204e9800998ecf8427e' } })
  await double.clock.advance('10s')
  t.match((await double.app.inject('/jobs/job')).json(), { status: 'failed', message: 'No such codec.' })
})
