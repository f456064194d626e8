import t from 'tap'
import { build, type TestDouble } from '../../helper.ts'

const inputs = { message: 'hello', numbers: [1, 2] }
const profile = '<https://www.opengis.net/def/profile/OGC/0/ogc-results>; rel="profile"'
const type = (suffix: string) => `https://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/${suffix}`

const execute = ({ app }: TestDouble, body: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs, ...body }, headers })

async function start (double: TestDouble, body: object): Promise<string> {
  return `/jobs/${(await execute(double, body, { prefer: 'respond-async' })).json().jobID}/results`
}

const document = { status: 200, type: 'application/json; charset=utf-8', link: profile }

t.test('an execution is answered with one result as it is, and with several as one document', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  for (const { what, outputs, body, ...answer } of [
    { what: 'one', outputs: { numbers: {} }, status: 200, type: 'application/json', link: undefined, body: '[1,2]' },
    { what: 'one, as text', outputs: { message: {} }, status: 200, type: 'text/plain; charset=utf-8', link: undefined, body: 'hello' },
    { what: 'several', outputs: { numbers: {}, message: {} }, ...document, body: '{"numbers":[1,2],"message":"hello"}' }
  ]) {
    const { statusCode, headers, ...answered } = await execute(double, { outputs })
    t.same({ status: statusCode, type: headers['content-type'], link: headers['link'] }, answer, what)
    t.equal(answered.body, body, what)
  }
})

t.test('the results of a job are one document, however many were asked for', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  for (const { outputs, body } of [
    { outputs: { message: {} }, body: { message: 'hello' } },
    { outputs: { numbers: {}, message: {} }, body: { numbers: [1, 2], message: 'hello' } }
  ]) {
    const { statusCode, headers, ...answered } = await double.app.inject(await start(double, { outputs }))
    t.same({ status: statusCode, type: headers['content-type'], link: headers['link'] }, document)
    t.same(answered.json(), body)
  }
})

t.test('an output that is wanted by reference is a link in the document, and the job stays that it leads to', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  const { headers, body } = await execute(double, { outputs: { message: {}, numbers: { transmissionMode: 'reference' } } })
  t.match(headers['link'], /rel="monitor", .*rel="profile"/)
  const { message, numbers } = JSON.parse(body)
  t.equal(message, 'hello')
  t.match(numbers, { rel: 'item', type: 'application/json' })
  t.equal((await double.app.inject(new URL(numbers.href).pathname)).body, '[1,2]')
})

t.test('what 1.0 says of raw and document is not asked any more', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  for (const response of ['raw', 'document']) t.equal((await execute(double, { response, outputs: { message: {} } })).body, 'hello')
})

t.test('an execution that wants no outputs is answered with nothing, and its job has no results', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  const { statusCode, body, headers } = await execute(double, { outputs: {} })
  t.equal(statusCode, 204)
  t.equal(body, '')
  t.notOk('link' in headers)
  t.equal(await double.store.size(), 0)
  const results = await start(double, { outputs: {} })
  for (const url of [results, `${results}/message`]) {
    const answer = await double.app.inject(url)
    t.equal(answer.statusCode, 404, url)
    t.equal(answer.json().type, type('result-not-available'), url)
  }
})

for (const { ogc, unwanted } of [{ ogc: '1.0', unwanted: 200 }, { ogc: '2.0-draft', unwanted: 404 }] as const) {
  t.test(`each result has an address of its own (${ogc})`, async t => {
    const double = await build(t, { seed: {}, ogc })
    const results = await start(double, { outputs: { message: {}, flag: {} } })
    const get = (output: string) => double.app.inject(`${results}/${output}`)
    const answer = await get('message')
    t.equal(answer.headers['content-type'], 'text/plain; charset=utf-8')
    t.equal(answer.body, 'hello')
    t.equal((await get('numbers')).statusCode, unwanted, 'an output that was not asked for')
    for (const id of ['nobody-knows-it', 'toString', '%2F']) {
      const unknown = await get(id)
      t.equal(unknown.statusCode, 400, id)
      t.match(unknown.json(), { type: /\/no-such-output$/, detail: /It has: message, pause, / })
    }
  })
}

t.test('every output has an address where none were named', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  t.equal((await double.app.inject(`${await start(double, {})}/numbers`)).body, '[1,2]')
})

t.test('several results travel as JSON and as a page, and are refused as anything else before anything happens', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  for (const accept of ['text/plain', 'multipart/related', 'image/tiff']) {
    const { statusCode, body } = await execute(double, { outputs: { message: {}, numbers: {} } }, { accept, prefer: 'respond-async' })
    t.equal(statusCode, 406, accept)
    t.match(JSON.parse(body).detail, /expected one of application\/json, text\/html\.$/)
    t.equal(await double.store.size(), 0, 'no job was made')
  }
  t.match((await execute(double, {}, { accept: 'text/html' })).headers['content-type'], /^text\/html/)
})

