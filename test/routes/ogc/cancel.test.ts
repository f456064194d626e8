import t from 'tap'
import { build } from '../../helper.ts'
import { buildWithJobs } from './helper.ts'

const ways = {
  post: (id: string) => ({ method: 'POST' as const, url: `/jobs/${id}/dismiss` }),
  put: (id: string) => ({ method: 'PUT' as const, url: `/jobs/${id}/status`, payload: { status: 'dismissed' } })
}

for (const cancel of ['post', 'put'] as const) {
  const way = ways[cancel]

  t.test(`cancelling by ${cancel} twice is as cancelling once, and DELETE removes whatever the state`, async t => {
    const { app, reset } = await buildWithJobs(t, { cancel })
    const rows = [['accepted', 200, 'dismissed'], ['running', 200, 'dismissed'], ['successful', 409, 'successful'], ['failed', 409, 'failed'], ['dismissed', 200, 'dismissed']] as const
    for (const [id, status, left] of rows) {
      for (let count = 0; count < 2; count++) {
        const answer = await app.inject(way(id))
        t.equal(answer.statusCode, status, `${id}, time ${count}`)
        t.match(answer.json(), status === 200 ? { jobID: id, status: 'dismissed', links: [{ rel: 'self' }, { rel: 'up' }] } : { status: 409, title: 'Job cannot be cancelled', detail: `The job "${id}" is ${id}; only a job that is accepted or running can be cancelled.` })
        t.equal((await app.inject(`/jobs/${id}`)).json().status, left)
      }
    }
    t.equal((await app.inject(way('never'))).statusCode, 404)
    await reset()
    for (const [id] of rows) {
      t.match((await app.inject({ method: 'DELETE', url: `/jobs/${id}` })).json(), { jobID: id, status: 'dismissed' })
      t.same([await app.inject({ method: 'DELETE', url: `/jobs/${id}` }), await app.inject(`/jobs/${id}`)].map(({ statusCode }) => statusCode), [404, 404], id)
    }
  })

  t.test(`what cancelling by ${cancel} leaves is the policy's to say`, async t => {
    const { app, clock } = await buildWithJobs(t, { cancel, dismiss: 'refuse' })
    for (let count = 0; count < 2; count++) t.equal((await app.inject(way('running'))).statusCode, 202)
    await clock.advance('2s')
    t.equal((await app.inject(way('running'))).statusCode, 200)
    const remove = await buildWithJobs(t, { cancel, dismiss: 'remove' })
    t.same([await remove.app.inject(way('running')), await remove.app.inject(way('running'))].map(({ statusCode }) => statusCode), [200, 404])
  })

  t.test(`the path is there, and described, in a world that cancels by ${cancel} and in no other`, async t => {
    const { app, configure } = await buildWithJobs(t, { cancel })
    const described = async () => Object.keys((await app.inject('/api?f=json')).json().paths).filter(path => /jobId}.(dismiss|status)$/.test(path))
    const { url, method } = way('running')
    const path = url.replace('running', '{jobId}')
    t.same(await described(), [path])
    const wrong = await app.inject({ method: 'DELETE', url })
    t.same([wrong.statusCode, wrong.headers.allow], [405, `${method}, OPTIONS`])
    const page = await app.inject({ url: '/jobs/running', headers: { accept: 'text/html' } })
    t.match(page.payload, `DELETE returns 200 with status dismissed; then the job is gone, and GET returns 404. ${method} http://localhost:80${url} returns 200 with status dismissed; the job stays readable as dismissed.`)
    for (const other of ['delete', cancel === 'post' ? 'put' : 'post'] as const) {
      configure({ cancel: other })
      t.notOk((await described()).includes(path))
      for (const request of [way('running'), { method: 'DELETE', url } as const]) t.equal((await app.inject(request)).statusCode, 404)
      t.equal((await app.inject('/jobs/running')).json().status, 'running')
    }
  })
}

t.test('a status that a client cannot set is refused, and nothing changes', async t => {
  const { app } = await build(t, { cancel: 'put', seed: { jobs: [{ id: 'a', process: 'hold' }] } })
  for (const payload of [{ status: 'successful' }, {}, 'dismissed']) {
    const { statusCode } = await app.inject({ method: 'PUT', url: '/jobs/a/status', headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) })
    t.equal(statusCode, 400)
  }
  t.equal((await app.inject('/jobs/a')).json().status, 'running')
})
