/** Servers of input references and subscribers, each hostile in another way. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Tally } from '../tools.ts'
import { type Case, checkCases, isAskedFor } from './invariant.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const json = { 'content-type': 'application/json' }
const bytes = (text: string): Answer => (_request, response) => { response.socket!.end(text) }
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const redirect = (to: string, status = 302): Answer => (_request, response) => { response.writeHead(status, { location: to }).end() }

/** Sends a piece every few milliseconds until the other side closes. */
const endlessly = (piece: string, pause: number): Answer => (_request, response) => {
  response.writeHead(200, json)
  const timer = setInterval(() => response.write(piece), pause)
  response.on('close', () => clearInterval(timer))
}

const hostile: Readonly<Record<string, Answer>> = {
  'never answers': () => {},
  'resets at once': request => { request.socket.resetAndDestroy() },
  'closes at once': request => { request.socket.destroy() },
  'resets in the body': (request, response) => { response.writeHead(200, json).write('{"a'); setTimeout(() => request.socket.resetAndDestroy(), 10) },
  'dribbles for ever': endlessly(' ', 20),
  'floods for ever': endlessly('x'.repeat(1_000_000), 1),
  'promises more than comes': bytes(`${head}Content-Length: 1000\r\n\r\n{}`),
  'promises less than comes': bytes(`${head}Content-Length: 1\r\n\r\n{"a":1}`),
  'promises a terabyte': bytes(`${head}Content-Length: 1099511627776\r\n\r\n{}`),
  'a length that is none': bytes(`${head}Content-Length: x\r\n\r\n{}`),
  'two lengths': bytes(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} `),
  'bad chunks': bytes(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  'half a chunk': bytes(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{}`),
  'no HTTP at all': bytes('SSH-2.0-hello\r\n'),
  'a status that is none': bytes('HTTP/1.1 999 \r\n\r\n'),
  'a status without a number': bytes('HTTP/1.1 abc\r\n\r\n'),
  'endless 100s': bytes('HTTP/1.1 100 Continue\r\n\r\n'.repeat(500)),
  'a switch of protocols': bytes('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
  'headers of 100 kB': bytes(`${head}X: ${'y'.repeat(100_000)}\r\n\r\n{}`),
  'NUL in a header': bytes(`${head}X: a\0b\r\n\r\n{}`),
  'a redirect to itself': (request, response) => redirect(request.url!)(request, response),
  'a redirect that grows': (request, response) => redirect(`${request.url!}x`)(request, response),
  'a redirect to a file': redirect('file:///etc/passwd'),
  'a redirect to no address': redirect('http://['),
  'a redirect without a place': (_request, response) => { response.writeHead(302).end() },
  'a redirect to metadata': redirect('http://169.254.169.254/latest/meta-data/'),
  'a redirect by 307 to nobody': redirect('http://127.0.0.1:9/', 307),
  'a gzip bomb': (_request, response) => { response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb) },
  'gzip that is none': (_request, response) => { response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('{"a":1}') },
  'half of gzip': (_request, response) => { response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb.subarray(0, 1000)) },
  'an encoding that nobody knows': (_request, response) => { response.writeHead(200, { ...json, 'content-encoding': 'x-none' }).end('{}') },
  'a media type that is none': (_request, response) => { response.writeHead(200, { 'content-type': ';;;/' }).end('{}') },
  'an image': (_request, response) => { response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from('89504e47', 'hex')) },
  'an HTML page': (_request, response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>') },
  'deep JSON': (_request, response) => { response.writeHead(200, json).end('['.repeat(20_000) + ']'.repeat(20_000)) },
  'broken JSON': (_request, response) => { response.writeHead(200, json).end('{"a":') },
  'broken UTF-8': (_request, response) => { response.writeHead(200, json).end(Buffer.from([0x22, 0xff, 0xfe, 0x22])) },
  'a lone surrogate': (_request, response) => { response.writeHead(200, json).end('"\\ud800"') },
  'a prototype': (_request, response) => { response.writeHead(200, json).end('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') },
  '11 MB': (_request, response) => { response.writeHead(200, json).end(`"${'x'.repeat(11_000_000)}"`) },
  nothing: (_request, response) => { response.writeHead(204).end() },
  'a failure': (_request, response) => { response.writeHead(500, json).end('{}') },
  'try again in a year': (_request, response) => { response.writeHead(503, { 'retry-after': '31536000' }).end() },
  'try again before now': (_request, response) => { response.writeHead(503, { 'retry-after': '-1' }).end() }
}

/** 200 MB of zeros. */
const bomb = gzipSync(Buffer.alloc(200_000_000))

async function listen (): Promise<{ server: Server, url: string }> {
  const server = createServer((request, response) => {
    const answer = hostile[decodeURIComponent(request.url!.split('/')[1]!)]
    if (answer === undefined) response.writeHead(404).end()
    else answer(request, response)
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** The forms of a link; each takes another path through the double. */
const uses: Readonly<Record<string, (href: string) => { body: object, prefer?: string }>> = {
  'an input': href => ({ body: { inputs: { record: { href } } } }),
  'an input of an asynchronous job': href => ({ body: { inputs: { record: { href, type: 'application/json' } } }, prefer: 'respond-async' }),
  'thirteen inputs': href => ({ body: { inputs: Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`i${index}`, { href }])) } }),
  'a subscriber': href => ({ body: { inputs: { message: 'x' }, subscriber: { successUri: href, inProgressUri: href, failedUri: href } }, prefer: 'respond-async' })
}

/** Our own time limit: servers that never answer are left to the limits of the double. */
const patience = 1_200

export async function upstreams (tally: Tally): Promise<void> {
  const { server, url } = await listen()
  const cases: Case[] = Object.keys(hostile).flatMap(name => Object.entries(uses).map(([use, question]) => ({
    name: `${use} at a server that has: ${name}`,
    async run (double) {
      const { body, prefer } = question(`${url}/${encodeURIComponent(name)}`)
      const answer = await fetch(`${double.url}/processes/echo/execution`, {
        method: 'POST', headers: { 'content-type': 'application/json', ...prefer && { prefer } }, body: JSON.stringify(body), signal: AbortSignal.timeout(patience)
      }).catch(() => undefined)
      const text = await answer?.text().catch(() => '') ?? ''
      return answer === undefined || isAskedFor(answer.status, text) ? undefined : `answered ${answer.status}: ${text.slice(0, 300)}`
    }
  })))
  try {
    await checkCases(tally, 'hostile servers behind links', cases)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
