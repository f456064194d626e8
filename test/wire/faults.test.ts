import { request } from 'node:http'
import { connect } from 'node:net'
import t from 'tap'
import { faultPhases, socketFaults, type SocketFault } from '../../src/faults/fault.ts'
import { build, type TestDouble } from '../helper.ts'

const token = 'key'
const seed = { projects: [{ id: 1 }], users: [{ name: 'u', token, projects: { 1: 'full' as const } }], jobs: [{ id: 'job', process: 'hold' }] }

/** What a client of node:http observes: the status of a complete answer, or the error code. */
function symptom (double: TestDouble, { method = 'DELETE', path, headers = {} }: { method?: string, path: string, headers?: Record<string, string> }): Promise<string> {
  return new Promise(resolve => {
    let begun = ''
    const fail = ({ code = 'no code' }: { code?: string }) => resolve(begun === '' ? code.replace(/^HPE_.*/, 'HPE') : `${begun} then ${code}`)
    const sent = request(double.world('default').url + path, { method, agent: false, headers: { connection: 'close', ...headers } }, response => {
      begun = `${response.statusCode}`
      response.on('error', fail).on('end', () => resolve(begun)).resume()
    })
    sent.on('error', fail).end()
  })
}

const symptoms: Record<SocketFault, string> = {
  CONNECTION_RESET_BY_PEER: 'ECONNRESET',
  EMPTY_RESPONSE: 'ECONNRESET',
  MALFORMED_RESPONSE_CHUNK: '200 then HPE_INVALID_CHUNK_SIZE',
  RANDOM_DATA_THEN_CLOSE: 'HPE'
}

const ways = [
  { what: 'OGC in JSON', path: '/jobs/job', headers: { accept: 'application/json' } },
  { what: 'OGC in HTML', path: '/jobs/job', headers: { accept: 'text/html' } },
  { what: 'Tator', path: '/rest/Job/job', headers: { authorization: `Token ${token}` } }
] as const

const dismissed = async ({ store }: TestDouble) => store.get('job')?.dismissed !== undefined

for (const fault of socketFaults) {
  t.test(`${fault} looks to a client like ${symptoms[fault]}, on either side of the commit, through every face`, async t => {
    const double = await build(t, { seed, port: 0 })
    for (const { what, ...way } of ways) {
      for (const phase of faultPhases) {
        await double.reset()
        double.faults.add({ fault, phase, match: { method: 'DELETE' }, failRequestCount: 1 })
        const recorded = double.requests.waitFor({ method: 'DELETE' })
        t.equal(await symptom(double, way), symptoms[fault], `${what}, ${phase}`)
        t.equal(await dismissed(double), phase === 'after-commit', `${what}, ${phase}`)
        t.match(await recorded, { fault, answered: Number, method: 'DELETE' })
        t.equal(await symptom(double, way), phase === 'before-commit' || way.path === '/jobs/job' ? '200' : '404', 'the client that repeats it is answered')
      }
    }
  })
}

/** All bytes on a plain socket, and how it ended. */
function bytes (double: TestDouble): Promise<{ text: string, end: string }> {
  return new Promise(resolve => {
    const { hostname, port } = new URL(double.url)
    const socket = connect(Number(port), hostname)
    let text = ''
    let end = 'closed'
    socket.setEncoding('latin1').on('data', chunk => { text += chunk })
    socket.on('error', (error: Error & { code?: string }) => { end = error.code ?? error.message })
    socket.on('close', () => resolve({ text, end }))
    socket.write('DELETE /jobs/job HTTP/1.1\r\nHost: localhost\r\n\r\n')
  })
}

t.test('on the wire each is what its name says', async t => {
  const double = await build(t, { seed, port: 0 })
  const inject = async (fault: SocketFault) => {
    double.faults.add({ fault, failRequestCount: 1 })
    return bytes(double)
  }
  t.same(await inject('CONNECTION_RESET_BY_PEER'), { text: '', end: 'ECONNRESET' })
  t.same(await inject('EMPTY_RESPONSE'), { text: '', end: 'closed' })
  t.match(await inject('MALFORMED_RESPONSE_CHUNK'), { text: /^HTTP\/1\.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nthis is no chunk$/, end: 'closed' })
  const { text, end } = await inject('RANDOM_DATA_THEN_CLOSE')
  t.same([text.length, end, text.startsWith('HTTP')], [64, 'closed', false])
})

t.test('a broken connection that nobody remembers is broken all the same', async t => {
  const double = await build(t, { seed, port: 0, rememberRequests: 0 })
  for (const phase of faultPhases) {
    double.faults.add({ fault: 'CONNECTION_RESET_BY_PEER', phase, failRequestCount: 1 })
    t.equal(await symptom(double, { path: '/jobs/job' }), 'ECONNRESET')
  }
  t.ok(await dismissed(double))
})

t.test('"500 but it was dismissed" and "connection reset and it was not" are one line each', async t => {
  const double = await build(t, { seed, port: 0 })
  double.faults.add({ phase: 'after-commit', status: 500, failRequestCount: 1 })
  t.equal(await symptom(double, { path: '/jobs/job' }), '500')
  t.ok(await dismissed(double))
  await double.reset()
  double.faults.add({ phase: 'before-commit', fault: 'CONNECTION_RESET_BY_PEER', failRequestCount: 1 })
  t.equal(await symptom(double, { path: '/jobs/job' }), 'ECONNRESET')
  t.notOk(await dismissed(double))
})

t.test('an answer that dribbles comes in chunks, each when the clock lets it', async t => {
  const double = await build(t, { seed, port: 0 })
  const whole = await (await fetch(`${double.url}/conformance`)).text()
  double.faults.add({ chunkedDribbleDelay: { numberOfChunks: 3, totalDuration: 3000 } })
  const response = await fetch(`${double.url}/conformance`)
  t.equal(response.headers.get('content-length'), null)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const chunks = []
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    chunks.push(value)
    await double.clock.advance('1s')
  }
  t.equal(chunks.length, 3)
  t.equal(chunks.join(''), whole)
})

t.test('a client that gives up while it is kept waiting is remembered, and the double goes on', async t => {
  const double = await build(t, { seed, port: 0 })
  double.faults.add({ match: { method: 'DELETE' }, fixedDelayMilliseconds: 60_000 })
  const sent = request(`${double.url}/jobs/job`, { method: 'DELETE', agent: false })
  sent.on('error', () => {})
  sent.end()
  while (double.faults.list()[0]?.injected === 0) await new Promise(resolve => setImmediate(resolve))
  sent.destroy()
  t.notOk((await double.requests.waitFor({ method: 'DELETE' })).status)
  await double.clock.advance('60s')
  t.equal(await symptom(double, { method: 'GET', path: '/jobs/job' }), '200')
})
