/**
 * The wait of a light request at the built server, over real sockets, while it answers requests that are heavy for other
 * reasons than the number of jobs: links and subscribers.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { type Served, serve } from '../serve.ts'
import type { Tally } from '../tools.ts'
import { seedFile } from './fuzz-seed.ts'
import type { HeavyAnswer, HeavyRequest } from './heavy-client.ts'

const subscribed = 3_000
/** The maximum wait on a quiet machine. */
const bound = 100
/** On a busy machine even an idle server is slow: its wait is measured, and added. */
const allowance = 4

/** Many equal jobs fit into a short link. */
const longLink = deflateRawSync(JSON.stringify({ jobs: Array.from({ length: 330_000 }, () => ({})) })).toString('base64url')

interface Heavy { readonly ask: HeavyRequest, prepare? (server: Served): Promise<void> }

const heavies: Readonly<Record<string, Heavy>> = {
  [`reset with ${subscribed} subscribed jobs`]: { ask: { method: 'POST', url: '/w/subscribed/__admin/reset', body: '{"seed":{}}' }, prepare: subscribe },
  'a link of the demonstration page with 330,000 jobs': { ask: { method: 'GET', url: `/__admin/?seed=${longLink}` } }
}

async function subscribe ({ url }: Served): Promise<void> {
  const body = JSON.stringify({ inputs: { message: 'x', pause: 60 }, subscriber: { successUri: 'http://127.0.0.1:9/', inProgressUri: 'http://127.0.0.1:9/', failedUri: 'http://127.0.0.1:9/' } })
  const one = async () => {
    const { status } = await fetch(`${url}/w/subscribed/processes/echo/execution`, { method: 'POST', headers: { 'content-type': 'application/json', prefer: 'respond-async' }, body })
    if (status !== 201) throw new Error(`a subscribed job is answered ${status}`)
  }
  for (let sent = 0; sent < subscribed; sent += 20) await Promise.all(Array.from({ length: 20 }, one))
}

/** Sends light requests one after the other until `over`; returns the longest wait in milliseconds. */
async function longestWait ({ url, ended }: Served, over: () => boolean): Promise<number> {
  let longest = 0
  do {
    const start = performance.now()
    await fetch(`${url}/conformance`, { signal: AbortSignal.timeout(60_000) }).then(answer => answer.arrayBuffer())
    longest = Math.max(longest, performance.now() - start)
    if (ended() !== undefined) throw new Error(ended())
    await setTimeout(2)
  } while (!over())
  return longest
}

interface Measured { readonly wait: number, readonly took: number, readonly answer: HeavyAnswer }

async function measure (server: Served, client: ChildProcess, { ask, prepare }: Heavy): Promise<Measured> {
  await prepare?.(server)
  let answer: HeavyAnswer | undefined
  const start = performance.now()
  let took = 0
  client.once('message', (heavyAnswer: HeavyAnswer) => {
    answer = heavyAnswer
    took = performance.now() - start
  })
  client.send({ ...ask, url: server.url + ask.url })
  const wait = await longestWait(server, () => answer !== undefined)
  return { wait, took, answer: answer! }
}

/** A stall occurs every time, a busy machine does not: the better of two runs counts. */
async function check (tally: Tally, server: Served, client: ChildProcess, name: string, heavy: Heavy, limit: number): Promise<void> {
  let best = await measure(server, client, heavy)
  if (best.wait > limit) {
    const again = await measure(server, client, heavy)
    if (again.wait < best.wait) best = again
  }
  const { wait, took, answer: { status, bytes } } = best
  const isAnswered = typeof status === 'number' && status < 500
  tally.note(isAnswered && wait <= limit, `${name}: a light request waits ${wait.toFixed(0)} ms at most (bound ${limit.toFixed(0)} ms); ${status} after ${took.toFixed(0)} ms, ${bytes} bytes`)
}

export async function waits (tally: Tally): Promise<void> {
  const server = await serve(['--seed', await seedFile(), '--log-level', 'fatal'])
  const client = fork(fileURLToPath(new URL('heavy-client.ts', import.meta.url)))
  try {
    await once(client, 'message')
    const until = performance.now() + 3_000
    const idle = await longestWait(server, () => performance.now() > until)
    const limit = bound + allowance * idle
    console.log(`       an idle server keeps a light request waiting ${idle.toFixed(0)} ms at most, so the bound is ${bound} + ${allowance} × ${idle.toFixed(0)} ms`)
    for (const [name, heavy] of Object.entries(heavies)) {
      await check(tally, server, client, name, heavy, limit).catch((error: Error) => tally.note(false, `${name} is answered`, error.message))
    }
  } finally {
    client.disconnect()
    await server.stop()
  }
}
