import { request } from 'node:http'
import t from 'tap'
import { build, type TestDouble } from '../../helper.ts'
import { ask, titles } from './helper.ts'

const execute = { inputs: { message: 'secret-free', numbers: [1, 2] } }

/** A few requests of every kind, one second apart. */
async function sendRequests (double: TestDouble): Promise<void> {
  const requests = [
    { url: '/jobs?limit=2', headers: { 'x-run': 'one' } },
    { method: 'DELETE' as const, url: '/jobs/running' },
    { method: 'POST' as const, url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: execute },
    { url: '/nowhere' },
    { url: '/rest/Job/nope', headers: { authorization: 'Token never-shown' } }
  ]
  for (const request of requests) {
    await double.app.inject(request)
    await double.clock.advance('1s')
  }
}

const urls = (requests: { url?: string, request?: { url: string } }[]) => requests.map(({ url, request }) => url ?? request?.url)
const all = ['/rest/Job/nope', '/nowhere', '/processes/echo/execution', '/jobs/running', '/jobs?limit=2']

t.test('every request and answer is listed in WireMock\'s shape, newest first', async t => {
  const double = await build(t)
  await sendRequests(double)
  const { status, json } = await ask(double, 'GET /requests')
  t.equal(status, 200)
  t.same(urls(json.requests), all)
  t.match(json, { meta: { total: 5 }, requestJournalDisabled: false })
  t.match(json.requests[2], {
    id: String,
    request: {
      url: '/processes/echo/execution',
      absoluteUrl: 'http://localhost:80/processes/echo/execution',
      method: 'POST',
      clientIp: '127.0.0.1',
      headers: { prefer: 'respond-async' },
      body: JSON.stringify(execute),
      loggedDate: Date.UTC(2026, 0, 1, 0, 0, 2),
      loggedDateString: '2026-01-01T00:00:02.000Z'
    },
    responseDefinition: { status: 201, headers: { location: /\/jobs\// } },
    response: { status: 201, body: /"accepted"|"successful"|"running"/ },
    wasMatched: true
  })
  t.match(json.requests[1], { wasMatched: false, request: { body: '' }, response: { status: 404 } })
  t.equal((await ask(double, 'GET /requests')).json.meta.total, 5, 'what is asked of the control façade is not among them')
})

const lists: [query: string, expected: string[]][] = [
  ['?limit=2', all.slice(0, 2)],
  ['?limit=0', []],
  ['?limit=99', all],
  ['?since=2026-01-01T00:00:03Z', all.slice(0, 2)],
  ['?since=2026-01-01T00:00:03Z&limit=1', all.slice(0, 1)],
  ['?since=2027-01-01', []],
  ['?unmatched=true', ['/nowhere']],
  ['?unmatched=false', all]
]

t.test('the list can be narrowed, and wrong wishes are a 400', async t => {
  const double = await build(t)
  await sendRequests(double)
  for (const [query, expected] of lists) t.same(urls((await ask(double, `GET /requests${query}`)).json.requests), expected, query)
  for (const [query, title] of [['since=noon', /"noon" came; expected an RFC 3339 instant/], ['limit=-1', />= 0/], ['limit=x', /integer/], ['unmatched=maybe', /boolean/]] as const) {
    const answer = await ask(double, `GET /requests?${query}`)
    t.equal(answer.status, 400, query)
    t.match(titles(answer).join(), title)
  }
})

t.test('one request is found by its id', async t => {
  const double = await build(t)
  await sendRequests(double)
  const [, unmatched] = (await ask(double, 'GET /requests')).json.requests
  t.same((await ask(double, `GET /requests/${unmatched.id}`)).json, unmatched)
  t.match(await ask(double, 'GET /requests/nope'), { status: 404, json: { errors: [{ code: 404, title: 'The journal has no request nope.' }] } })
})

t.test('requests for which there is nothing are listed apart', async t => {
  const double = await build(t)
  await sendRequests(double)
  t.match((await ask(double, 'GET /requests/unmatched')).json, { requests: [{ url: '/nowhere', method: 'GET' }], requestJournalDisabled: false })
})

const patterns: [pattern: object, expected: string[]][] = [
  [{}, all],
  [{ method: 'ANY' }, all],
  [{ method: 'delete' }, ['/jobs/running']],
  [{ url: '/jobs?limit=2' }, ['/jobs?limit=2']],
  [{ urlPath: '/jobs' }, ['/jobs?limit=2']],
  [{ urlPattern: '/jobs.*' }, ['/jobs/running', '/jobs?limit=2']],
  [{ urlPathPattern: '/jobs' }, ['/jobs?limit=2']],
  [{ headers: { 'X-Run': { equalTo: 'one' } } }, ['/jobs?limit=2']],
  [{ headers: { 'X-Run': { absent: false } } }, ['/jobs?limit=2']],
  [{ queryParameters: { limit: { matches: '\\d' } } }, ['/jobs?limit=2']],
  [{ bodyPatterns: [{ contains: 'secret-free' }] }, ['/processes/echo/execution']],
  [{ bodyPatterns: [{ equalToJson: JSON.stringify(execute) }] }, ['/processes/echo/execution']],
  [{ method: 'GET', urlPathPattern: '/nothing/.*' }, []]
]

t.test('requests like a pattern are counted, found and forgotten', async t => {
  const double = await build(t)
  for (const [pattern, expected] of patterns) {
    await double.reset()
    await sendRequests(double)
    const what = JSON.stringify(pattern)
    t.same((await ask(double, 'POST /requests/count', pattern)).json, { count: expected.length, requestJournalDisabled: false }, what)
    t.same(urls((await ask(double, 'POST /requests/find', pattern)).json.requests), expected, what)
    t.same(urls((await ask(double, 'POST /requests/remove', pattern)).json.serveEvents).reverse(), expected, what)
    t.same(urls((await ask(double, 'GET /requests')).json.requests), all.filter(url => !expected.includes(url)), what)
  }
})

t.test('a pattern that cannot be read is a 400, whether or not there is a request to compare it with', async t => {
  const double = await build(t)
  const wrong = [{ path: '/' }, { urlPattern: '(' }, { urlPathPattern: '[' }, { headers: { accept: { matches: '*' } } }, { queryParameters: { f: { doesNotMatch: '(' } } }, { bodyPatterns: [{ equalToJson: '{' }] }, { headers: { accept: 'x' } }]
  for (const pattern of wrong) {
    for (const verb of ['count', 'find', 'remove', 'wait']) t.equal((await ask(double, `POST /requests/${verb}`, pattern)).status, 400, `${verb} ${JSON.stringify(pattern)}`)
  }
  t.equal((await double.app.inject('/jobs')).statusCode, 200, 'and who comes then is not troubled by it')
})

t.test('all requests are forgotten at will, and by a reset', async t => {
  const double = await build(t)
  for (const forget of ['DELETE /requests', 'POST /reset']) {
    await sendRequests(double)
    t.match(await ask(double, forget), { status: 200, json: {} })
    t.same((await ask(double, 'GET /requests')).json.meta, { total: 0 })
  }
})

t.test('who waits for a request hears of it when it has been answered, or at once if it has come already', async t => {
  const double = await build(t)
  const wait = () => ask(double, 'POST /requests/wait', { method: 'DELETE', urlPath: '/jobs/running' })
  const waiting = wait()
  await double.app.inject({ method: 'GET', url: '/jobs/running' })
  await double.app.inject({ method: 'DELETE', url: '/jobs/running' })
  t.match(await waiting, { status: 200, json: { request: { method: 'DELETE', url: '/jobs/running' }, response: { status: 200 } } })
  t.same((await wait()).json, (await waiting).json)
})

t.test('who waits in vain is told what did not come', async t => {
  const double = await build(t, { port: 0 })
  const answer = await ask(double, 'POST /requests/wait', { method: 'PUT', timeoutMilliseconds: 1 })
  t.equal(answer.status, 408)
  t.same(titles(answer), ['No such request came within 1 ms: {"method":"PUT"}. No request came at all.'])
  await double.app.inject({ method: 'PUT', url: '/jobs' })
  for (const timeoutMilliseconds of [0, 60_001, 'soon']) t.equal((await ask(double, 'POST /requests/wait', { timeoutMilliseconds })).status, 400)
})

t.test('nothing with which a client proves itself is shown', async t => {
  const double = await build(t)
  const secret = double.tokens['execute']!
  const secrets = { authorization: `Token ${secret}`, cookie: 'session=hidden', 'x-api-key': 'hidden', 'x-control-key': 'hidden', 'proxy-authorization': 'hidden' }
  await double.app.inject({ url: '/jobs', headers: { ...secrets, 'x-run': 'shown' } })
  const { body } = await double.app.inject({ method: 'POST', url: '/rest/Token', payload: { username: 'execute', password: 'execute' } })
  t.same(JSON.parse(body), { token: secret })
  const { json } = await ask(double, 'GET /requests')
  t.match(json.requests[1].request.headers, { authorization: '[redacted]', cookie: '[redacted]', 'x-api-key': '[redacted]', 'x-control-key': '[redacted]', 'proxy-authorization': '[redacted]', 'x-run': 'shown' })
  t.same(JSON.parse(json.requests[0].request.body), { username: 'execute', password: '[redacted]' })
  t.equal(json.requests[0].response.body, '{"token":"[redacted]"}')
  const { json: waited } = await ask(double, 'POST /requests/wait', { method: 'POST' })
  for (const answer of [json, waited, (await ask(double, 'POST /requests/find', {})).json]) t.notMatch(JSON.stringify(answer), new RegExp(`hidden|${secret}`))
})

t.test('each is numbered by when it came, was through and was answered, across requests that overlap', async t => {
  const double = await build(t)
  double.faults.add({ match: { method: 'DELETE' }, phase: 'after-commit', fixedDelayMilliseconds: 1000 })
  const slow = double.app.inject({ method: 'DELETE', url: '/jobs/running' })
  while ((await double.app.inject('/jobs/running')).json().status !== 'dismissed');
  await double.clock.advance('1s')
  await slow
  const entries: { request: { method: string }, sequence: Record<'invoked' | 'committed' | 'answered', number> }[] = (await ask(double, 'GET /requests')).json.requests
  const dismissal = entries.find(({ request }) => request.method === 'DELETE')!.sequence
  const [last] = entries.filter(({ request }) => request.method === 'GET')
  t.ok(dismissal.invoked < dismissal.committed && dismissal.committed < last!.sequence.committed, 'what reads a dismissal commits after it')
  t.ok(last!.sequence.answered < dismissal.answered, 'and was answered before it')
  const numbers = entries.flatMap(({ sequence }) => Object.values(sequence)).sort((one, other) => one - other)
  t.same(numbers, numbers.map((_, index) => index), 'one count, each number once')
})

t.test('a request under way is not listed before it is answered, and one whose client hung up is', async t => {
  const double = await build(t, { port: 0 })
  const { hostname, port } = new URL(double.url)
  const client = request({ hostname, port, method: 'POST', path: '/processes/hold/execution', headers: { 'content-type': 'application/json' } })
  client.on('error', () => {})
  client.end('{}')
  while ((await double.store.list({ process: ['hold'], status: ['running'] }, { limit: 9 })).jobs.length < 2) await new Promise(resolve => setImmediate(resolve))
  t.same(double.requests.list(), [])
  client.destroy()
  const entry = await double.requests.waitFor({ urlPath: '/processes/hold/execution' })
  t.match(entry, { method: 'POST', answered: Number })
  t.notOk(entry.status)
})

t.test('a world remembers as many as it may, the last ones, or none', async t => {
  const double = await build(t, { rememberRequests: 3 })
  await sendRequests(double)
  t.same(urls((await ask(double, 'GET /requests')).json.requests), all.slice(0, 3))
  const without = await build(t, { rememberRequests: 0, port: 0 })
  await sendRequests(without)
  t.match((await ask(without, 'GET /requests')).json, { requests: [], meta: { total: 0 }, requestJournalDisabled: true })
  t.match((await ask(without, 'GET /requests/unmatched')).json, { requests: [], requestJournalDisabled: true })
  t.match((await ask(without, 'POST /requests/count', {})).json, { count: 0, requestJournalDisabled: true })
  t.match((await ask(without, 'POST /requests/find', {})).json, { requests: [], requestJournalDisabled: true })
})

t.test('who waits for a request and hangs up waits no more', async t => {
  const double = await build(t, { port: 0 })
  const hangUp = new AbortController()
  const waiting = fetch(`${double.url}/__admin/requests/wait`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ urlPath: '/never' }), signal: hangUp.signal })
  // The request has arrived when a later one of the same client is answered.
  await fetch(`${double.url}/__admin/version`)
  hangUp.abort()
  await t.rejects(waiting, { name: 'AbortError' })
  t.equal((await fetch(`${double.url}/__admin/version`)).status, 200)
})
