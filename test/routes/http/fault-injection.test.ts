import t from 'tap'
import { socketFaults } from '../../../src/faults/fault.ts'
import { build, type TestDouble } from '../../helper.ts'

const token = 'key'
const seed = { projects: [{ id: 1 }], users: [{ name: 'u', token, projects: { 1: 'full' as const } }], jobs: [{ id: 'job', process: 'hold' }, { id: 'other', process: 'hold' }] }
const authorization = `Token ${token}`

const dismissed = async ({ store }: TestDouble, id = 'job') => store.get(id)?.dismissed !== undefined

/** Waits until the last added fault is injected into a request and delays it. */
async function untilInjected ({ faults }: TestDouble): Promise<void> {
  do await new Promise(resolve => setImmediate(resolve))
  while (faults.list()[0]?.injected === 0)
}

/** The wording of an injected error in each façade. */
const faces = [
  { what: 'OGC in JSON', url: '/jobs/job', headers: {}, type: /^application\/json/, body: { type: 'about:blank', title: String, status: Number, detail: /injected fault answers with status/, instance: '/jobs/job' } },
  { what: 'OGC in problem+json', url: '/jobs/job', headers: { accept: 'application/problem+json, application/json' }, type: /^application\/problem\+json/, body: { status: Number } },
  { what: 'OGC in HTML', url: '/jobs/job', headers: { accept: 'text/html' }, type: /^text\/html/, body: undefined },
  { what: 'Tator', url: '/rest/Job/job', headers: { authorization }, type: /^application\/json/, body: { message: /injected fault answers with status/ } },
  { what: 'Tator to a browser', url: '/rest/Job/job', headers: { authorization, accept: 'text/html' }, type: /^application\/json/, body: { message: /injected fault answers with status/ } }
]

for (const { what, url, headers, type, body } of faces) {
  for (const phase of ['before-commit', 'after-commit'] as const) {
    t.test(`an error ${phase} is one of ${what}, and the job is ${phase === 'before-commit' ? 'untouched' : 'dismissed'}`, async t => {
      for (const status of [400, 404, 429, 500, 503, 599]) {
        const double = await build(t, { seed })
        double.faults.add({ phase, status, retryAfter: 5 })
        const answer = await double.app.inject({ method: 'DELETE', url, headers })
        t.equal(answer.statusCode, status)
        t.equal(answer.headers['retry-after'], '5')
        t.match(answer.headers['content-type'], type)
        if (body === undefined) t.match(answer.body, `An injected fault answers with status ${status}.`)
        else t.match(answer.json(), body)
        t.equal(await dismissed(double), phase === 'after-commit')
        await double.close()
      }
    })
  }
}

t.test('a fault after the commit is injected into a refusal too, and is worded by the façade all the same', async t => {
  const double = await build(t, { seed })
  double.faults.add({ phase: 'after-commit', status: 502 })
  for (const [method, url] of [['DELETE', '/jobs/nope'], ['PUT', '/jobs'], ['GET', '/nowhere']] as const) {
    t.match((await double.app.inject({ method, url })).json(), { type: 'about:blank', title: 'Bad Gateway', status: 502 }, `${method} ${url}`)
  }
  for (const url of ['/rest/Job/nope', '/rest/nowhere', '/rest/Job/job']) {
    const { statusCode, body } = await double.app.inject({ method: 'DELETE', url, headers: url.endsWith('/job') ? {} : { authorization } })
    t.equal(statusCode, 502)
    t.same(JSON.parse(body), { message: 'An injected fault answers with status 502.' }, url)
  }
})

t.test('a request that is refused by itself is not reached by a fault before the commit', async t => {
  const double = await build(t, { seed })
  double.faults.add({ status: 503 })
  t.equal((await double.app.inject({ method: 'DELETE', url: '/rest/Job/job' })).statusCode, 403)
  t.equal((await double.app.inject({ url: '/jobs', headers: { accept: 'image/png' } })).statusCode, 406)
  t.equal((await double.app.inject('/jobs?limit=x')).statusCode, 400)
})

t.test('an answer that is lost takes its Location with it', async t => {
  const double = await build(t, { seed })
  double.faults.add({ phase: 'after-commit', status: 500 })
  const { statusCode, headers } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { message: 'x' } } })
  t.equal(statusCode, 500)
  t.same([headers['location'], headers['preference-applied']], [undefined, undefined])
  t.equal(await double.store.size(), 3)
})

