/** Bytes that no client library sends. */
import type { Tally } from '../tools.ts'
import { type Case, checkCases, isAskedFor } from './invariant.ts'
import { sendBytes } from './socket.ts'

const host = 'Host: localhost'
const request = (line: string, headers: readonly string[] = [host], body = ''): string => `${[line, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`
const json = 'Content-Type: application/json'
const execution = (headers: readonly string[], body: string): string => request('POST /processes/echo/execution HTTP/1.1', [host, json, ...headers], body)
const chunked = (body: string): string => execution(['Transfer-Encoding: chunked'], body)
const sized = (body: string, more: readonly string[] = []): string => execution([`Content-Length: ${Buffer.byteLength(body, 'latin1')}`, ...more], body)

interface Bytes { readonly pieces: readonly (string | Buffer)[], readonly half?: boolean, readonly statuses?: readonly number[] }
const one = (text: string, statuses?: readonly number[]): Bytes => ({ pieces: [text], ...statuses && { statuses } })

const lines: readonly string[] = [
  '', ' ', 'GET', 'GET /', 'GET  / HTTP/1.1', 'GET / HTTP/1.1 ', 'GET\t/\tHTTP/1.1', 'GET / HTTP/0.9', 'GET / HTTP/1.0', 'GET / HTTP/1.2', 'GET / HTTP/2.0', 'GET / HTTP/9.9', 'GET / http/1.1', 'GET / HTTPS/1.1', 'GET / FTP/1.1', 'get / HTTP/1.1',
  'FOO / HTTP/1.1', 'GE T / HTTP/1.1', 'G\0T / HTTP/1.1', 'GET /\0 HTTP/1.1', 'GET /\x01 HTTP/1.1', 'GET /\x7f HTTP/1.1', 'GET /\xff\xfe HTTP/1.1', 'GET /jobs/\xc3\x28 HTTP/1.1', 'GET jobs HTTP/1.1', 'GET * HTTP/1.1', 'OPTIONS * HTTP/1.1', 'CONNECT localhost:80 HTTP/1.1', 'CONNECT / HTTP/1.1',
  'PRI * HTTP/2.0', 'GET ? HTTP/1.1', 'GET # HTTP/1.1', 'GET // HTTP/1.1', 'GET ///jobs HTTP/1.1', 'GET //evil.example/jobs HTTP/1.1', 'GET /../../etc/passwd HTTP/1.1', 'GET /./jobs HTTP/1.1', 'GET /jobs/.. HTTP/1.1', 'GET /jobs/%2e%2e/%2e%2e HTTP/1.1', 'GET /__admin/assets/../../../package.json HTTP/1.1', 'GET /__admin/assets/..%2f..%2fpackage.json HTTP/1.1',
  ...['GET', 'POST', 'DELETE'].flatMap(method => ['%', '%z', '%zz', '%0', '%00', '%ff', '%c3%28', '%ed%a0%80', '%2F', '%5C', '%0d%0aX:%20y', '%u0041', '%25', '%2500', '\\', '|', '<script>', '{id}', ':id', '*', '~', ';a=b', 'a'.repeat(4000)].map(id => `${method} /jobs/${id} HTTP/1.1`)),
  ...['/processes/%00/execution', '/processes/%ff', '/rest/Job/%zz', '/rest/Jobs/%00', '/rest/Jobs/1e9', '/rest/Jobs/-0', '/rest/Jobs/99999999999999999999', '/w/', '/w/%zz/jobs', '/w/%00/jobs', '/w/a', '/w/a/', '/w/a//jobs', '/w/a/w/b/jobs', '/%5f%5fadmin/reset', '/__admin', '/__admin/', '/__admin/jobs/%ff', '/__admin/jobs?before=0', '/__admin/jobs?after=0', '/__admin/snapshots/%00', '/__admin/snapshots/__proto__', '/processes/__proto__', '/processes/constructor', '/jobs/__proto__', '/jobs/toString/results/constructor'].map(path => `GET ${path} HTTP/1.1`),
  ...['limit=%', 'limit=-1', 'limit=1e99', 'limit=NaN', 'limit=1&limit=2', 'f=%00', 'f=html&f=json', 'status=', 'status=,,,', 'type=%ff', 'datetime=..%2F..', 'datetime=x', 'minDuration=-1', 'maxDuration=1e309', 'after=%00', '__proto__=1', 'a[b]=c', '&&&&', '=', '?', 'processID=' + 'x,'.repeat(1500)].map(query => `GET /jobs?${query} HTTP/1.1`),
  ...['TRACE', 'QUERY', 'PATCH', 'PUT', 'LINK', 'PROPFIND', 'MKCOL', 'PURGE', 'SEARCH', 'SUBSCRIBE', 'M-SEARCH', 'HEAD', 'OPTIONS', 'BREW'].flatMap(method => ['/jobs', '/__admin/clock', '/rest/Jobs/1', '/none'].map(path => `${method} ${path} HTTP/1.1`)),
  ...['http://localhost/jobs', 'http://localhost:1/jobs', 'http://evil.example/jobs', 'https://localhost/__admin/clock', 'HTTP://LOCALHOST/jobs', 'http:///jobs', 'http://', 'http://[::1/jobs', 'http://user:pw@localhost/jobs', 'ftp://localhost/jobs', 'file:///etc/passwd', 'data:,x', 'http://localhost/%5f%5fadmin/clock', 'ws://localhost/', 'http://localhost\\jobs'].map(target => `GET ${target} HTTP/1.1`)
]

