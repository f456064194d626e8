import t from 'tap'
import { build } from '../../helper.ts'

t.test('who waits in vain is told the pattern, and the requests that came nearest to it', async t => {
  const double = await build(t)
  const wait = (pattern: object) => double.requests.waitFor(pattern, { timeout: 1 })
  await t.rejects(wait({ method: 'DELETE' }), { name: 'TimeoutError', message: 'No such request came within 1 ms: {"method":"DELETE"}. No request came at all.' })
  await double.app.inject('/conformance')
  await double.app.inject('/jobs/a')
  await double.app.inject({ method: 'DELETE', url: '/jobs/b' })
  await double.app.inject({ method: 'DELETE', url: '/jobs/running' })
  await t.rejects(wait({ method: 'DELETE', urlPath: '/jobs/a', headers: { accept: { equalTo: 'x' } } }), {
    message: 'No such request came within 1 ms: {"method":"DELETE","urlPath":"/jobs/a","headers":{"accept":{"equalTo":"x"}}}. ' +
      'Nearest of 4 that came: DELETE /jobs/running (200; not its urlPath, headers/accept); DELETE /jobs/b (404; not its urlPath, headers/accept); GET /jobs/a (404; not its method, headers/accept).'
  })
})

t.test('where no requests are remembered nobody waits for one', async t => {
  const double = await build(t, { rememberRequests: 0 })
  await t.rejects(double.requests.waitFor({}), { message: 'The request journal is off (--remember-requests 0), so there is no request to wait for.' })
})

t.test('of a request that got no answer it is said', async t => {
  const double = await build(t, { port: 0 })
  double.faults.add({ fault: 'EMPTY_RESPONSE' })
  await t.rejects(fetch(`${double.url}/jobs`))
  await t.rejects(double.requests.waitFor({ urlPath: '/never' }, { timeout: 50 }), { message: /Nearest of 1 that came: GET \/jobs \(no answer; not its urlPath\)\.$/ })
})
