/** Fifty worlds at once on the built server, and a job's whole life 200 times in each: none sees another, and none changes with time. */
import { Agent } from 'node:http'
import { askThrough, runJobLife } from '../../job-life.ts'
import { serve } from '../serve.ts'
import type { Tally } from '../tools.ts'
import { seedFile } from './fuzz-seed.ts'

const rounds = 200
const instant = '2100-01-01T00:00:00Z'
const names = Array.from({ length: 50 }, (_, index) => `world-${index}`)

export async function worlds (tally: Tally): Promise<void> {
  const server = await serve(['--seed', await seedFile({ plans: { echo: { accepted: 5 } } }, 'worlds'), '--log-level', 'fatal'])
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const ask = askThrough(agent)
  const round = () => Promise.all(names.map(async (name, step) => {
    const url = `${server.url}/w/${name}`
    await ask('PUT', `${url}/__admin/clock`, { action: 'freeze', instant })
    const seen = await runJobLife(ask, url, step)
    await ask('POST', `${url}/__admin/reset`)
    return seen
  }))
  try {
    const first = await round()
    tally.note(new Set(first).size === names.length, `${names.length} worlds show ${names.length} different lives of a job`)
    const different: number[] = []
    for (let count = 2; count <= rounds; count++) {
      if ((await round()).some((seen, index) => seen !== first[index])) different.push(count)
    }
    tally.note(different.length === 0, `each world tells the same in every one of ${rounds} rounds`, `not in rounds ${different.join(', ')}`)
  } finally {
    agent.destroy()
    await server.stop()
  }
}
