import t from 'tap'
import { buildWithJobs, listing } from './helper.ts'

const json = { 'content-type': 'application/json' }
const ids = ['x'.repeat(10_000), 'a%2Fb', '%2F', '..%2F..', 'a%20b', '%F0%9F%98%80', '%00', '%zz', '%', '%C3%28', '&', ';', ':', '*', 'running%00', 'running;x=1']

const requests = [
  ...ids.flatMap(id => [
    { method: 'GET', url: `/jobs/${id}`, status: [400, 404] },
    { method: 'DELETE', url: `/jobs/${id}`, status: [400, 404] },
    { method: 'GET', url: `/jobs/${id}/results`, status: [400, 404] },
    { method: 'GET', url: `/processes/${id}`, status: [400, 404] },
    { method: 'POST', url: `/processes/${id}/execution`, headers: json, payload: '{}', status: [400, 404] },
    { method: 'GET', url: `/${id}`, status: [400, 404] }
  ] as const),
  { method: 'POST', url: '/processes/hold/execution', headers: json, payload: '{"inputs":', status: [400] },
  { method: 'POST', url: '/processes/hold/execution', headers: json, payload: '{"inputs":{"progress":"half"}}', status: [400] },
  { method: 'POST', url: '/processes/hold/execution', headers: { 'content-type': 'text/plain' }, payload: '{}', status: [415] },
  { method: 'POST', url: '/processes/hold/execution', headers: json, payload: `{"inputs":{"x":"${'x'.repeat(10 * 2 ** 20)}"}}`, status: [413] },
  { method: 'POST', url: '/processes/hold/execution?f=xml', headers: json, payload: '{}', status: [400] },
  { method: 'DELETE', url: '/jobs/running?f=xml', status: [400] },
  { method: 'DELETE', url: '/jobs/running', headers: { accept: 'image/png' }, status: [406] },
  { method: 'DELETE', url: '/jobs', status: [405] },
  { method: 'POST', url: '/jobs', headers: json, payload: '{}', status: [405] },
  { method: 'PUT', url: '/jobs/running', headers: json, payload: '{', status: [400, 405] },
  { method: 'PATCH', url: '/jobs/running', headers: { 'content-type': 'text/plain' }, payload: 'x', status: [405, 415] },
  { method: 'GET', url: '/jobs?limit=abc', status: [400] },
  { method: 'GET', url: '/processes?limit=abc', status: [400] }
] as const

t.test('bad input is answered with an exception, and changes nothing', async t => {
  const double = await buildWithJobs(t)
  const before = await listing(double)
  for (const { status, ...request } of requests) {
    for (const headers of [{}, { prefer: 'respond-async' }]) {
      const answer = await double.app.inject({ ...request, headers: { ...headers, ...('headers' in request && request.headers) } })
      const title = `${request.method} ${request.url.slice(0, 60)}`
      t.ok((status as readonly number[]).includes(answer.statusCode), `${title}: ${answer.statusCode}`)
      t.match(answer.json(), { status: answer.statusCode, type: String, title: String, detail: String })
      t.equal(await listing(double), before, 'the list is as it was')
    }
  }
})
