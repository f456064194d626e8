import t from 'tap'
import { build } from '../../helper.ts'
import { ask } from './helper.ts'

t.test('one request is forgotten by its id, as WireMock\'s clients do it; one that is not there is no fault', async t => {
  const double = await build(t)
  for (const url of ['/jobs', '/processes', '/conformance']) await double.app.inject(url)
  const [, { id }] = (await ask(double, 'GET /requests')).json.requests
  for (let time = 0; time < 2; time++) t.match(await ask(double, `DELETE /requests/${id}`), { status: 200, json: {} })
  t.equal((await ask(double, `GET /requests/${id}`)).status, 404)
  t.same(double.requests.list().map(({ url }) => url), ['/jobs', '/conformance'])
})

t.test('all requests are forgotten by the other name that WireMock has for it', async t => {
  const double = await build(t)
  await double.app.inject('/jobs')
  t.match(await ask(double, 'POST /requests/reset'), { status: 200, json: {} })
  t.equal(double.requests.count(), 0)
})

t.test('a request that is still under way is not forgotten with others like it', async t => {
  const double = await build(t)
  double.faults.add({ match: { method: 'DELETE' }, fixedDelayMilliseconds: 1000 })
  const slow = double.app.inject({ method: 'DELETE', url: '/jobs/running' })
  while (double.faults.list()[0]?.injected === 0) await new Promise(setImmediate)
  t.same((await ask(double, 'POST /requests/remove', { method: 'DELETE' })).json, { serveEvents: [] })
  await double.clock.advance('1s')
  await slow
  t.equal(double.requests.count({ method: 'DELETE' }), 1)
})

t.test('an answer is dribbled whichever side of the commit its fault is on', async t => {
  for (const phase of ['before-commit', 'after-commit'] as const) {
    const double = await build(t)
    double.faults.add({ phase, chunkedDribbleDelay: { numberOfChunks: 4, totalDuration: 4000 } })
    const before = double.clock.now()
    let over = false
    const answer = double.app.inject('/jobs/running').finally(() => { over = true })
    // eslint-disable-next-line no-unmodified-loop-condition -- the answer ends it
    while (!over) {
      await new Promise(setImmediate)
      await double.clock.advance('1s')
    }
    const { headers, body } = await answer
    t.equal(JSON.parse(body).status, 'running', phase)
    t.notOk('content-length' in headers, 'whose length is not told beforehand')
    t.ok(double.clock.now() - before >= 3000, 'between four pieces there are three waits')
  }
})
