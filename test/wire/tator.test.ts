import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import type { Double } from '../../src/create-double.ts'
import { build, type TestDouble } from '../helper.ts'
import { statusAt } from '../../src/jobs/timeline.ts'

const key = 'key-of-full'
const jobs = ['one', 'two', 'three'].map(id => ({ id, process: 'hold', group: 'group' }))
const seed = { projects: [{ id: 1, algorithms: [{ name: 'demo' }] }], users: [{ name: 'full', token: key, projects: { 1: 'full' as const } }], jobs }

const listen = (t: Test, tator: '2020-05' | '1.5' = '2020-05'): Promise<TestDouble> => build(t, { port: 0, clock: 'system', seed, tator })

/** The lines of a request, each ended as HTTP wants it. */
const raw = (...lines: string[]) => lines.join('\r\n') + '\r\n\r\n'

/** Exactly what the client of 2020 sends: it announces JSON and sends no body and no length. */
const clientOf2020 = (path: string, ...more: string[]) => raw(
  `DELETE ${path} HTTP/1.1`,
  'Host: 127.0.0.1',
  'Accept-Encoding: identity',
  'Accept: application/json',
  'Content-Type: application/json',
  'User-Agent: Swagger-Codegen/0.0.1/python',
  `Authorization: Token ${key}`,
  ...more
)

interface Answer { readonly status: number, readonly headers: Map<string, string>, readonly body: string }

/** A connection that reads one answer after the other, by their Content-Length. */
class Connection {
  readonly socket: Socket
  #text = ''