const matches: [match: object, injected: string[]][] = [
  [{}, ['GET /jobs/job', 'DELETE /jobs/job', 'DELETE /jobs/other', 'DELETE /rest/Job/job', 'GET /jobs?x=job']],
  [{ method: 'ANY' }, ['GET /jobs/job', 'DELETE /jobs/job', 'DELETE /jobs/other', 'DELETE /rest/Job/job', 'GET /jobs?x=job']],
  [{ method: 'get' }, ['GET /jobs/job', 'GET /jobs?x=job']],
  [{ urlPath: '/jobs' }, ['GET /jobs?x=job']],
  [{ urlPathPattern: '/jobs/.*' }, ['GET /jobs/job', 'DELETE /jobs/job', 'DELETE /jobs/other']],
  [{ urlPathPattern: '/job' }, []],
  [{ job: 'job' }, ['GET /jobs/job', 'DELETE /jobs/job', 'DELETE /rest/Job/job']],
  [{ job: 'job', method: 'DELETE', urlPathPattern: '/rest/.*' }, ['DELETE /rest/Job/job']]
]

t.test('a fault is injected into what it is meant for', async t => {
  const double = await build(t, { seed })
  for (const [match, injected] of matches) {
    await double.reset()
    double.faults.add({ match, status: 599 })
    const found = []
    for (const line of matches[0]![1]) {
      const [method = '', url = ''] = line.split(' ')
      if ((await double.app.inject({ method: method as 'GET', url, headers: { authorization } })).statusCode === 599) found.push(line)
    }
    t.same(found, injected, JSON.stringify(match))
  }
})

t.test('a job is meant by its id, however odd', async t => {
  const id = 'a/b c?%ä'
  const double = await build(t, { seed: { jobs: [{ id, process: 'hold' }] } })
  double.faults.add({ match: { job: id }, status: 500 })
  t.equal((await double.app.inject(`/jobs/${encodeURIComponent(id)}`)).statusCode, 500)
  t.equal((await double.app.inject('/jobs/a')).statusCode, 404)
})

t.test('it goes well a few times, goes wrong a few times, and is over', async t => {
  const double = await build(t, { seed })
  double.faults.add({ succeedFirst: 2, failRequestCount: 3, status: 500 })
  const statuses = []
  for (let time = 0; time < 7; time++) statuses.push((await double.app.inject('/jobs')).statusCode)
  t.same(statuses, [200, 200, 500, 500, 500, 200, 200])
})

/** The delay of the next request, by the clock, to the millisecond. */
async function delayOf (double: TestDouble, most: number): Promise<number> {
  const began = double.clock.now()
  const waiting = double.app.inject('/jobs').then(() => double.clock.now() - began)
  await untilInjected(double)
  for (let passed = 0; passed < most; passed += 10) await double.clock.advance(10)
  return waiting
}

t.test('a delay keeps the request waiting until the clock is turned, and only so long', async t => {
  for (const phase of ['before-commit', 'after-commit'] as const) {
    const double = await build(t, { seed })
    double.faults.add({ phase, match: { method: 'DELETE' }, fixedDelayMilliseconds: 5000 })
    let answered = false
    const waiting = double.app.inject({ method: 'DELETE', url: '/jobs/job' }).then(answer => { answered = true; return answer })
    await untilInjected(double)
    await double.clock.advance(4999)
    t.notOk(answered)
    t.equal(await dismissed(double), phase === 'after-commit', phase)
    await double.clock.advance(1)
    t.equal((await waiting).statusCode, 200)
    t.ok(await dismissed(double))
  }
})

t.test('a delay and a status go together: first the one, then the other', async t => {
  const double = await build(t, { seed })
  double.faults.add({ fixedDelayMilliseconds: 1000, status: 504 })
  const waiting = double.app.inject('/jobs').then(answer => answer)
  await untilInjected(double)
  await double.clock.advance('1s')
  t.equal((await waiting).statusCode, 504)
})