t.test('the results of a job that is not done, failed, was dismissed or never was are told apart', async t => {
  const job = (id: string, more: object) => ({ id, process: 'hold', age: 10, ...more })
  const seed = { jobs: [job('runs', {}), job('waits', { plan: { accepted: 60 } }), { id: 'failed', process: 'fail', age: 10 }, job('dismissed', { dismissed: 5 })] }
  for (const { dismiss, gone } of [{ dismiss: 'retain', gone: 404 }, { dismiss: 'gone', gone: 410 }] as const) {
    const { app } = await build(t, { seed, dismiss, ogc: '2.0-draft' })
    for (const [id, status, means] of [
      ['runs', 404, type('result-not-ready')],
      ['waits', 404, type('result-not-ready')],
      ['failed', 500, 'NoApplicableCode'],
      ['dismissed', gone, type('result-not-available')],
      ['never-was', 404, type('no-such-job')]
    ] as const) {
      for (const url of [`/jobs/${id}/results`, `/jobs/${id}/results/message`]) t.match((await app.inject(url)).json(), { status, type: means }, url)
    }
  }
})

t.test('a job that failed without a reason says so', async t => {
  const { app } = await build(t, { seed: { jobs: [{ id: 'failed', process: 'echo', plan: { running: 0, outcome: 'failed' } }] }, ogc: '2.0-draft' })
  t.match((await app.inject('/jobs/failed/results')).json(), { status: 500, detail: 'The job failed without a reason.' })
})

t.test('a job of Tator has no outputs: an empty document in 1.0, not available in the draft', async t => {
  for (const [ogc, status] of [['1.0', 200], ['2.0-draft', 404]] as const) {
    const double = await build(t, { ogc, seed: { jobs: [{ id: 'a', process: 'transcode', plan: { running: 0 } }] } })
    const { statusCode, body } = await double.app.inject('/jobs/a/results')
    t.equal(statusCode, status)
    t.match(JSON.parse(body), ogc === '1.0' ? {} : { type: /result-not-available$/ })
  }
})

const uri = 'https://www.opengis.net/def/profile/OGC/0/ogc-results'

t.test('an execution of one output is answered with a document where the profile of results is asked for', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  const raw = { type: 'text/plain; charset=utf-8', link: undefined, applied: undefined, body: 'hello' }
  const asDocument = { type: 'application/json; charset=utf-8', link: profile, applied: undefined, body: '{"message":"hello"}' }
  for (const { headers, ...answer } of [
    { headers: {}, ...raw },
    { headers: { 'accept-profile': `<${uri}>` }, ...asDocument },
    { headers: { 'accept-profile': '<http://www.opengis.net/def/profile/OGC/0/ogc-results>' }, ...asDocument },
    { headers: { 'accept-profile': '<urn:a,b>;q=1.0, [ogc-profile:ogc-results]; q=0.5' }, ...asDocument },
    { headers: { 'accept-profile': 'ogc-results' }, ...asDocument },
    { headers: { 'accept-profile': `<${uri}>; q=0.0` }, ...raw },
    { headers: { 'accept-profile': '<urn:other>' }, ...raw },
    { headers: { 'accept-profile': '<urn:other>', prefer: 'profile=ogc-results' }, ...raw },
    { headers: { 'accept-profile': ',;<' }, ...raw },
    { headers: { prefer: `profile="urn:other ${uri}"` }, ...asDocument, applied: `profile="${uri}"` },
    { headers: { prefer: 'wait=5, profile=ogc-results' }, ...asDocument, applied: 'wait=5, profile="ogc-results"' },
    { headers: { accept: `text/csv, application/json; profile="${uri}"` }, ...asDocument },
    { headers: { accept: 'text/plain', 'accept-profile': `<${uri}>` }, ...raw },
    { headers: { accept: 'text/plain', prefer: 'profile=ogc-results' }, ...raw },
    { headers: { accept: 'text/plain; profile=ogc-results, */*;q=0.1' }, ...raw },
    // With a body, this header describes the body.
    { headers: { link: `<${uri}>; rel="profile"` }, ...raw }
  ]) {
    const { headers: answered, body } = await execute(double, { outputs: { message: {} } }, headers)
    t.same({ type: answered['content-type'], link: answered['link'], applied: answered['preference-applied'], body }, answer, JSON.stringify(headers))
  }
  t.match((await execute(double, { outputs: { message: {} } }, { accept: 'image/png', 'accept-profile': 'ogc-results', prefer: 'respond-async' })).json(), { status: 406, detail: /expected one of application\/json, text\/plain; charset=utf-8, text\/html\.$/ })
  t.equal((await execute(double, { outputs: {} }, { 'accept-profile': `<${uri}>` })).statusCode, 204)
  t.equal((await double.app.inject({ method: 'POST', url: '/processes/echo/execution?profile=ogc-results', payload: { inputs, outputs: { message: {} } } })).body, 'hello', 'the query asks for it at GET alone')
})

