import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createHttpSource, defaultImportLimits, type ImportLimits } from '../../../../src/seed/import/http-source.ts'
import { readServer } from '../../../../src/seed/import/read-server.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, origin: string) => unknown

/** A server whose paths answer as is said: an object as JSON, or what a function does. */
async function listen (t: Test, resources: Record<string, object | Answer>): Promise<{ origin: string, requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    const resource = resources[decodeURIComponent(request.url ?? '')] ?? resources[decodeURIComponent(request.url ?? '').replace(/\?limit=1000$/, '')]
    if (resource === undefined) return response.writeHead(404).end()
    if (typeof resource === 'function') return resource(request, response, origin)
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(resource).replaceAll('{origin}', origin))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => { server.close().closeAllConnections() })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, requests }
}

const read = (start: string, { results = false, headers = {}, limits = {} }: { results?: boolean, headers?: Record<string, string>, limits?: Partial<ImportLimits> } = {}) =>
  readServer(start, createHttpSource(start, headers, { ...defaultImportLimits, ...limits }), results)

const description = (id: string) => ({ id, version: '1', inputs: {} })
const rel = 'http://www.opengis.net/def/rel/ogc/1.0/'
const processes = (...ids: string[]) => ({ processes: ids.map(id => ({ id })) })
const idsOf = ({ descriptions }: Awaited<ReturnType<typeof read>>) => descriptions.map(({ description }) => description['id'])

