import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Seed } from '../../schemas/seed.ts'
import { bareStart } from '../measure/bare.ts'
import { compare, type Cost } from '../measure/compare.ts'
import { cli } from '../measure/double.ts'
import { processorTime } from '../measure/processor-time.ts'
import { startProgram } from '../measure/program.ts'
import { cost, type Question } from '../question.ts'

/** A process of its own, and a job of it. */
const seed: Seed = {
  processes: [{ id: 'flood', inputs: { level: { schema: { type: 'number', minimum: 0 } } }, outputs: { depth: { schema: { type: 'string', contentMediaType: 'image/tiff' } } } }],
  jobs: [{ process: 'flood', inputs: { level: 1 } }]
}

/** How long it takes from the start of the process to the first answer, compared with Fastify as it is installed. */
export const start: Question = {
  name: 'start',
  async ask ({ starts }) {
    const folder = await mkdtemp(join(tmpdir(), 'jobdouble-bench-'))
    try {
      const file = join(folder, 'seed.json')
      await writeFile(file, JSON.stringify(seed))
      const ours = () => firstAnswer([cli, 'serve', '--port', '0'])
      const seeded = () => firstAnswer([cli, 'serve', '--port', '0', '--seed', file])
      const bare = () => firstAnswer([bareStart])
      // The first of ours keeps its compiled code for the others.
      for (const warmUp of [ours, seeded, bare]) await warmUp()
      return [
        cost('start to the first answer of GET /, against Fastify with one route, both as installed', await compare(ours, bare, starts), 0.95),
        cost('the same with a seed file that describes a process', await compare(seeded, bare, starts))
      ]
    } finally {
      await rm(folder, { recursive: true })
    }
  }
}

async function firstAnswer (args: readonly string[]): Promise<Cost> {
  const started = performance.now()
  const { url, pid, stop } = await startProgram(args)
  const response = await fetch(url)
  await response.text()
  const cost = { clock: performance.now() - started, processor: processorTime(pid) }
  if (!response.ok) throw new Error(`Expected success from ${args.join(' ')}, got ${response.status}.`)
  await stop()
  return cost
}
