import t from 'tap'
import { build } from '../../helper.ts'
import { ask, titles } from './helper.ts'

const whole = {
  id: 'mine',
  phase: 'after-commit',
  match: { method: 'DELETE', urlPath: '/jobs/running', urlPathPattern: '/jobs/.*', job: 'running' },
  status: 503,
  retryAfter: 7,
  fixedDelayMilliseconds: 0,
  chunkedDribbleDelay: { numberOfChunks: 1, totalDuration: 0 },
  succeedFirst: 1,
  failRequestCount: 2
}

t.test('a fault is set up, counts what it meets and where it was injected, and is taken back', async t => {
  const double = await build(t)
  t.match(await ask(double, 'POST /faults', whole), { status: 201, json: { ...whole, met: 0, injected: 0 } })
  const statuses = []
  for (let time = 0; time < 5; time++) statuses.push((await double.app.inject({ method: 'DELETE', url: '/jobs/running' })).statusCode)
  t.same(statuses, [200, 503, 503, 404, 404], 'it goes well first, then it is injected twice, and then it is over')
  t.match((await ask(double, 'GET /faults')).json, { faults: [{ id: 'mine', met: 3, injected: 2 }] })
  t.match(await ask(double, 'DELETE /faults/mine'), { status: 200, json: {} })
  t.match(await ask(double, 'DELETE /faults/mine'), { status: 404, json: { errors: [{ code: 404, title: 'There is no fault "mine"; there are: none.' }] } })
})

t.test('a fault of which nothing is said is injected into everything before the commit; the last that was added comes first', async t => {
  const double = await build(t)
  t.match(await ask(double, 'POST /faults', { status: 500 }), { json: { id: 'fault-1', phase: 'before-commit', match: {} } })
  t.match(await ask(double, 'POST /faults', { status: 502, failRequestCount: 1 }), { json: { id: 'fault-2' } })
  t.equal((await double.app.inject('/')).statusCode, 502)
  t.equal((await double.app.inject('/rest/Token')).statusCode, 500)
  t.same((await ask(double, 'GET /faults')).json.faults.map(({ id }: { id: string }) => id), ['fault-2', 'fault-1'], 'none is injected into the façade itself')
  t.match(await ask(double, 'DELETE /faults'), { status: 200, json: {} })
  t.same((await ask(double, 'GET /faults')).json, { faults: [] })
  t.equal((await double.app.inject('/')).statusCode, 200)
})

const wrong: [unknown, RegExp][] = [
  [undefined, /nothing came; expected object/],
  [[], /\[\] came; expected object/],
  [{ fault: 'EXPLODE' }, /CONNECTION_RESET_BY_PEER, EMPTY_RESPONSE, MALFORMED_RESPONSE_CHUNK, RANDOM_DATA_THEN_CLOSE/],
  [{ phase: 'during' }, /before-commit, after-commit/],
  [{ status: 199 }, />= 200/],
  [{ status: 200 }, /status came as 200; expected 400 to 599, or a body of its own/],
  [{ status: 502, base64Body: '#' }, /base64Body/],
  [{ status: 502, headers: { a: 1 } }, /headers\/a/],
  [{ match: { bodyPatterns: [{ equalsJson: 1 }] } }, /bodyPatterns\/0: equalsJson is not a known member/],
  [{ status: 600 }, /<= 599/],
  [{ match: { path: '/' } }, /\/match: path is not a known member/],
  [{ status: 500, match: { urlPathPattern: '(' } }, /match\/urlPathPattern: "\(" came/],
  [{ delayDistribution: { type: 'normal' } }, /delayDistribution/],
  [{ delayDistribution: { type: 'uniform', lower: 1 } }, /upper/],
  [{ fixedDelayMilliseconds: -1 }, />= 0/],
  [{ chunkedDribbleDelay: { numberOfChunks: 0, totalDuration: 1 } }, />= 1/],
  [{ failRequestCount: 0 }, />= 1/],
  [{ match: { metod: 'GET' } }, /\/match: metod is not a known member; did you mean method\?/],
  [{ match: { method: 'GET' } }, /A fault without effect came; expected one of fault, status, /],
  [{ delayDistribution: { type: 'uniform', lower: 2, upper: 1 } }, /delayDistribution\.lower came as 2; expected at most upper, which is 1/],
  [{ oops: 1 }, /oops is not a known member/]
]

t.test('what is wrong with a fault is a 400, and none is set up', async t => {
  const double = await build(t)
  for (const [body, title] of wrong) {
    const answer = await ask(double, 'POST /faults', body)
    t.equal(answer.status, 400, JSON.stringify(body))
    t.match(titles(answer).join(), title)
  }
  t.same((await ask(double, 'GET /faults')).json, { faults: [] })
})

t.test('a thousand faults are enough', async t => {
  const double = await build(t)
  for (let count = 0; count < 1000; count++) double.faults.add({ status: 500, match: { urlPath: '/nowhere' } })
  const answer = await ask(double, 'POST /faults', { status: 500 })
  t.equal(answer.status, 400)
  t.match(titles(answer), [/1000 faults at most/])
})