t.test('a server is read by the links of its landing page, page by page, with the headers that were said', async t => {
  const { origin, requests } = await listen(t, {
    '/base': { links: [{ rel: `${rel}processes`, type: 'text/html', href: '{origin}/html' }, { rel: `${rel}processes`, type: 'application/json', href: '/base/own?x=1' }] },
    '/base/own?x=1&limit=1000': { ...processes('a/b'), links: [{ rel: 'next', type: 'text/html', href: '/html' }, { rel: 'next', type: 'application/json', href: '/base/own?page=2' }] },
    '/base/own?page=2': { processes: [{ id: 'c' }, { title: 'no id' }, 'text'], links: [{ rel: 'next', href: '/base/own?page=2' }] },
    '/base/own/a/b': description('a/b'),
    '/base/own/c': description('c')
  })
  const imported = await read(`${origin}/base`, { headers: { authorization: 'Bearer x' } })
  t.same([idsOf(imported), imported.remarks], [['a/b', 'c'], []])
  t.same(imported.descriptions.map(({ from }) => from), [`${origin}/base/own/a%2Fb`, `${origin}/base/own/c`])
  t.ok(requests.every(({ headers }) => headers.authorization === 'Bearer x' && /^jobdouble\//.test(headers['user-agent'] ?? '') && headers.accept === 'application/json'))
})

t.test('a list of processes and a single description are read too', async t => {
  const { origin } = await listen(t, { '/x/processes': processes('a'), '/x/processes/a': description('a'), '/x/jobs': { jobs: [] } })
  t.same(idsOf(await read(`${origin}/x/processes`, { results: true })), ['a'])
  t.same(idsOf(await read(`${origin}/x/processes/a`)), ['a'])
})

t.test('without a link, the resources are where the standard has them; another origin is never asked', async t => {
  const { origin } = await listen(t, {
    '/': { links: [{ rel: 'processes', href: 'http://elsewhere.example/processes' }] },
    '/processes': { ...processes('a', 'gone', 'away'), links: [{ rel: 'next', href: 'http://elsewhere.example/2' }] },
    '/processes/a': description('a'),
    '/processes/away': (_request: IncomingMessage, response: ServerResponse) => response.writeHead(302, { location: 'http://elsewhere.example/' }).end()
  })
  const { remarks, ...imported } = await read(origin)
  t.same(idsOf({ remarks, ...imported }), ['a'])
  t.same(remarks, [
    `The landing page says that its processes are at http://elsewhere.example/processes, which has another origin; ${origin}/processes was read instead.`,
    `http://elsewhere.example/2 has another origin than ${origin}; only that one is read.`,
    `${origin}/processes/gone answers 404; expected 200.`,
    `http://elsewhere.example/ has another origin than ${origin}; only that one is read.`
  ])
})

t.test('a server that knows no limit is asked without one', async t => {
  const { origin } = await listen(t, {
    '/': {},
    '/processes?limit=1000': (_request: IncomingMessage, response: ServerResponse) => response.writeHead(400).end(),
    '/processes?limit=5': processes('a'),
    '/processes/a': description('a'),
    '/processes': processes()
  })
  t.same(idsOf(await read(origin)), [])
  t.same(idsOf(await read(`${origin}/processes?limit=5`)), ['a'])
})

t.test('results are those of the newest successful job of each process', async t => {
  const { origin } = await listen(t, {
    '/': { links: [{ rel: `${rel}job-list`, href: '/j' }] },
    '/processes': processes('a'),
    '/processes/a': description('a'),
    '/j': { jobs: [{ jobID: '0', processID: 'a', status: 'failed' }, { jobID: '1' }, { jobID: '2', processID: '{origin}/processes/a', status: 'successful' }, { jobID: '3', processID: 'a', status: 'successful' }, { jobID: '4', processID: 'b', status: 'successful' }] },
    '/j/2/results': (_request: IncomingMessage, response: ServerResponse) => response.setHeader('content-type', 'Text/Plain; charset=utf-8').end('two')
  })
  const { results, remarks } = await read(origin, { results: true })
  t.same([...results].map(([id, { type, body }]) => [id, type, String(body)]), [['a', 'text/plain', 'two']])
  t.same(remarks, [`${origin}/j/4/results answers 404; expected 200.`])
  const none = await listen(t, { '/': {}, '/processes': processes() })
  t.same((await read(none.origin, { results: true })).remarks, [`${none.origin}/jobs answers 404; expected 200.`])
})

t.test('a busy server is waited for, and one that sends in circles is left', async t => {
  let count = 0
  const { origin } = await listen(t, {
    '/': (_request: IncomingMessage, response: ServerResponse) => count++ < 2 ? response.writeHead(503, { 'retry-after': '0' }).end() : response.writeHead(307, { location: '/processes' }).end(),
    '/processes': processes(),
    '/circle': (_request: IncomingMessage, response: ServerResponse) => response.writeHead(302, { location: '/circle' }).end(),
    '/busy': (_request: IncomingMessage, response: ServerResponse) => response.writeHead(429, { 'retry-after': '0' }).end(),
    '/later': (_request: IncomingMessage, response: ServerResponse) => response.writeHead(429, { 'retry-after': '3600' }).end(),
    '/slow': (_request: IncomingMessage, response: ServerResponse) => response.writeHead(429, { 'retry-after': '30' }).end()
  })
  t.same(idsOf(await read(origin)), [])
  await t.rejects(read(`${origin}/circle`), { message: `${origin}/circle answers 302 again and again; expected 200.` })
  await t.rejects(read(`${origin}/busy`), { message: /answers 429 again and again/ })
  await t.rejects(read(`${origin}/later`), { message: `${origin}/later answers 429; expected 200.` })
  await t.rejects(read(`${origin}/slow`, { limits: { seconds: 0.1 } }), { message: /takes longer than 0.1 seconds; expected at most that long \(--max-time\)/ })
})

const refusals: [what: string, resources: Record<string, object | Answer>, limits: Partial<ImportLimits>, message: RegExp][] = [
  ['no JSON', { '/': (_request, response) => response.setHeader('content-type', 'text/html').end('<p>') }, {}, /answers text\/html, which is not a JSON object/],
  ['a redirect to nowhere', { '/': (_request, response) => response.writeHead(302, { location: 'http://' }).end() }, {}, /redirects to "http:\/\/"; expected an address/],
  ['no media type', { '/': (_request, response) => response.end('[]') }, {}, /answers without a media type, which is not a JSON object/],
  ['no list', { '/': {}, '/processes': {} }, {}, /has no list of processes; expected the address of a server of OGC API/],
  ['too many requests', { '/': {}, '/processes': processes() }, { requests: 1 }, /would take more than 1 requests.*--max-requests/],
  ['too many bytes', { '/': { title: 'x'.repeat(100) } }, { bytes: 50 }, /answers with more than 50 bytes.*--max-bytes/],
  ['too long', { '/': () => {} }, { seconds: 0.1 }, /takes longer than 0.1 seconds/],
  ['too long in the middle', { '/': (_request, response) => response.write('{') }, { seconds: 0.5 }, /takes longer than 0.5 seconds/],
  ['an end in the middle', { '/': (_request, response) => { response.writeHead(200, { 'content-length': 10 }).write('{', () => response.destroy()) } }, {}, /breaks off: /]
]

for (const [what, resources, limits, message] of refusals) {
  t.test(`a server cannot be read: ${what}`, async t => {
    const { origin } = await listen(t, resources)
    await t.rejects(read(origin, { limits }), { message })
  })
}

t.test('a server that is not there is named, with the reason', async t => {
  await t.rejects(read('http://user:key@127.0.0.1:1/'), { message: /does not answer: .*credentials/ })
  await t.rejects(read('http://127.0.0.1:1/'), { message: /^http:\/\/127\.0\.0\.1:1\/ does not answer: .+\.$/ })
})

t.test('what goes wrong in the program itself is thrown, and no remark', async t => {
  const start = 'http://server.example'
  const answers: Record<string, object> = { [start]: { links: [{ rel: 'processes', href: 'http://' }] } }
  const source = { origin: start, read: async (url: string) => { if (answers[url] === undefined) throw new TypeError('wrong'); return { url, type: 'application/json', body: Buffer.from(JSON.stringify(answers[url])) } } }
  await t.rejects(readServer(start, source, false), { message: 'wrong' })
  answers[`${start}/processes?limit=1000`] = processes('a')
  await t.rejects(readServer(start, source, false), { message: 'wrong' })
  answers[`${start}/processes/a`] = description('a')
  t.match((await readServer(start, source, false)).remarks, [/are at http:\/\/, which has another origin/])
})
