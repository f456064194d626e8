import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import type { DismissPolicy } from '../../src/jobs/dismissal.ts'
import { build, type TestDouble } from '../helper.ts'
import { jobsInEveryState, nextSubmission } from '../routes/ogc/helper.ts'

type Listening = TestDouble & { port: number }

/** A double that listens, with a job in every state. */
async function listen (t: Test, dismiss: DismissPolicy = 'retain', trustProxy = false): Promise<Listening> {
  const double = await build(t, { port: 0, dismiss, trustProxy, seed: { jobs: jobsInEveryState } })
  return Object.assign(double, { port: Number(new URL(double.url).port) })
}

interface Answer { status: number, headers: IncomingHttpHeaders, body: string }

interface Asking { method?: string, path: string, headers?: Record<string, string | string[]>, body?: string, agent?: Agent | false }

/** One request over a connection of its own, unless an agent keeps one. */
function ask ({ port }: Listening, { method = 'GET', path, headers = {}, body, agent = false }: Asking): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent }, response => {
      response.setEncoding('utf8')
      let text = ''
      response.on('data', chunk => { text += chunk })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Sends these bytes unchanged, and returns what arrives until the double closes the connection. */
async function sendRaw ({ port }: Listening, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('utf8')
  let received = ''
  socket.on('data', chunk => { received += chunk })
  socket.write(bytes)
  await once(socket, 'close')
  return received
}

const bodyOf = (answer: string): { [name: string]: unknown } => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))

/** Resolves when the job is forgotten. */
function forgotten ({ store: jobs }: Listening, id: string): Promise<void> {
  const forget = jobs.forget.bind(jobs)
  return new Promise(resolve => {
    jobs.forget = which => {
      forget(which)
      if (which === id) resolve()
    }
  })
}

