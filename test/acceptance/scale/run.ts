/** Three doubles behind HAProxy, as docs/scale.md says: a thousand worlds, and a double that dies. Needs Debian's HAProxy; not part of `npm test`. */
import { Load } from '../../../bench/measure/load.ts'
import { during, request } from '../../../bench/measure/requests.ts'
import { serve, type Served } from '../serve.ts'
import { type Tally, tallied } from '../tools.ts'
import { startProxy } from './haproxy.ts'
import { WorldClient } from './world-client.ts'

const worlds = 1000
const atOnce = 20
const milliseconds = 3000

/** Calls `act` with each item, some in parallel. @returns the problems */
async function each<T> (items: readonly T[], act: (item: T) => Promise<void>): Promise<string[]> {
  const [problems, left]: [string[], T[]] = [[], [...items]]
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await act(item).catch((error: Error) => problems.push(error.stack ?? error.message))
  }))
  return problems
}

const note = (tally: Tally, problems: readonly string[], sentence: string): void =>
  tally.note(problems.length === 0, sentence, `${problems.length} of them:\n${problems.slice(0, 3).join('\n')}`)

/** The worlds of a double, without the default one. */
async function worldsOn (url: string): Promise<string[]> {
  const answer = await fetch(`${url}/__admin/worlds`)
  const { worlds } = await answer.json() as { worlds: string[] }
  return worlds.filter(name => name !== 'default')
}

/** The number of answered GETs of a job per second. */
async function throughput (url: string): Promise<number> {
  const load = await Load.connect(url)
  const requests = Array.from({ length: 50 }, (_, index) => request('GET', '/jobs/running', '', { 'X-Test-Id': `load-${index}` }))
  try {
    await load.run(during(500, requests))
    const { answers, milliseconds: took } = await load.run(during(milliseconds, requests))
    return answers / took * 1000
  } finally {
    load.close()
  }
}

/** Three doubles behind a proxy, while `use` runs. */
async function withFleet (use: (doubles: readonly [Served, Served, Served], proxy: string) => Promise<void>): Promise<void> {
  const doubles = await Promise.all([serve([]), serve([]), serve([])])
  try {
    const { url, stop } = await startProxy(doubles.map(({ url }) => url))
    await use(doubles, url).finally(stop)
  } finally {
    await Promise.all(doubles.map(({ stop }) => stop()))
  }
}

async function killOne (tally: Tally): Promise<void> {
  await withFleet(async (doubles, proxy) => {
    const urls = doubles.map(({ url }) => url)
    const clients = Array.from({ length: worlds }, (_, index) => new WorldClient(proxy, `world-${index}`, index % 2 === 0))
    note(tally, await each(clients, async client => { await client.create(); await client.poll() }), `${worlds} worlds create a job and see it, by path and by header`)

    const before = await Promise.all(urls.map(worldsOn))
    tally.note(before.flat().length === worlds && new Set(before.flat()).size === worlds, 'each world is on one double', before.map(({ length }) => length).join(', '))
    tally.note(before.every(({ length }) => length > worlds / 6), `the worlds are spread over all doubles (${before.map(({ length }) => length).join(', ')})`)

    const [lost, ...kept] = [before[1]!, before[0]!, before[2]!].map(names => clients.filter(({ name }) => names.includes(name)))
    process.kill(Number(doubles[1]!.ready['pid']), 'SIGKILL')
    note(tally, await each(clients, async client => {
      if (await client.isKept() !== kept.flat().includes(client)) throw new Error(`${client.name} is ${kept.flat().includes(client) ? 'lost' : 'kept'}`)
    }), `one double is killed: the ${lost!.length} worlds that were on it are fresh, the others have their jobs`)
    note(tally, await each(lost!, async client => { await client.create(); await client.poll() }), 'a fresh world works on another double')
    note(tally, await each(clients, client => client.dismiss()), 'all dismiss their jobs')

    const after = await Promise.all([urls[0]!, urls[2]!].map(worldsOn))
    tally.note(after.flat().length === worlds && new Set(after.flat()).size === worlds, 'each world is on one of the doubles that are left', after.map(({ length }) => length).join(', '))
    tally.note([before[0]!, before[2]!].every((names, index) => names.every(name => after[index]!.includes(name))), 'no world has moved from a double that is left')
    console.log(`       ${clients.reduce((sum, { repeated }) => sum + repeated, 0)} requests were asked again`)
  })
}

/** On a machine with few cores, this shows the cost of the proxy, not the gain of more doubles. */
async function compareThroughput (tally: Tally): Promise<void> {
  await withFleet(async ([{ url: alone }], proxy) => {
    const [one, three] = [await throughput(alone), await throughput(proxy)]
    tally.note(three > 0, `three doubles behind the proxy answer ${(three / one).toFixed(2)} × as many requests a second as one without it, all on the cores of one machine`)
  })
}

await tallied(async tally => {
  await killOne(tally)
  await compareThroughput(tally)
})
// Ends what a failed part left open.
process.exit()
