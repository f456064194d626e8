import t from 'tap'
import { dismissPolicies } from '../../../../src/jobs/dismissal.ts'
import { jobsInEveryState } from '../helper.ts'
import { build } from '../../../helper.ts'
import { bearer, buildWithUsers } from './helper.ts'

const states = jobsInEveryState.map(({ id }) => id)
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Every request for one job. */
const requestsFor = (id: string) => [
  { url: `/jobs/${id}` },
  { url: `/jobs/${id}?f=html` },
  { method: 'HEAD', url: `/jobs/${id}` },
  { url: `/jobs/${id}/results` },
  { url: `/jobs/${id}/results/message` },
  { url: `/jobs/${id}/events` },
  { method: 'DELETE', url: `/jobs/${id}` },
  { method: 'POST', url: `/jobs/${id}/dismiss` }
] as const

for (const loginOthers of ['403', '404'] as const) {
  t.test(`jobs of others are in no list, and each request for one is ${loginOthers}, whatever its state and the policy`, async t => {
    const { app, store, configure } = await buildWithUsers(t, { loginOthers, cancel: 'post' })
    const before = store.all()
    for (const dismiss of dismissPolicies) {
      configure({ dismiss })
      for (const id of states) {
        for (const request of dismiss === 'retain' ? requestsFor(id) : requestsFor(id).filter(({ url }) => url.endsWith(id))) t.equal(String((await app.inject({ ...request, headers: bearer('worker') })).statusCode), loginOthers, `${request.url} ${dismiss}`)
      }
      t.same(store.all(), before)
      t.same((await app.inject({ url: '/jobs', headers: bearer('worker') })).json().jobs, [])
      t.match((await app.inject({ url: '/jobs?f=html', headers: bearer('worker') })).payload, 'No jobs yet.')
      t.same((await app.inject({ url: '/jobs', headers: bearer('free') })).json().jobs.length, states.length)
      t.match((await app.inject({ url: '/jobs?f=html&status=accepted&processID=hold', headers: bearer('free') })).payload, `Show all ${states.length}`)
      const problem = (await app.inject({ url: '/jobs/running', headers: bearer('worker') })).json()
      t.match(problem, loginOthers === '403' ? { status: 403, title: 'Forbidden', detail: 'The job "running" belongs to another user.' } : { status: 404, title: 'No such job', detail: 'There is no job "running".' })
      t.equal((await app.inject({ url: '/jobs/unknown', headers: bearer('worker') })).statusCode, 404)
    }
  })

  t.test(`the page that dismisses shows a ${loginOthers}, and a persona says nothing of the job`, async t => {
    const { app, configure } = await buildWithUsers(t, { loginOthers })
    const answer = await app.inject({ method: 'POST', url: '/jobs/running/dismissal', headers: { ...form, ...bearer('worker') } })
    t.match(answer.payload, new RegExp(`${loginOthers}[^]*The job no longer exists`))
    t.equal((await app.inject({ url: '/jobs/running', headers: bearer('free') })).json().status, 'running')
    for (const [persona, refusal] of [['zoo', 'not authorized to perform'], ['weaver', 'Forbidden operation'], ['pygeoapi', 'belongs to another user'], ['maap', 'belongs to another user']] as const) {
      configure({ persona })
      const [hidden, missing] = await Promise.all(['accepted', 'unknown'].map(async id => (await app.inject({ url: `/jobs/${id}`, headers: bearer('worker') })).payload.replaceAll(id, '*')))
      if (loginOthers === '404') t.equal(hidden, missing, persona)
      else t.match(hidden, refusal, persona)
      t.same((await app.inject({ url: '/jobs', headers: bearer('worker') })).payload.match(/accepted/), null)
    }
  })
}

t.test('whoever has not logged in sees the jobs that are nobody\'s, where jobs are open', async t => {
  const { app, jobs } = await buildWithUsers(t, { loginOthers: '404', loginOpen: ['jobs'] })
  jobs.add({ id: 'nobody\'s', process: 'echo' })
  t.same((await app.inject('/jobs')).json().jobs.map(({ jobID }: { jobID: string }) => jobID), ['nobody\'s'])
  t.equal((await app.inject('/jobs/running')).statusCode, 404)
  t.equal((await app.inject({ url: '/jobs/nobody\'s', headers: bearer('free') })).statusCode, 404)
})

t.test('one\'s own jobs are dismissed, cancelled and removed as ever, and a synchronous one leaves nothing', async t => {
  const { app, store } = await buildWithUsers(t, { loginOthers: '404', cancel: 'post' })
  const headers = bearer('free')
  t.equal((await app.inject({ method: 'POST', url: '/jobs/running/dismiss', headers })).json().status, 'dismissed')
  t.equal((await app.inject({ method: 'DELETE', url: '/jobs/running', headers })).statusCode, 200)
  t.equal((await app.inject({ method: 'POST', url: '/processes/echo/execution', headers, payload: { inputs: { message: 'hello' } } })).statusCode, 200)
  t.equal(store.size(), states.length - 1)
  const { app: other } = await buildWithUsers(t, { loginOthers: '403' })
  t.match((await other.inject({ method: 'DELETE', url: '/jobs/accepted', headers })).json(), { jobID: 'accepted', status: 'dismissed' })
})

t.test('the page of the demonstration sends requests as whose job it is, and compares policies without login', async t => {
  for (const login of ['bearer', 'api-key'] as const) {
    const { app, store } = await buildWithUsers(t, { login, loginOthers: '404' })
    const press = (fields: Record<string, string>) => app.inject({ method: 'POST', url: '/__admin/', headers: { ...form, accept: 'text/html' }, payload: `${new URLSearchParams(fields)}` })
    await press({ action: 'dismiss', job: 'running' })
    t.ok(store.get('running')?.dismissed !== undefined)
    const size = store.size()
    await press({ action: 'launch', what: 'hold' })
    t.equal(store.size(), size + 1)
    const rows = (await app.inject({ method: 'POST', url: '/__admin/comparison' })).json()
    t.ok(rows.rows.length > 0 && !JSON.stringify(rows).includes('"status":401'))
  }
})

t.test('where there is no user, the page of the demonstration sends what it can', async t => {
  const { app, store } = await build(t, { login: 'bearer', seed: { jobs: [{ id: 'a', process: 'hold' }] } })
  const press = (fields: Record<string, string>) => app.inject({ method: 'POST', url: '/__admin/', headers: { ...form, accept: 'text/html' }, payload: `${new URLSearchParams(fields)}` })
  await press({ action: 'dismiss', job: 'a' })
  t.equal(store.get('a')?.dismissed, undefined)
})
