import t from 'tap'
import { build, type TestDouble } from '../../helper.ts'
import { exceptions, listing, nextSubmission } from './helper.ts'

/** Sends the request immediately: inject() waits until its result is awaited. */
const execute = async ({ app }: TestDouble, process: string, payload: object, headers: Record<string, string> = {}) =>
  await app.inject({ method: 'POST', url: `/processes/${process}/execution`, headers, payload })

const double = await build(t, { seed: {} })
t.beforeEach(() => double.reset())

const async = { prefer: 'respond-async' }

t.test('with Prefer: respond-async the answer is a job to come back to', async t => {
  const { statusCode, headers, json } = await execute(double, 'echo', { inputs: { message: 'hello', pause: 5 } }, async)
  t.equal(statusCode, 201)
  t.equal(headers['preference-applied'], 'respond-async')
  const info = json()
  t.match(info, { status: 'running', processID: 'echo', type: 'process', progress: 0 })
  const location = new URL(String(headers['location']))
  t.equal(location.href, `http://localhost/jobs/${info.jobID}`, 'absolute, without a query and without a slash at its end')
  t.same((await double.app.inject(location.pathname)).json(), info)
  double.clock.advance(5000)
  t.equal((await double.app.inject(location.pathname)).json().status, 'successful')
  t.match((await double.app.inject(`${location.pathname}/results`)).payload, 'hello')
})

t.test('Location has no query, whatever the request had', async t => {
  const { headers } = await double.app.inject({ method: 'POST', url: '/processes/hold/execution?f=html&x=y', headers: async, payload: {} })
  t.match(String(headers['location']), /^http:\/\/localhost:80\/jobs\/[0-9a-f-]{36}$/)
  t.equal(headers['content-type'], 'text/html; charset=utf-8')
})

t.test('without a preference, or with another, the answer waits for the results', async t => {
  for (const headers of [{}, { prefer: 'respond-sync' }, { prefer: 'return=minimal' }, { prefer: 'note="respond-async"' }]) {
    const { statusCode, headers: { location, link }, payload } = await execute(double, 'echo', { inputs: { message: 'hello' }, outputs: { message: {} } }, headers)
    t.equal(statusCode, 200)
    t.equal(payload, 'hello')
    t.equal(location, undefined)
    t.equal(link, undefined, 'no Link header: the official suite fails on each')
    t.equal(await double.store.size(), 0, 'and nothing of it stays')
  }
})

t.test('while it waits the job can be seen, and the answer comes when the job ends', async t => {
  const submitted = nextSubmission(double)
  const answer = execute(double, 'echo', { inputs: { message: 'hello', pause: 5 }, outputs: { message: {} } })
  await submitted
  const { jobs } = (await double.app.inject('/jobs')).json()
  t.match(jobs, [{ processID: 'echo', status: 'running' }])
  double.clock.advance(5000)
  t.equal((await answer).payload, 'hello')
  t.equal(await double.store.size(), 0)
})

t.test('whoever is dismissed while it waits ends at once, with an exception', async t => {
  for (const dismiss of ['retain', 'remove', 'gone'] as const) {
    const double = await build(t, { seed: {}, dismiss })
    const submitted = nextSubmission(double)
    const answer = execute(double, 'hold', {})
    const id = await submitted
    t.match((await double.app.inject({ method: 'DELETE', url: `/jobs/${id}` })).json(), { status: 'dismissed' })
    const { statusCode, json } = await answer
    t.equal(statusCode, 500)
    t.match(json(), { status: 500, type: String, detail: /dismissed/ })
  }
})

t.test('what fails while it waits is answered with its reason', async t => {
  const submitted = nextSubmission(double)
  const answer = execute(double, 'fail', { inputs: { reason: 'The disk is full.', after: 2 } })
  await submitted
  double.clock.advance(2000)
  t.match((await answer).json(), { status: 500, detail: 'The disk is full.' })
  t.equal(await double.store.size(), 0)
})

t.test('one output as a value comes raw, in its own media type', async t => {
  const geometry = { type: 'Point', coordinates: [1, 2] }
  const outputs = [
    { name: 'message', sent: 'hello', type: 'text/plain', body: 'hello' },
    { name: 'numbers', sent: [1, 2], type: 'application/json', body: '[1,2]' },
    { name: 'flag', sent: false, type: 'application/json', body: 'false' },
    { name: 'geometry', sent: { value: geometry }, type: 'application/geo+json', body: JSON.stringify(geometry) },
    { name: 'image', sent: Buffer.from('GeoTIFF').toString('base64'), type: 'image/tiff', body: 'GeoTIFF' }
  ]
  for (const { name, sent, type, body } of outputs) {
    const { statusCode, headers, payload } = await execute(double, 'echo', { inputs: { message: 'm', [name]: sent }, outputs: { [name]: { transmissionMode: 'value' } }, response: 'raw' })
    t.equal(statusCode, 200, name)
    t.match(headers['content-type'], type)
    t.equal(payload, body)
  }
})

