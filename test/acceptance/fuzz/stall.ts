import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** A request that concerns every job. One that is atomic by design is measured without a bound. */
interface HeavyRequest { readonly method: string, readonly path: string, readonly body?: object, readonly atomic?: boolean }

const heavyRequests: readonly HeavyRequest[] = [
  { method: 'GET', path: '/__admin/jobs' },
  { method: 'GET', path: '/__admin/scenarios' },
  { method: 'GET', path: '/rest/Jobs/1' },
  { method: 'GET', path: '/rest/Jobs/1?gid=all' },
  { method: 'GET', path: '/jobs?minDuration=100000000' },
  { method: 'GET', path: '/jobs?status=failed&f=html' },
  { method: 'GET', path: '/__admin/?f=html' },
  { method: 'POST', path: '/__admin/scenarios/reset' },
  { method: 'PUT', path: '/__admin/snapshots/all' },
  { method: 'PUT', path: '/__admin/clock', body: { action: 'next' } },
  { method: 'PUT', path: '/__admin/clock', body: { action: 'advance', duration: '1h' } },
  { method: 'POST', path: '/__admin/snapshots/all/restore' },
  { method: 'PUT', path: '/__admin/clock', body: { action: 'advance', duration: '1h' } },
  { method: 'DELETE', path: '/rest/Jobs/1?gid=all', atomic: true },
  { method: 'POST', path: '/__admin/reset' }
]

/** The maximum processor time, in milliseconds, during which the double serves no other request. */
const longestStall = 100
const interval = 5

export interface Stall { readonly name: string, readonly took: number, readonly wait: number, readonly stall: number, readonly passed: boolean }

/**
 * Sends light requests every few milliseconds while each heavy request runs in a double of `count` jobs: the longest
 * wait of a light one, and the longest processor time of the double between two requests.
 */
export async function measureStalls (count: number): Promise<readonly Stall[]> {
  const child = fork(fileURLToPath(new URL('stall-subject.ts', import.meta.url)), [String(count)], { execArgv: ['--import', 'tsx'] })
  try {
    const [{ url }] = await once(child, 'message') as [{ url: string }]
    const stalls: Stall[] = []
    // Code that is compiled on first use does not depend on the number of jobs.
    for (const heavy of heavyRequests) await send(`${url}/w/warm`, heavy).catch(() => {})
    for (const heavy of heavyRequests) stalls.push(await measure(child, url, heavy))
    return stalls
  } finally {
    child.kill()
  }
}

async function measure (child: ChildProcess, url: string, heavy: HeavyRequest): Promise<Stall> {
  const agent = new Agent({ keepAlive: true })
  const over = new AbortController()
  await askDelay(child)
  const waits: Promise<number>[] = []
  const light = (async () => {
    while (!over.signal.aborted) {
      waits.push(send(url, { method: 'GET', path: '/conformance' }, agent))
      await setTimeout(interval)
    }
  })()
  const took = await send(url, heavy)
  over.abort()
  await light
  const wait = Math.max(...await Promise.all(waits))
  agent.destroy()
  const { longest: stall } = await askDelay(child)
  const name = `${heavy.method} ${heavy.path}${heavy.body === undefined ? '' : ` ${JSON.stringify(heavy.body)}`}`
  return { name, took, wait, stall, passed: heavy.atomic === true || stall <= longestStall }
}

async function askDelay (child: ChildProcess): Promise<{ longest: number, memory: number }> {
  child.send('delay')
  const [answer] = await once(child, 'message') as [{ longest: number, memory: number }]
  return answer
}

/** The time to the end of the answer, in milliseconds. @throws Error for a status other than 2xx */
function send (url: string, { method, path, body }: HeavyRequest, agent?: Agent): Promise<number> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const headers = { authorization: 'Token full', ...(body !== undefined && { 'content-type': 'application/json' }) }
    request(`${url}${path}`, { method, headers, ...(agent !== undefined && { agent }) }, response => {
      if (response.statusCode! >= 300) reject(new Error(`${method} ${path} answers ${response.statusCode}`))
      response.resume().once('end', () => resolve(performance.now() - start)).once('error', reject)
    }).once('error', reject).end(body && JSON.stringify(body))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { jobs: { type: 'string', default: '100000' } } })
  const stalls = await measureStalls(Number(values.jobs))
  for (const { name, took, wait, stall, passed } of stalls) {
    process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${stall.toFixed(0).padStart(6)} ms longest stall (processor time), ${wait.toFixed(0).padStart(6)} ms longest wait, ${took.toFixed(0).padStart(6)} ms in all: ${name}\n`)
  }
  const failed = stalls.filter(({ passed }) => !passed).length
  process.stdout.write(`${stalls.length - failed} passed, ${failed} failed\n`)
  process.exitCode = failed > 0 ? 1 : 0
}