const headers: Readonly<Record<string, readonly string[]>> = {
  'no Host': [],
  'an empty Host': ['Host:'],
  'two Hosts': [host, 'Host: evil.example'],
  'two equal Hosts': [host, host],
  'a Host with a path': ['Host: localhost/x'],
  'a Host with a user': ['Host: a@localhost'],
  'a Host of spaces': ['Host: a b'],
  'a Host of bytes': ['Host: \xff\xfe'],
  'a Host with a port that is none': ['Host: localhost:99999'],
  'a Host that is an open bracket': ['Host: [::1'],
  'a Host of 5 kB': [`Host: ${'a'.repeat(5000)}`],
  'a Host with a comma': ['Host: localhost, evil.example'],
  'a Host with markup': ['Host: <script>'],
  'a space before the colon': [host, 'X : y'],
  'a folded header': [host, 'X: y\r\n z'],
  'a header without a colon': [host, 'nothing'],
  'a header without a name': [host, ': y'],
  'a NUL in a header': [host, 'X: a\0b'],
  'a lone CR in a header': [host, 'X: a\rb'],
  'a lone LF in a header': [host, 'X: a\nY: b'],
  'a header of 20 kB': [host, `X: ${'a'.repeat(20_000)}`],
  'a header name of 20 kB': [host, `${'a'.repeat(20_000)}: x`],
  '3000 headers': [host, ...Array.from({ length: 3000 }, (_, index) => `X${index}: y`)],
  '100 kB of headers': [host, ...Array.from({ length: 100 }, (_, index) => `X${index}: ${'y'.repeat(1000)}`)],
  'an upgrade to a websocket': [host, 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', 'Sec-WebSocket-Version: 13'],
  'an upgrade to HTTP/2': [host, 'Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings', 'HTTP2-Settings: AAMAAABk'],
  'an upgrade to nothing': [host, 'Upgrade:', 'Connection: Upgrade'],
  Expect: [host, 'Expect: 100-continue'],
  'an unknown Expect': [host, 'Expect: cake'],
  ...Object.fromEntries(['*', '/*', '*/', '///', ',', ';q=1', 'application/json;q=2', 'application/json;q=NaN', 'text/html;q=-1', '\xff', '*/*;q=', `${'a/b,'.repeat(900)}`, '"', 'a/b;c="\\'].map(accept => [`Accept: ${accept.slice(0, 20)}`, [host, `Accept: ${accept}`]])),
  ...Object.fromEntries(['Last-Event-ID: \xff', 'Last-Event-ID: -1', 'Range: bytes=0-', 'If-None-Match: *', 'If-Modified-Since: x', 'Prefer: ', 'Prefer: respond-async, wait=', 'Prefer: wait=1e99', 'Prefer: wait=-1', 'Prefer: ;;;', 'Authorization: ', 'Authorization: Token', 'Authorization: Token \xff', 'Authorization: Bearer', 'Cookie: =;=;', 'X-Test-Id: ', 'X-Test-Id: \xff', 'X-Test-Id: __proto__', 'X-Forwarded-Host: a b', 'X-Forwarded-Proto: javascript', 'X-Forwarded-Prefix: //evil', 'Forwarded: host=evil', 'X-Job-Progression: x', 'Accept-Language: \xff', 'Accept-Encoding: *;q=9', 'Origin: null', 'Origin: http://evil.example', 'Sec-Fetch-Site: cross-site', 'Te: trailers', 'Trailer: X', 'Keep-Alive: x', 'Content-Length: 0'].map(line => [line, [host, line]]))
}

const small = '{"inputs":{"message":"x"}}'
const bodies: Readonly<Record<string, Bytes>> = {
  ...Object.fromEntries(['x', '-1', '+5', '1e3', '0x10', '5, 5', '5, 6', '', ' ', '99999999999999999999', '5;5', '٣', '05'].map(length => [`Content-Length: ${length}`, one(execution([`Content-Length: ${length}`], small))])),
  'two Content-Lengths': one(execution(['Content-Length: 5', 'Content-Length: 6'], small)),
  'Content-Length and chunked': one(execution(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n')),
  ...Object.fromEntries(['gzip', 'chunked, gzip', 'gzip, chunked', 'chunked, chunked', 'xchunked', ' chunked', 'identity', ''].map(coding => [`Transfer-Encoding: ${coding}`, one(execution([`Transfer-Encoding: ${coding}`], '0\r\n\r\n'))])),
  ...Object.fromEntries(['zz\r\n\r\n', '-1\r\n\r\n', 'ffffffffffffffff\r\n', 'ffffffffffffffffffff\r\nx', '5\r\nhi\r\n0\r\n\r\n', '2\r\nhixx0\r\n\r\n', '2;a=b\r\n{}\r\n0\r\n\r\n', `2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`, '2\n{}\n0\n\n', '0\r\nX: y\r\n\r\n', `0\r\n${'X: y\r\n'.repeat(5000)}\r\n`, '0\r\nContent-Length: 5\r\n\r\n', '\r\n', '2\r\n{}\r\n', ' 2\r\n{}\r\n0\r\n\r\n', '0x2\r\n{}\r\n0\r\n\r\n'].map(body => [`chunks: ${JSON.stringify(body.slice(0, 30))}`, one(chunked(body))])),
  ...Object.fromEntries(['', '{', '[]', 'null', '1', '"', '\0', '\xff', '{"inputs":', '\xef\xbb\xbf{}', '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{}}}', '{"inputs":{"__proto__":1}}', '{"inputs":{"message":"\\ud800"}}', '{"inputs":{"message":1e999}}', `${'['.repeat(100_000)}`, `${'['.repeat(7000)}${']'.repeat(7000)}`, `{"inputs":{"record":${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}}}`, '{"a":1,"a":2}', 'NaN', '{}{}', '// x', `"${'x'.repeat(900_000)}"`].map(body => [`body: ${body.slice(0, 30)} (${body.length})`, one(sized(body))])),
  ...Object.fromEntries(['', 'x', '/', 'application/', 'application/json; charset=utf-16', 'application/json; charset=\xff', 'application/json;;;', 'multipart/form-data', 'multipart/form-data; boundary=', 'text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'application/json, text/html', '\xff/\xff', 'a'.repeat(5000)].map(type => [`Content-Type: ${type.slice(0, 40)}`, one(request('POST /processes/echo/execution HTTP/1.1', [host, `Content-Type: ${type}`, `Content-Length: ${small.length}`], small))])),
  ...Object.fromEntries(['gzip', 'br', 'x', 'identity', 'deflate, gzip'].map(coding => [`Content-Encoding: ${coding}`, one(sized(small, [`Content-Encoding: ${coding}`]))])),
  'a body of 2 MB': one(sized(`"${'x'.repeat(2_000_000)}"`), [413]),
  'chunks of 2 MB': one(chunked(`${'10000\r\n' + 'x'.repeat(65_536) + '\r\n'}`.repeat(32) + '0\r\n\r\n')),
  'half a body, then the end': { pieces: [execution(['Content-Length: 100'], '{"in')], half: true },
  'half a body, then silence': { pieces: [execution(['Content-Length: 100'], '{"in')] },
  'half a head, then the end': { pieces: ['GET /jobs HTTP/1.1\r\nHo'], half: true },
  'half a head, then silence': { pieces: ['GET /jobs HTTP/1.1\r\nHo'] },
  'nothing, then the end': { pieces: [], half: true },
  'a byte at a time': { pieces: [...'GET /jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'], statuses: [200] },
  'a request after the end of ours': { pieces: [request('GET /jobs HTTP/1.1')], half: true },
  'twenty requests at once': { pieces: ['GET /conformance HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(20)] },
  'twenty dismissals at once': { pieces: ['DELETE /jobs/none HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(20)] },
  'a good request, then garbage': { pieces: [`GET /conformance HTTP/1.1\r\n${host}\r\n\r\n\0\0\0garbage\r\n\r\n`] },
  'a body that holds a request': one(execution(['Content-Length: 4'], `{}  GET /__admin/reset HTTP/1.1\r\n${host}\r\n\r\n`)),
  'a head and then one of TLS': { pieces: [Buffer.from('16030100c8010000c40303', 'hex')] },
  'a preface of HTTP/2': { pieces: ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'] },
  'an open event stream': { pieces: [`GET /jobs/none/events HTTP/1.1\r\n${host}\r\nAccept: text/event-stream\r\n\r\n`], half: true },
  'empty lines first': one(`\r\n\r\n\r\n${request('GET /jobs HTTP/1.1')}`),
  'only line feeds': one(`GET /jobs HTTP/1.1\n${host}\nConnection: close\n\n`),
  'only carriage returns': one(`GET /jobs HTTP/1.1\r${host}\r\r`),
  '200 kB of zeros': { pieces: [Buffer.alloc(200_000)] },
  '200 kB of a request line': one(request(`GET /${'a'.repeat(200_000)} HTTP/1.1`))
}

const table: Readonly<Record<string, Bytes>> = {
  ...Object.fromEntries(lines.map(line => [`line ${JSON.stringify(line.slice(0, 70))}`, one(request(line))])),
  ...Object.fromEntries(['/jobs', '/__admin/clock', '/'].flatMap(path => Object.entries(headers).map(([name, some]) => [`${name} at ${path}`, one(request(`GET ${path} HTTP/1.1`, some))]))),
  ...bodies
}

/** A request that must be refused with one of these statuses. */
const refused: Readonly<Record<string, readonly [Bytes, number]>> = {
  'two Hosts': [one(request('GET /jobs HTTP/1.1', [host, 'Host: evil.example'])), 400],
  'no Host': [one(request('GET /jobs HTTP/1.1', [])), 400],
  'a Host that is none': [one(request('GET /jobs HTTP/1.1', ['Host: a b'])), 400],
  TRACE: [one(request('TRACE /jobs HTTP/1.1')), 405],
  QUERY: [one(request('QUERY /jobs HTTP/1.1')), 405],
  'deep JSON': [one(sized(`{"inputs":{"record":{"value":${'['.repeat(6000)}${']'.repeat(6000)}}}}`)), 400],
  'Content-Length and chunked': [bodies['Content-Length and chunked']!, 400],
  'a header overflow': [one(request('GET /jobs HTTP/1.1', [host, `X: ${'a'.repeat(40_000)}`])), 431],
  'a body that is too large': [bodies['a body of 2 MB']!, 413]
}

const toCase = ([name, { pieces, half = false, statuses }]: [string, Bytes]): Case => ({
  name,
  async run (server) {
    const answer = await sendBytes(server.url, pieces, { half, patience: statuses === undefined ? 400 : 5_000 })
    const wrong = answer.statuses.find(status => !isAskedFor(status, answer.text) && status !== 505)
    if (wrong !== undefined) return `answered ${wrong}: ${answer.text.slice(-300)}`
    if (statuses !== undefined && String(answer.statuses) !== String(statuses)) return `answered ${answer.statuses}, not ${statuses}`
    return undefined
  }
})

/** Lowered bounds, so that a too large request can be small. */
const smallBodies = ['--max-body-bytes', '1048576']

export async function sockets (tally: Tally): Promise<void> {
  await checkCases(tally, 'bytes that no client library sends', Object.entries(table).map(toCase), smallBodies)
  await checkCases(tally, 'bytes that must be refused', Object.entries(refused).map(([name, [bytes, status]]) => toCase([name, { ...bytes, statuses: [status] }])), smallBodies)
}