const deletes = [
  { client: 'Weaver', headers: 'Accept: application/json\r\nContent-Type: application/json\r\n' },
  { client: 'Tator\'s client of 2020', headers: 'Accept: application/json\r\nContent-Type: application/json\r\nAuthorization: Token x\r\n' },
  { client: 'a generated client', headers: 'Accept: application/json\r\nUser-Agent: OpenAPI-Generator/1.0.0/python\r\n' },
  { client: 'a client that says there is no body', headers: 'Content-Type: application/json\r\nContent-Length: 0\r\n' },
  { client: 'a client of XML', headers: 'Content-Type: text/xml\r\n' },
  { client: 'a client of XML with a body', headers: 'Content-Type: text/xml\r\nContent-Length: 4\r\n', body: '<a/>' },
  { client: 'a client that sends an empty object', headers: 'Content-Type: application/json\r\nContent-Length: 2\r\n', body: '{}' },
  { client: 'a client that sends half a body', headers: 'Content-Type: application/json\r\nContent-Length: 1\r\n', body: '{' },
  { client: 'a client that sends chunks', headers: 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', body: '2\r\n{}\r\n0\r\n\r\n' },
  { client: 'a client that sends an end of chunks only', headers: 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', body: '0\r\n\r\n' }
]

t.test('a DELETE is a dismissal, whatever the client says of a body', async t => {
  const double = await listen(t)
  for (const { client, headers, body = '' } of deletes) {
    const answer = await sendRaw(double, `DELETE /jobs/running HTTP/1.1\r\nHost: localhost\r\n${headers}Connection: close\r\n\r\n${body}`)
    t.match(answer, /^HTTP\/1\.1 200 /, client)
    t.match(bodyOf(answer), { jobID: 'running', status: 'dismissed' })
    await double.reset()
  }
})

t.test('one connection carries one request after another, errors among them', async t => {
  const double = await listen(t)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => agent.destroy())
  const paths = ['/jobs/running', '/jobs/nope', '/jobs/running', '/nope', '/jobs/%zz', '/jobs?limit=0', '/jobs/failed/results', '/']
  const ports = new Set<number | undefined>()
  agent.on('free', (socket: Socket) => ports.add(socket.localPort))
  const statuses: number[] = []
  for (const path of paths) statuses.push((await ask(double, { path, agent })).status)
  t.same(statuses, [200, 404, 200, 404, 400, 400, 500, 200])
  t.ok(ports.size <= 1, 'over one connection')
})

t.test('requests that are sent without waiting are answered in order', async t => {
  const double = await listen(t)
  const lines = [
    'GET /jobs/running HTTP/1.1', 'DELETE /jobs/running HTTP/1.1', 'GET /jobs/running HTTP/1.1', 'DELETE /jobs/running HTTP/1.1', 'GET /jobs/running HTTP/1.1'
  ]
  const bytes = lines.map((line, n) => `${line}\r\nHost: localhost\r\n${n === lines.length - 1 ? 'Connection: close\r\n' : ''}\r\n`).join('')
  const answers = await sendRaw(double, bytes)
  t.same([...answers.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status), ['200', '200', '200', '200', '404'])
  t.same([...answers.matchAll(/"status":("\w+"|\d+)/g)].map(([, status]) => status), ['"running"', '"dismissed"', '"dismissed"', '"dismissed"', '404'])
})

t.test('HTTP/1.0 without a Host is answered, with links to where the double listens', async t => {
  for (const trustProxy of [true, false]) await expectLinksToItself(t, await listen(t, 'retain', trustProxy))
})

async function expectLinksToItself (t: Test, double: Listening): Promise<void> {
  for (const accept of ['application/json', 'text/html']) {
    for (const path of ['/', '/jobs/running', '/jobs/nope']) {
      const answer = await sendRaw(double, `GET ${path} HTTP/1.0\r\nAccept: ${accept}\r\n\r\n`)
      t.match(answer, path === '/jobs/nope' ? /^HTTP\/1\.1 404 / : /^HTTP\/1\.1 200 /, `${path} as ${accept}`)
      const hrefs = [...answer.matchAll(/href"?[:=]"((?!#|data:)[^"]*)"/g)].map(([, href = '']) => href)
      for (const href of hrefs.filter(href => !href.startsWith('http://www.opengis.net/'))) t.ok(href.startsWith(`${double.url}/`), href)
    }
  }
  t.equal(double.requests.list()[0]?.absoluteUrl, 'http:///', 'the journal knows no more of the address than came')
}

t.test('an HTTP/1.1 request without a Host is refused, and the next connection is served', async t => {
  const double = await listen(t)
  t.match(await sendRaw(double, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 400 /)
  t.equal((await ask(double, { path: '/' })).status, 200)
})

t.test('an address that is no URL is refused, and the double lives on', async t => {
  const double = await listen(t)
  for (const path of ['/%zz', '/jobs/%zz', '/jobs/%zz/results', '/%', '/jobs/%C3%28']) {
    for (const method of ['GET', 'DELETE', 'POST']) {
      const answer = await sendRaw(double, `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
      t.match(answer, /^HTTP\/1\.1 400 /, `${method} ${path}`)
      t.match(bodyOf(answer), { status: 400, title: 'Bad request' })
    }
  }
  t.equal((await ask(double, { path: '/' })).status, 200)
})

t.test('dots, slashes and 10 kB in an id are part of an id that nobody has', async t => {
  const double = await listen(t)
  const before = (await ask(double, { path: '/jobs' })).body
  for (const id of ['..', '.', '../jobs', '..%2Fjobs', '%2E%2E', 'x'.repeat(10_000), '%F0%9F%98%80']) {
    const { status, body } = await ask(double, { method: 'DELETE', path: `/jobs/${id}` })
    t.equal(status, 404, id.slice(0, 20))
    t.match(JSON.parse(body), { status: 404, type: String })
  }
  t.equal((await ask(double, { path: '/jobs' })).body, before)
})

t.test('HEAD has the headers of GET and not a byte of its body', async t => {
  const double = await listen(t)
  for (const path of ['/', '/jobs/running', '/jobs/nope', '/jobs/successful/results']) {
    const [get, head] = [await ask(double, { path }), await sendRaw(double, `HEAD ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)]
    t.match(head, new RegExp(`^HTTP/1\\.1 ${get.status} `), path)
    t.ok(head.toLowerCase().includes(`content-type: ${get.headers['content-type']}`))
    t.equal(head.indexOf('\r\n\r\n'), head.length - 4, 'no body')
  }
})

const prefers = [
  { prefer: 'respond-async', status: 201 },
  { prefer: 'respond-async ', status: 201 },
  { prefer: ' respond-async', status: 201 },
  { prefer: 'Respond-Async', status: 201 },
  { prefer: 'handling=lenient, respond-async', status: 201 },
  { prefer: ['return=representation', 'respond-async'], status: 201 },
  { prefer: ['respond-async', 'respond-async'], status: 201 },
  { prefer: 'respond-sync', status: 200 },
  { prefer: 'note="a, respond-async"', status: 200 },
  { prefer: 'wait="x', status: 200 },
  { prefer: ',,;;==', status: 200 },
  { prefer: '', status: 200 }
]

t.test('Prefer is read as it is written by real clients', async t => {
  const double = await listen(t)
  for (const { prefer, status } of prefers) {
    const lines = [prefer].flat().map(value => `Prefer: ${value}\r\n`).join('')
    const body = '{"inputs":{"message":"hello"},"outputs":{"message":{}}}'
    const answer = await sendRaw(double, `POST /processes/echo/execution HTTP/1.1\r\nHost: localhost\r\n${lines}Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`)
    t.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), JSON.stringify(prefer))
    if (status === 201) t.match(answer, /\r\nlocation: http:\/\/localhost\/jobs\/[\w-]+\r\n/i)
    else t.match(answer, /hello$/)
  }
})

t.test('a body over the limit is refused, whether its length was said or not', async t => {
  const double = await listen(t)
  const before = (await ask(double, { path: '/jobs' })).body
  const large = `{"inputs":{"x":"${'x'.repeat(10 * 2 ** 20)}"}}`
  const lengthHeader = `Content-Length: ${large.length}\r\n`
  const answer = await sendRaw(double, `POST /processes/hold/execution HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${lengthHeader}Expect: 100-continue\r\nConnection: close\r\n\r\n`)
  t.match(answer, /HTTP\/1\.1 413 /)
  const chunked = await sendRaw(double, `POST /processes/hold/execution HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`)
  t.match(chunked, /^HTTP\/1\.1 413 /)
  t.equal((await ask(double, { path: '/jobs' })).body, before)
})

const races = [
  { policy: 'retain', loser: [200] },
  { policy: 'remove', loser: [404] },
  { policy: 'gone', loser: [410] },
  { policy: 'refuse', loser: [202] }
] as const

for (const { policy, loser } of races) {
  t.test(`of two DELETEs that race on two connections exactly one cancels the job: ${policy}`, async t => {
    const double = await listen(t, policy)
    for (let round = 0; round < 20; round++) {
      await double.reset()
      const answers = await Promise.all([1, 2].map(() => ask(double, { method: 'DELETE', path: '/jobs/running' })))
      const bodies = answers.map(({ body }) => JSON.parse(body))
      t.same(answers.map(({ status }) => status).sort(), [policy === 'refuse' ? 202 : 200, ...loser].sort(), `round ${round}`)
      if (policy === 'refuse') continue
      // The DELETE that cancelled the job, and the later ones, which find it dismissed already.
      const cancelled = bodies.filter(({ status, links }) => status === 'dismissed' && (policy === 'remove' || links.some(({ rel }: { rel: string }) => rel === 'self')))
      t.equal(cancelled.length, 1)
      t.equal((await ask(double, { path: '/jobs/running' })).status, policy === 'gone' ? 200 : 404)
    }
  })
}

t.test('of many DELETEs that race one is the first, whoever it is', async t => {
  const double = await listen(t, 'gone')
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask(double, { method: 'DELETE', path: '/jobs/accepted' })))
  t.equal(answers.filter(({ status }) => status === 200).length, 1)
  t.equal(answers.filter(({ status }) => status === 410).length, 29)
})

t.test('a client that hangs up while it waits for the results leaves no job behind', async t => {
  const double = await listen(t)
  const before = (await ask(double, { path: '/jobs' })).body
  const submitted = nextSubmission(double)
  const socket = connect(double.port, '127.0.0.1')
  socket.write('POST /processes/hold/execution HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}')
  const id = await submitted
  t.match(JSON.parse((await ask(double, { path: `/jobs/${id}` })).body), { status: 'running', processID: 'hold' })
  const removal = forgotten(double, id)
  socket.destroy()
  await removal
  t.equal((await ask(double, { path: `/jobs/${id}` })).status, 404)
  t.equal((await ask(double, { path: '/jobs' })).body, before)
})

for (const policy of ['retain', 'remove', 'gone'] as const) {
  t.test(`a synchronous execution that is dismissed ends at once: ${policy}`, async t => {
    const double = await listen(t, policy)
    const submitted = nextSubmission(double)
    const waiting = ask(double, { method: 'POST', path: '/processes/hold/execution', headers: { 'content-type': 'application/json' }, body: '{}' })
    const id = await submitted
    const dismissal = await ask(double, { method: 'DELETE', path: `/jobs/${id}` })
    t.equal(dismissal.status, 200)
    t.match(JSON.parse(dismissal.body), { jobID: id, status: 'dismissed' })
    const { status, body } = await waiting
    t.equal(status, 500)
    t.match(JSON.parse(body), { status: 500, detail: /dismissed/ })
  })
}

t.test('closing the double ends a request that would wait for ever', async t => {
  const double = await listen(t)
  const submitted = nextSubmission(double)
  const waiting = ask(double, { method: 'POST', path: '/processes/hold/execution', headers: { 'content-type': 'application/json' }, body: '{}' })
  const ended = t.rejects(waiting)
  await submitted
  await double.close()
  await ended
})
