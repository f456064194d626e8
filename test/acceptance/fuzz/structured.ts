/** Requests from a seeded generator, over every route and several worlds. */
import { Agent, request } from 'node:http'
import fc from 'fast-check'
import { type Served, serve } from '../serve.ts'
import type { Tally } from '../tools.ts'
import { seedFile } from './fuzz-seed.ts'
import { illness, isAskedFor } from './invariant.ts'
import { faultyWorld, type OddRequest, type Operation, requestsTo, undescribed } from './requests.ts'

const seed = 20_200_514
const count = 6_000
const atOnce = 8
const patience = 1_500

interface Answered { readonly status: number | 'none', readonly body: string }

/** Never rejects. A request without an answer is aborted after a while. */
function send (url: string, agent: Agent, { method, path, headers, body }: OddRequest): Promise<Answered> {
  return new Promise(resolve => {
    const { hostname, port } = new URL(url)
    const sent = request({ hostname, port, agent, method, path, headers: { ...headers, ...body !== undefined && { 'content-length': Buffer.byteLength(body) } }, signal: AbortSignal.timeout(patience) }, answer => {
      let text = ''
      const done = () => resolve({ status: answer.statusCode!, body: text })
      answer.setEncoding('utf8').on('data', (chunk: string) => { text = (text + chunk).slice(0, 2_000) }).on('end', done).on('error', done)
    })
    sent.on('error', () => resolve({ status: 'none', body: '' }))
    sent.end(body)
  })
}

/** Every operation of every description, and routes without a description. */
async function operationsOf ({ url }: Served): Promise<Operation[]> {
  const documents = await Promise.all(['/api?f=json', '/w/newer/api?f=json', '/__admin/openapi?f=json'].map(async path => await (await fetch(url + path)).json() as { paths: Record<string, object> }))
  const methods = new Set(['get', 'put', 'post', 'delete', 'patch', 'head'])
  const described = documents.flatMap(({ paths }) => Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).filter(method => methods.has(method)).map(method => ({ method: method.toUpperCase(), path }))))
  const all = [...described, ...undescribed].map(operation => JSON.stringify(operation))
  return [...new Set(all)].map(line => JSON.parse(line) as Operation)
}

const isFaulty = ({ path, headers }: OddRequest): boolean => path.startsWith(`/w/${faultyWorld}`) || headers['x-test-id'] === faultyWorld

export async function structured (tally: Tally): Promise<void> {
  const server = await serve(['--seed', await seedFile(), '--log-level', 'fatal', '--max-worlds', '50'])
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const statuses = new Map<string, number>()
  const wrong: string[] = []
  try {
    await fetch(`${server.url}/w/newer/__admin/settings`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"ogc":"2.0-draft","tator":"1.5"}' })
    const operations = await operationsOf(server)
    const all = fc.sample(requestsTo(operations), { seed, numRuns: count })
    for (let from = 0; from < all.length; from += atOnce) {
      const some = all.slice(from, from + atOnce)
      const answers = await Promise.all(some.map(one => send(server.url, agent, one)))
      for (const [index, { status, body }] of answers.entries()) {
        statuses.set(`${status}`, (statuses.get(`${status}`) ?? 0) + 1)
        const one = some[index]!
        if (typeof status === 'number' && !isFaulty(one) && !isAskedFor(status, body)) wrong.push(`${status} ${JSON.stringify(one).slice(0, 400)}\n  ${body.slice(0, 200)}`)
      }
      const ill = from % 200 === 0 || server.ended() !== undefined ? await illness(server) : undefined
      if (ill === undefined) continue
      wrong.push(`${ill}, after ${some.map(one => JSON.stringify(one).slice(0, 500)).join('\n  ')}`)
      break
    }
    const table = [...statuses].sort().map(([status, times]) => `${status}: ${times}`).join(', ')
    tally.note(wrong.length === 0, `structured requests to ${operations.length} operations in several worlds: ${all.length} of seed ${seed} (${table})`, `${wrong.length} wrong\n${wrong.slice(0, 20).join('\n')}`)
    const ill = await illness(server)
    tally.note(ill === undefined, 'light requests are answered after them', ill)
  } finally {
    agent.destroy()
    await server.stop()
  }
}