t.test('delays that are spread lie where they should, and are the same after a reset', async t => {
  const double = await build(t, { seed })
  for (const [delayDistribution, least, most] of [[{ type: 'uniform', lower: 100, upper: 300 }, 100, 310], [{ type: 'lognormal', median: 200, sigma: 0.4, maxValue: 400 }, 1, 410]] as const) {
    const rounds = []
    for (let round = 0; round < 2; round++) {
      await double.reset()
      double.faults.add({ delayDistribution })
      const delays = []
      for (let time = 0; time < 4; time++) delays.push(await delayOf(double, 640))
      t.ok(delays.every(delay => delay >= least && delay <= most), `${delayDistribution.type}: ${delays.join()}`)
      rounds.push(delays)
    }
    t.same(rounds[0], rounds[1])
    t.ok(new Set(rounds[0]).size > 1)
  }
})

t.test('who is kept waiting goes on when all faults are taken back', async t => {
  const double = await build(t, { seed })
  double.faults.add({ fixedDelayMilliseconds: 1e9 })
  const waiting = double.app.inject('/jobs').then(answer => answer)
  await untilInjected(double)
  double.faults.clear()
  t.equal((await waiting).statusCode, 200)
})

t.test('without a socket a broken connection is a request that fails by the name of the fault', async t => {
  for (const fault of socketFaults) {
    for (const phase of ['before-commit', 'after-commit'] as const) {
      const double = await build(t, { seed })
      double.faults.add({ fault, phase })
      await t.rejects(double.app.inject({ method: 'DELETE', url: '/jobs/job' }), { message: fault })
      t.equal(await dismissed(double), phase === 'after-commit', `${fault} ${phase}`)
    }
  }
})

t.test('an answer that is to come in more pieces than it has bytes comes byte by byte, and whole', async t => {
  const double = await build(t, { seed })
  const { body } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { message: 'abc' }, outputs: { message: {} } } })
  t.equal(body, 'abc')
  double.faults.add({ chunkedDribbleDelay: { numberOfChunks: 1000, totalDuration: 10_000 } })
  const waiting = double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { message: 'abc' }, outputs: { message: {} } } }).then(answer => answer)
  await untilInjected(double)
  // Two pauses of 10 ms lie between three bytes.
  for (let step = 0; step < 2; step++) {
    await new Promise(resolve => setImmediate(resolve))
    await double.clock.advance(10)
  }
  t.equal((await waiting).body, 'abc')
})

t.test('an answer that dribbles arrives whole, in pieces that the clock lets through', async t => {
  const double = await build(t, { seed })
  for (const phase of ['before-commit', 'after-commit'] as const) {
    for (const accept of ['application/json', 'text/html']) {
      double.faults.clear()
      const { body } = await double.app.inject({ url: '/jobs/job', headers: { accept } })
      double.faults.add({ phase, chunkedDribbleDelay: { numberOfChunks: 4, totalDuration: 4000 } })
      let answered = false
      const waiting = double.app.inject({ url: '/jobs/job', headers: { accept } }).then(answer => { answered = true; return answer })
      for (let second = 1; second < 4; second++) {
        t.notOk(answered, `${phase} ${accept} ${second}`)
        await new Promise(resolve => setImmediate(resolve))
        await double.clock.advance('1s')
        await new Promise(resolve => setImmediate(resolve))
      }
      const answer = await waiting
      t.equal(answer.body.replaceAll(/"updated":"[^"]*"/g, ''), body.replaceAll(/"updated":"[^"]*"/g, ''))
      t.notOk('content-length' in answer.headers)
    }
  }
})

t.test('what has no body does not dribble, and an error dribbles like any answer', async t => {
  const double = await build(t, { seed })
  double.faults.add({ chunkedDribbleDelay: { numberOfChunks: 1, totalDuration: 1000 } })
  t.equal((await double.app.inject({ method: 'OPTIONS', url: '/jobs' })).statusCode, 204)
  double.faults.add({ status: 500, chunkedDribbleDelay: { numberOfChunks: 1, totalDuration: 1000 } })
  t.equal((await double.app.inject('/jobs')).json().status, 500)
})

const preferences: [prefer: string, status: number, applied: string | undefined, dismissed: boolean][] = [
  ['code=500', 500, 'code=500', false],
  ['code=503', 503, 'code=503', false],
  ['code="502"', 502, 'code=502', false],
  ['CODE=500', 500, 'code=500', false],
  ['code=500, phase=before-commit', 500, 'code=500', false],
  ['code=500, phase=after-commit', 500, 'code=500', true],
  ['phase=after-commit,code=429', 429, 'code=429', true],
  ['respond-async, code=500', 500, 'code=500', false],
  ['code=404, code=500', 404, 'code=404', false],
  ['code=500, phase=later', 200, undefined, true],
  ['phase=after-commit', 200, undefined, true],
  ['code', 200, undefined, true],
  ['code=', 200, undefined, true],
  ['code=abc', 200, undefined, true],
  ['code=99', 200, undefined, true],
  ['code=199', 200, undefined, true],
  ['code=600', 200, undefined, true],
  ['code=500.5', 200, undefined, true],
  ['code=5e2', 200, undefined, true],
  ['code=-500', 200, undefined, true],
  ['return=minimal', 200, undefined, true],
  ['', 200, undefined, true]
]