t.test('several outputs as values come as parts, the text first', async t => {
  const { headers, payload } = await execute(double, 'echo', { inputs: { message: 'hello', numbers: [1, 2] }, outputs: { message: {}, numbers: {} } })
  const [, boundary] = /^multipart\/related; boundary=(\S+)$/.exec(String(headers['content-type'])) ?? []
  t.ok(boundary)
  const parts = payload.split(`--${boundary}`).slice(1)
  t.equal(parts.pop(), '--\r\n', 'closed as it should be')
  t.match(parts[0], /Content-Type: text\/plain; charset=utf-8\r\nContent-ID: <message>\r\n\r\nhello\r\n$/)
  t.same(parts.map(part => /Content-ID: <(\w+)>/.exec(part)?.[1]), ['message', 'numbers'])
})

t.test('a document has every output by its id', async t => {
  const { headers, json } = await execute(double, 'echo', { inputs: { message: 'hello', numbers: [1], flag: true, record: { value: { a: 1 } } }, outputs: { message: {}, numbers: {}, flag: {}, record: {} }, response: 'document' })
  t.match(headers['content-type'], /^application\/json/)
  t.same(json(), { message: 'hello', numbers: [1], flag: true, record: { value: { a: 1 } } })
})

t.test('without outputs, or with none in them, all that are defined are wanted', async t => {
  for (const outputs of [undefined, {}]) {
    const { json } = await execute(double, 'echo', { inputs: { message: 'hello', flag: true }, response: 'document', ...(outputs && { outputs }) })
    t.same(Object.keys(json()), ['message', 'pause', 'numbers', 'extent', 'geometry', 'record', 'timestamp', 'flag', 'image'])
    t.match(json(), { message: 'hello', flag: true })
  }
})

t.test('an output by reference is a link, and the link leads to it', async t => {
  const inputs = { message: 'hello', numbers: [1] }
  const raw = await execute(double, 'echo', { inputs, outputs: { message: { transmissionMode: 'reference' } } })
  t.equal(raw.statusCode, 204)
  t.equal(raw.payload, '')
  const [, href = ''] = /<([^>]*)>; rel="message"/.exec(String(raw.headers['link'])) ?? []
  t.equal((await double.app.inject(href)).payload, 'hello')
  const document = (await execute(double, 'echo', { inputs, response: 'document', outputs: { numbers: { transmissionMode: 'reference' } } })).json()
  t.match(document, { numbers: { href: String, type: 'application/json' } })
  t.same((await double.app.inject(document.numbers.href)).json(), [1])
  const mixed = await execute(double, 'echo', { inputs, outputs: { message: {}, numbers: { transmissionMode: 'reference' } } })
  t.match(mixed.headers['content-type'], /^multipart\/related/)
  t.match(mixed.payload, /Content-ID: <numbers>\r\nContent-Location: http.*\/results\/numbers\r\n/)
})

t.test('what was asked for at the start is what the results of the job are', async t => {
  const { json } = await execute(double, 'echo', { inputs: { message: 'hello' }, outputs: { message: {} } }, async)
  const results = await double.app.inject(`/jobs/${json().jobID}/results`)
  t.equal(results.payload, 'hello')
  t.match(results.headers['content-type'], 'text/plain')
})

const refused: { why: string, body: object, names: string }[] = [
  { why: 'no input at all', body: {}, names: 'message' },
  { why: 'an input of another type', body: { inputs: { message: 5 } }, names: 'message' },
  { why: 'an input that is not there', body: { inputs: { message: 'm', nope: 1 } }, names: 'nope' },
  { why: 'an output that is not there', body: { inputs: { message: 'm' }, outputs: { nope: {} } }, names: 'nope' },
  { why: 'an output called like a member of every object', body: { inputs: { message: 'm' }, outputs: { constructor: {} } }, names: 'constructor' },
  { why: 'an input out of its range', body: { inputs: { message: 'm', pause: 61 } }, names: 'pause' },
  { why: 'inputs that are no object', body: { inputs: 'message' }, names: 'inputs' },
  { why: 'an unknown response', body: { inputs: { message: 'm' }, response: 'nope' }, names: 'response' },
  { why: 'an unknown transmission mode', body: { inputs: { message: 'm' }, outputs: { message: { transmissionMode: 'nope' } } }, names: 'transmissionMode' }
]

t.test('what cannot be executed is refused with what is wrong, and no job is made of it', async t => {
  const before = await listing(double)
  for (const { why, body, names } of refused) {
    for (const headers of [{}, async]) {
      const { statusCode, json } = await execute(double, 'echo', body, headers)
      t.equal(statusCode, 400, why)
      t.match(json(), { status: 400, type: String, title: String })
      t.match(json().detail, names)
      t.equal(await listing(double), before)
    }
  }
})

t.test('a store that is full says so, and takes nothing', async t => {
  const double = await build(t, { seed: {}, maxJobs: 1 })
  t.equal((await execute(double, 'hold', {}, async)).statusCode, 201)
  const before = await listing(double)
  for (const headers of [{}, async]) {
    const { statusCode, json } = await execute(double, 'hold', {}, headers)
    t.equal(statusCode, 503)
    t.match(json(), { status: 503, detail: /1/ })
    t.equal(await listing(double), before)
  }
})

t.test('an unacceptable Accept is refused before a job is made', async t => {
  for (const headers of [{}, async]) {
    t.equal((await execute(double, 'hold', {}, { ...headers, accept: 'application/x-nope' })).statusCode, 406)
    t.equal(await double.store.size(), 0)
  }
})

t.test('a process that is not there makes no job', async t => {
  t.match((await execute(double, 'nope', {}, async)).json(), { type: `${exceptions}no-such-process`, status: 404 })
  t.equal(await double.store.size(), 0)
})
