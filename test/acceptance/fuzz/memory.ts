/** The growth of memory after many requests: measured after garbage collections before and afterwards, each in a server of its own. */
import { Agent, request } from 'node:http'
import { type Served, serve } from '../serve.ts'
import type { Tally } from '../tools.ts'
import { illness } from './invariant.ts'

const megabyte = 2 ** 20
const atOnce = 4

interface Sent { readonly method: string, readonly path: string, readonly headers?: Readonly<Record<string, string>>, readonly body?: string }
interface Load { readonly count: number, readonly megabytes: number, make (number: number): Sent }

const json = { 'content-type': 'application/json' }
const many = (piece: string): string => `[${Array.from({ length: Math.floor(1_000_000 / (piece.length + 1)) }, () => piece).join()}]`
const letters = `{"inputs":{"message":"${'x'.repeat(1_000_000)}"}}`
const objects = `{"inputs":{"message":${many('{}')}}}`
/** Requests for an unknown process: only the journal keeps something of them. */
const journaled = (body: string) => (): Sent => ({ method: 'POST', path: '/processes/none/execution', headers: json, body })

const schemas = (number: number): string => JSON.stringify({
  seed: { processes: Array.from({ length: 25 }, (_, at) => ({ id: `p${at}`, inputs: { a: { schema: { type: 'object', title: `${number}-${at}`, properties: { a: { type: 'string', pattern: `^${number}x${at}$` }, b: { type: 'integer', maximum: number } } } } } })) }
})

const loads: Readonly<Record<string, Load>> = {
  '200 bodies of 1 MB, letters': { count: 200, megabytes: 100, make: journaled(letters) },
  '200 bodies of 1 MB, small objects': { count: 200, megabytes: 100, make: journaled(objects) },
  '200 jobs with inputs of 1 MB': { count: 200, megabytes: 350, make: () => ({ method: 'POST', path: '/processes/echo/execution', headers: { ...json, prefer: 'respond-async' }, body: letters }) },
  '500 resets with 25 schemas each': { count: 500, megabytes: 40, make: number => ({ method: 'POST', path: '/__admin/reset', headers: json, body: schemas(number) }) },
  '10,000 names of worlds': { count: 10_000, megabytes: 60, make: number => ({ method: 'GET', path: '/jobs', headers: { 'x-test-id': `world-${number}` } }) }
}

function send ({ url }: Served, agent: Agent, { method, path, headers, body }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    request({ hostname, port, agent, method, path, headers: { ...headers, ...body !== undefined && { 'content-length': Buffer.byteLength(body) } }, timeout: 60_000 }, answer => {
      answer.resume().on('end', () => resolve(answer.statusCode!)).on('error', reject)
    }).on('error', reject).end(body)
  })
}

interface Measured { readonly used: number, readonly rss: number }

async function measure (server: Served): Promise<Measured> {
  const { heapUsed, external, rss } = await server.signal('SIGCONT')
  return { used: Number(heapUsed) + Number(external), rss: Number(rss) }
}

async function check (tally: Tally, name: string, { count, megabytes, make }: Load): Promise<void> {
  const server = await serve(['--log-level', 'fatal'], { node: ['--expose-gc', '--import', new URL('collect-on-signal.js', import.meta.url).href] })
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  try {
    // Code that is compiled and cached once is not growth.
    for (let number = -5; number < 0; number++) await send(server, agent, make(number))
    const before = await measure(server)
    const statuses = new Map<number, number>()
    let next = 0
    const work = async () => {
      for (let number = next++; number < count; number = next++) {
        const status = await send(server, agent, make(number))
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    const after = await measure(server)
    const [grown, resident] = [after.used - before.used, after.rss - before.rss].map(bytes => Math.round(bytes / megabyte))
    const wrong = [...statuses.keys()].filter(status => status >= 500 && status !== 503)
    const ill = await illness(server)
    tally.note(ill === undefined && wrong.length === 0 && grown! <= megabytes, `${name}: ${grown} MB more are held (bound ${megabytes} MB), the process has grown by ${resident} MB to ${Math.round(after.rss / megabyte)} MB; ${[...statuses].map(([status, times]) => `${status}: ${times}`).join(', ')}`, ill)
  } finally {
    agent.destroy()
    await server.stop()
  }
}

export async function memory (tally: Tally): Promise<void> {
  for (const [name, load] of Object.entries(loads)) {
    await check(tally, name, load).catch((error: Error) => tally.note(false, `${name} reach their end`, error.message))
  }
}