t.test('a request may order its own error, in Prefer, without any set-up', async t => {
  const double = await build(t, { seed })
  for (const [prefer, status, applied, done] of preferences) {
    for (const [url, headers] of [['/jobs/job', {}], ['/rest/Job/job', { authorization }]] as const) {
      await double.reset()
      const answer = await double.app.inject({ method: 'DELETE', url, headers: { prefer, ...headers } })
      t.equal(answer.statusCode, status, `${prefer} ${url}`)
      t.equal(answer.headers['preference-applied'], applied, `${prefer} ${url}`)
      t.equal(await dismissed(double), done, `${prefer} ${url}`)
    }
  }
})

t.test('beside respond-async it is an execution that is not started, or one whose answer is lost', async t => {
  const double = await build(t, { seed })
  for (const [prefer, started] of [['respond-async, code=503', 0], ['respond-async, code=503, phase=after-commit', 1]] as const) {
    await double.reset()
    const { statusCode, headers } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer }, payload: { inputs: { message: 'x' } } })
    t.equal(statusCode, 503)
    t.same([headers['preference-applied'], headers['location']], ['code=503', undefined])
    t.equal(await double.store.size() - 2, started, prefer)
  }
})

t.test('codes that are no errors are answered too', async t => {
  const double = await build(t, { seed })
  for (const code of [200, 202, 204, 301, 304]) {
    const { statusCode, headers } = await double.app.inject({ url: '/jobs', headers: { prefer: `code=${code}` } })
    t.same([statusCode, headers['preference-applied']], [code, `code=${code}`])
  }
})

t.test('a fault that was set up comes before what the request orders', async t => {
  const double = await build(t, { seed })
  double.faults.add({ status: 503, failRequestCount: 1 })
  const ask = () => double.app.inject({ url: '/jobs', headers: { prefer: 'code=500' } })
  const [first, second] = [await ask(), await ask()]
  t.same([first.statusCode, first.headers['preference-applied']], [503, undefined])
  t.same([second.statusCode, second.headers['preference-applied']], [500, 'code=500'])
})

t.test('nothing is injected into the control façade', async t => {
  const double = await build(t, { seed })
  double.faults.add({ status: 500 })
  t.equal((await double.app.inject({ url: '/__admin/clock', headers: { prefer: 'code=500' } })).statusCode, 200)
})

t.test('a fault is injected in its own world only', async t => {
  const double = await build(t, { seed })
  double.world('a').faults.add({ status: 500 })
  t.equal((await double.app.inject('/jobs')).statusCode, 200)
  t.equal((await double.app.inject('/w/a/jobs')).statusCode, 500)
  t.equal((await double.app.inject('/w/b/jobs')).statusCode, 200)
})

const nginx = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n'

t.test('a fault answers with a body and headers of its own, byte for byte, on either side of the commit', async t => {
  for (const phase of ['before-commit', 'after-commit'] as const) {
    for (const [url, accept] of [['/jobs/job', 'application/json'], ['/jobs/job', 'text/html'], ['/rest/Job/job', '*/*']] as const) {
      const double = await build(t, { seed })
      double.faults.add({ phase, status: 502, headers: { 'Content-Type': 'text/html', Server: 'nginx', 'Set-Cookie': ['a=b', 'c=d'] }, body: nginx })
      const answer = await double.app.inject({ method: 'DELETE', url, headers: { authorization, accept } })
      t.same([answer.statusCode, answer.body], [502, nginx])
      t.match(answer.headers, { 'content-type': 'text/html', server: 'nginx', 'set-cookie': ['a=b', 'c=d'], 'content-length': String(nginx.length), 'content-security-policy': /sandbox/ })
      t.equal(await dismissed(double), phase === 'after-commit')
      t.match(double.requests.list()[0], { status: 502, responseBody: Buffer.from(nginx), committed: phase === 'after-commit' ? Number : undefined })
    }
  }
})

