import t from 'tap'
import { Form } from '../../../routes/http/form.ts'
import { build } from '../../helper.ts'
import { buildWithJobs, listing } from '../ogc/helper.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

t.test('a form as JSON is text by name, or a list where a name came several times', async t => {
  t.same(JSON.parse(JSON.stringify(new Form('a=1&b=x+y&a=%3C&c='))), { a: ['1', '<'], b: 'x y', c: '' })
  t.equal(JSON.stringify(new Form('')), '{}')
})

t.test('where no route takes forms they are refused, and nothing changes', async t => {
  const double = await buildWithJobs(t)
  const before = await listing(double)
  // Tator's API has no 415.
  for (const [url, status] of [['/__admin/clock', 415], ['/__admin/reset', 415], ['/rest/Token', 400]] as const) {
    const { statusCode } = await double.app.inject({ method: 'POST', url, headers: { ...form, accept: 'text/html' }, payload: 'action=freeze' })
    t.equal(statusCode, status, url)
  }
  t.equal(await listing(double), before)
})

t.test('a form goes only to those who want a page: whoever wants JSON sends it', async t => {
  const { app, jobs } = await build(t, { seed: {} })
  for (const headers of [form, { ...form, accept: 'application/json' }, { ...form, accept: '*/*' }]) {
    const { statusCode, json } = await app.inject({ method: 'POST', url: '/processes/hold/execution', headers, payload: 'mode=async' })
    t.equal(statusCode, 415)
    t.match(json(), { status: 415, detail: /x-www-form-urlencoded.*application\/json/ })
  }
  t.equal(await jobs.size(), 0)
})

t.test('the body of a DELETE is not looked at, be it a form', async t => {
  const { app } = await buildWithJobs(t)
  const { statusCode } = await app.inject({ method: 'DELETE', url: '/jobs/running', headers: form, payload: 'a=b' })
  t.equal(statusCode, 200)
})

t.test('the journal has what a form brought', async t => {
  const { app } = await build(t, { seed: {} })
  await app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { ...form, accept: 'text/html' }, payload: 'mode=async&input-progress=3' })
  t.match((await app.inject('/__admin/requests')).json().requests, [{ request: { body: 'mode=async&input-progress=3' } }])
})