t.test('where results are, the first place that names a profile counts, after the media type', async t => {
  const double = await build(t, { seed: {}, ogc: '2.0-draft' })
  const results = await start(double, { outputs: { message: {} } })
  for (const { query, headers, type, applied } of [
    { query: '?profile=ogc-results', headers: { prefer: 'profile=other' }, type: 'application/json; charset=utf-8', applied: undefined },
    { query: '', headers: { prefer: 'profile=ogc-results' }, type: 'application/json; charset=utf-8', applied: 'profile="ogc-results"' },
    { query: '?profile=other', headers: { prefer: 'profile=ogc-results' }, type: 'application/json; charset=utf-8', applied: undefined },
    { query: '?profile=', headers: { prefer: 'profile=ogc-results' }, type: 'application/json; charset=utf-8', applied: 'profile="ogc-results"' },
    { query: '?profile=other&profile=ogc-results', headers: {}, type: 'application/json; charset=utf-8', applied: undefined },
    { query: '?profile=ogc-results', headers: { accept: 'text/plain' }, type: 'text/plain; charset=utf-8', applied: undefined },
    { query: '', headers: { link: `<urn:a>; rel="item", <${uri}>; rel=profile`, prefer: 'profile=""' }, type: 'application/json; charset=utf-8', applied: undefined },
    { query: '?profile=ogc-results&f=html', headers: {}, type: 'text/html; charset=utf-8', applied: undefined }
  ]) {
    const answer = await double.app.inject({ url: results + query, headers })
    t.same([answer.statusCode, answer.headers['content-type'], answer.headers['preference-applied']], [200, type, applied], query + JSON.stringify(headers))
  }
  t.equal((await double.app.inject({ url: `${results}/message`, headers: { 'accept-profile': `<${uri}>` } })).body, 'hello', 'one output is no document')
})

t.test('some of the outputs that a job was asked for can be named', async t => {
  const seed = { processes: [{ id: 'odd', outputs: Object.fromEntries(['a,b', 'a', '__proto__'].map(id => [id, { schema: { type: 'number' } }])) }] }
  const double = await build(t, { seed, ogc: '2.0-draft' })
  const results = await start(double, { outputs: { message: {}, numbers: { transmissionMode: 'reference' } } })
  for (const { query, answer } of [
    { query: 'message', answer: { message: 'hello' } },
    { query: 'message,message', answer: { message: 'hello' } },
    { query: 'message&outputs=numbers', answer: { message: 'hello', numbers: { rel: 'item' } } },
    { query: 'numbers&profile=ogc-results', answer: { numbers: { rel: 'item' } } },
    ...['image', 'message,image', '', ',', 'toString'].map(query => ({ query, answer: { type: type('invalid-query-parameter-value'), detail: `Query parameter: outputs came as "${query}"; expected some of those that the job was asked for: message, numbers.` } }))
  ]) {
    const body = (await double.app.inject(`${results}?outputs=${query}`)).json()
    t.match(body, answer, query)
    t.same(Object.keys(body).length, 'type' in answer ? 5 : Object.keys(answer).length, query)
  }
  t.equal((await double.app.inject({ url: `${results}?outputs=message`, headers: { accept: 'text/plain' } })).body, 'hello', 'one of several, as it is')
  const { body } = await double.app.inject(`${results}?outputs=message&f=html`)
  t.match(body, /hello/)
  t.notMatch(body, /numbers/)
  const odd = (await double.app.inject({ method: 'POST', url: '/processes/odd/execution', payload: {}, headers: { prefer: 'respond-async' } })).json().jobID
  t.same(Object.keys((await double.app.inject(`/jobs/${odd}/results?outputs=a,b`)).json()), ['a,b'], 'an output whose name has a comma')
  const seeded = double.jobs.add({ process: 'odd', status: 'successful' })
  t.same(Object.keys((await double.app.inject(`/jobs/${(await seeded).id}/results?outputs=a`)).json()), ['a'], 'of a job that nobody executed')
  t.match((await double.app.inject(`${await start(double, { outputs: {} })}?outputs=message`)).json(), { status: 404, type: type('result-not-available') })
})

t.test('1.0 has neither', async t => {
  const double = await build(t, { seed: {} })
  const results = await start(double, { outputs: { message: {} } })
  const { headers, body } = await double.app.inject({ url: `${results}?outputs=image&profile=ogc-results`, headers: { 'accept-profile': `<${uri}>`, prefer: 'profile=ogc-results' } })
  t.same([headers['content-type'], headers['link'], headers['preference-applied'], body], ['text/plain; charset=utf-8', undefined, undefined, 'hello'])
})