  constructor (url: string) {
    this.socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('latin1')
    this.socket.on('data', (chunk: string) => { this.#text += chunk })
  }

  async ask (request: string): Promise<Answer> {
    this.socket.write(request, 'latin1')
    return this.next()
  }

  async next (): Promise<Answer> {
    for (;;) {
      const answer = this.#take()
      if (answer !== undefined) return answer
      await this.#more()
    }
  }

  async #more (): Promise<void> {
    const over = new AbortController()
    const happens = async (event: string): Promise<string> => once(this.socket, event, { signal: over.signal }).then(() => event)
    const event = await Promise.race(['data', 'end'].map(happens))
    over.abort()
    if (event === 'end') throw new Error(`The server hung up after: ${this.#text}`)
  }

  #take (): Answer | undefined {
    const end = this.#text.indexOf('\r\n\r\n')
    if (end === -1) return undefined
    const [first = '', ...lines] = this.#text.slice(0, end).split('\r\n')
    const headers = new Map(lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
    const bodyEnd = end + 4 + Number(headers.get('content-length') ?? 0)
    if (this.#text.length < bodyEnd) return undefined
    const body = this.#text.slice(end + 4, bodyEnd)
    this.#text = this.#text.slice(bodyEnd)
    return { status: Number(first.split(' ')[1]), headers, body }
  }
}

function dial (t: Test, { url }: Double): Connection {
  const connection = new Connection(url)
  t.teardown(() => { connection.socket.destroy() })
  return connection
}

async function standing (double: TestDouble): Promise<string[]> {
  const { jobs, at } = await double.store.list({}, { limit: Infinity })
  return jobs.map(job => `${job.id} ${statusAt(job, at)}`).reverse()
}

const deleted = (id: string) => `{"message":"Job with run UID ${id} deleted!"}`

t.test('the client of 2020 deletes a job: it announces JSON and sends none', async t => {
  const double = await listen(t)
  const connection = dial(t, double)
  const answer = await connection.ask(clientOf2020('/rest/Job/two'))
  t.equal(answer.status, 200)
  t.equal(answer.body, deleted('two'))
  t.match(answer.headers.get('content-type'), /^application\/json/)
  t.same(await standing(double), ['one running', 'two dismissed', 'three running'])
  t.equal((await connection.ask(clientOf2020('/rest/Job/two'))).status, 404, 'on the same connection, which stays open')
  t.equal((await connection.ask(clientOf2020('/rest/JobGroup/group'))).body, '{"message":"Jobs with group ID group deleted!"}')
  t.same(await standing(double), ['one dismissed', 'two dismissed', 'three dismissed'])
})

t.test('the same request deletes in 1.5', async t => {
  const double = await listen(t, '1.5')
  const connection = dial(t, double)
  t.equal((await connection.ask(clientOf2020('/rest/Job/one'))).body, '{"message":"Job with UID one deleted!"}')
  t.equal((await connection.ask(clientOf2020('/rest/Jobs/1?gid=group'))).body, '{"message":"Deleted 2 jobs for project 1!"}')
})

t.test('requests that are sent before the answers are read are answered in their order', async t => {
  const double = await listen(t)
  const connection = dial(t, double)
  connection.socket.write(['one', 'one', 'never', 'two'].map(id => clientOf2020(`/rest/Job/${id}`)).join(''))
  const answers = [await connection.next(), await connection.next(), await connection.next(), await connection.next()]
  t.same(answers.map(({ status }) => status), [200, 404, 404, 200])
  t.same([answers[0]?.body, answers[3]?.body], [deleted('one'), deleted('two')])
})

t.test('of two connections that delete the same job one is told that it did', async t => {
  const double = await listen(t)
  const [first, second] = [dial(t, double), dial(t, double)]
  const answers = await Promise.all([first.ask(clientOf2020('/rest/Job/one')), second.ask(clientOf2020('/rest/Job/one'))])
  t.same(answers.map(({ status }) => status).sort(), [200, 404])
})

t.test('HTTP/1.0 needs no Host, and the server hangs up after the answer', async t => {
  const double = await listen(t)
  const { socket } = dial(t, double)
  const ended = once(socket, 'end')
  let text = ''
  socket.on('data', chunk => { text += chunk })
  socket.write(raw('DELETE /rest/Job/one HTTP/1.0', `Authorization: Token ${key}`, 'Content-Type: application/json'))
  await ended
  t.match(text, /^HTTP\/1\.1 200 /)
  t.ok(text.endsWith(deleted('one')))
})

t.test('HTTP/1.1 without a Host is refused and deletes nothing', async t => {
  const double = await listen(t)
  const answer = await dial(t, double).ask(raw('DELETE /rest/Job/one HTTP/1.1', `Authorization: Token ${key}`))
  t.equal(answer.status, 400)
  t.same(await standing(double), ['one running', 'two running', 'three running'])
})

const bodies = [
  { what: 'an empty body of stated length', lines: ['Content-Type: application/json', 'Content-Length: 0'], body: '' },
  { what: 'JSON', lines: ['Content-Type: application/json', 'Content-Length: 2'], body: '{}' },
  { what: 'no JSON', lines: ['Content-Type: application/json', 'Content-Length: 5'], body: '{"a":' },
  { what: 'a form', lines: ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 3'], body: 'a=b' },
  { what: 'XML', lines: ['Content-Type: text/xml; charset=UTF-8', 'Content-Length: 4'], body: '<a/>' },
  { what: 'an unknown type and no body', lines: ['Content-Type: text/xml'], body: '' },
  { what: 'a type that is none', lines: ['Content-Type: banana'], body: '' },
  { what: 'a type that is none, and a body', lines: ['Content-Type: banana', 'Content-Length: 1'], body: 'x' },
  { what: 'a body without a type', lines: ['Content-Length: 1'], body: 'x' },
  { what: 'chunks of JSON', lines: ['Content-Type: application/json', 'Transfer-Encoding: chunked'], body: '1\r\n{\r\n0\r\n\r\n' },
  { what: 'no chunks', lines: ['Content-Type: application/json', 'Transfer-Encoding: chunked'], body: '0\r\n\r\n' },
  { what: 'an unknown type in chunks', lines: ['Content-Type: text/plain', 'Transfer-Encoding: chunked'], body: '1\r\nx\r\n0\r\n\r\n' }
]

t.test('the body of a DELETE, and what it is said to be, are ignored', async t => {
  const double = await listen(t)
  const connection = dial(t, double)
  for (const { what, lines, body } of bodies) {
    await double.reset()
    const request = raw('DELETE /rest/Job/one HTTP/1.1', 'Host: localhost', `Authorization: Token ${key}`, ...lines) + body
    const { status, body: answer } = await connection.ask(request)
    t.same({ status, came: answer }, { status: 200, came: deleted('one') }, what)
  }
})

t.test('a launch may come in chunks', async t => {
  const double = await listen(t)
  const [head, ...chunks] = ['{"algorithm_name":', '"demo","media_', 'ids":[1,2]}']
  const connection = dial(t, double)
  connection.socket.write(raw('POST /rest/AlgorithmLaunch/1 HTTP/1.1', 'Host: localhost', `Authorization: Token ${key}`, 'Content-Type: application/json', 'Transfer-Encoding: chunked'))
  for (const chunk of [head ?? '', ...chunks]) connection.socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`)
  const { status, body } = await connection.ask('0\r\n\r\n')
  t.equal(status, 201)
  t.equal(JSON.parse(body).run_uids.length, 2)
})

t.test('a launch that is cut off starts nothing', async t => {
  const double = await listen(t)
  const { socket } = dial(t, double)
  socket.write(raw('POST /rest/AlgorithmLaunch/1 HTTP/1.1', 'Host: localhost', `Authorization: Token ${key}`, 'Content-Type: application/json', 'Content-Length: 100') + '{"algorithm_name":"demo","media_ids":[1]}')
  socket.end()
  await once(socket, 'close')
  t.equal(await double.store.size(), 3)
})

const odd = [
  { path: '/rest/Job/%zz', status: 400 },
  { path: '/rest/Job/%', status: 400 },
  { path: `/rest/Job/${'x'.repeat(10_240)}`, status: 404 },
  { path: '/rest/Job/one%2Ftwo', status: 404 },
  { path: '/rest/Job/%2E%2E', status: 404 },
  { path: '/rest/Job/../Job/one', status: 404 },
  { path: '/rest/Job/one/', status: 404 },
  { path: '/rest/Job/', status: 404 },
  { path: '//rest/Job/one', status: 404 },
  { path: '/rest/Job/%F0%9F%98%80', status: 404 },
  { path: '/rest/Job/one%00', status: 404 }
]

t.test('an odd path deletes nothing and breaks nothing: the next request on the connection is answered', async t => {
  const double = await listen(t)
  const connection = dial(t, double)
  for (const { path, status } of odd) {
    const answer = await connection.ask(clientOf2020(path))
    t.equal(answer.status, status, path.slice(0, 40))
    t.match(answer.headers.get('content-type'), /^application\/json/)
  }
  t.same(await standing(double), ['one running', 'two running', 'three running'])
  t.equal((await connection.ask(clientOf2020('/rest/Job/one'))).status, 200)
})

t.test('what is no HTTP is refused before any façade sees it, and others are served', async t => {
  const double = await listen(t)
  t.equal((await dial(t, double).ask(clientOf2020(`/rest/Job/${'x'.repeat(20_000)}`))).status, 431, 'a line that is too long')
  t.equal((await dial(t, double).ask(clientOf2020('/rest/Job/\u00f0\u009f\u0098\u0080'))).status, 400, 'an emoji that is not encoded')
  t.same(await standing(double), ['one running', 'two running', 'three running'])
  t.equal((await dial(t, double).ask(clientOf2020('/rest/Job/one'))).status, 200)
})

t.test('HEAD is answered without a body, and the connection goes on', async t => {
  const double = await listen(t)
  const connection = dial(t, double)
  connection.socket.write(raw('HEAD /rest/Job/one HTTP/1.1', 'Host: localhost', `Authorization: Token ${key}`))
  const [head] = await once(connection.socket, 'data') as [string]
  t.match(head, /^HTTP\/1\.1 405 /)
  t.ok(head.endsWith('\r\n\r\n'), 'nothing follows the headers')
})

t.test('a token that is not ASCII is told so', async t => {
  const double = await listen(t)
  const { status, body } = await dial(t, double).ask(raw('DELETE /rest/Job/one HTTP/1.1', 'Host: localhost', 'Authorization: Token k\u00e9y'))
  t.equal(status, 403)
  t.equal(body, '{"detail":"Invalid token header. Token string should not contain invalid characters."}')
})