t.test('the body of a fault is JSON, text, bytes or nothing, and says what it is', async t => {
  const double = await build(t, { seed })
  const answers: [fault: Parameters<typeof double.faults.add>[0], type: string, body: string][] = [
    [{ status: 503, jsonBody: { error: 'later' } }, 'application/json', '{"error":"later"}'],
    [{ status: 503, jsonBody: null }, 'application/json', 'null'],
    [{ status: 429, body: 'slow down' }, 'text/plain; charset=utf-8', 'slow down'],
    [{ status: 200, base64Body: 'AAEC' }, 'application/octet-stream', '\u0000\u0001\u0002'],
    [{ status: 302, body: '', headers: { location: 'http://login.example/' } }, 'text/plain; charset=utf-8', ''],
    [{ status: 200, body: '<p>Sign in</p>', headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': 'none' } }, 'text/html; charset=utf-8', '<p>Sign in</p>']
  ]
  for (const [fault, type, body] of answers) {
    double.faults.clear()
    double.faults.add(fault)
    const answer = await double.app.inject('/jobs/job')
    t.same([answer.statusCode, answer.headers['content-type'], answer.body], [fault.status, type, body], JSON.stringify(fault))
  }
  t.equal((await double.app.inject('/jobs')).headers['content-security-policy'], 'none')
})

t.test('headers without a body go with what the façade says', async t => {
  const double = await build(t, { seed })
  double.faults.add({ status: 429, headers: { 'RateLimit-Reset': '7' } })
  const answer = await double.app.inject('/jobs/job')
  t.match([answer.headers['ratelimit-reset'], answer.json()], ['7', { status: 429, detail: /injected fault/ }])
})

t.test('a long answer that is lost to a body of the fault is lost whole, and dribbles like any other', async t => {
  const double = await build(t, { seed })
  double.faults.add({ phase: 'after-commit', status: 502, body: nginx, chunkedDribbleDelay: { numberOfChunks: 2, totalDuration: 0 } })
  t.equal((await double.app.inject({ url: '/jobs/job/events', headers: { accept: 'text/event-stream' } })).body, nginx)
})

t.test('a fault is matched by header and by body, and a DELETE has both', async t => {
  for (const rememberRequests of [0, 10]) {
    const double = await build(t, { seed, rememberRequests })
    double.faults.add({ status: 599, match: { headers: { 'content-type': { contains: 'json' } }, bodyPatterns: [{ matchesJsonPath: '$.inputs.flag' }] } })
    const post = (payload: object) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload })
    t.same([(await post({ inputs: { message: 'x', flag: true } })).statusCode, (await post({ inputs: { message: 'x' } })).statusCode], [599, 200])
    const remove = (payload: string, type = 'application/json') => double.app.inject({ method: 'DELETE', url: '/jobs/job', headers: { 'content-type': type }, payload })
    t.same([(await remove('{')).statusCode, (await remove('{"inputs":{"flag":true}}')).statusCode, (await remove('{"inputs":{"flag":true}}', 'text/plain')).statusCode], [200, 599, 200])
    double.faults.clear()
    double.faults.add({ status: 599, match: { bodyPatterns: [{ absent: true }] } })
    t.same([(await double.app.inject('/jobs')).statusCode, (await post({ inputs: { message: 'x' } })).statusCode], [599, 200])
  }
})

t.test('a body that a path cannot be followed in ends with a sentence for the client', async t => {
  const double = await build(t, { seed })
  double.faults.add({ status: 599, match: { bodyPatterns: [{ matchesJsonPath: '$..*..*..*' }] } })
  const answer = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { numbers: Array(200_000).fill(1) } } })
  t.equal(answer.statusCode, 400)
  t.match(answer.json().detail, /^match\/bodyPatterns\/0\/matchesJsonPath: .* looks at more than 100000 members/)
})

t.test('a GET that waits shows the job as it is when it is answered', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'short', process: 'echo', plan: { accepted: 0, running: 1 } }] } })
  double.faults.add({ fixedDelayMilliseconds: 2000 })
  const answering = double.app.inject({ url: '/jobs/short' })
  await untilInjected(double)
  await double.clock.advance(2000)
  t.match((await answering).json(), { status: 'successful', updated: '2026-01-01T00:00:01.000Z' })
})
