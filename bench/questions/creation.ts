import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { quantile } from '../measure/quantile.ts'
import { type Answer, type Question } from '../question.ts'

const subject = fileURLToPath(new URL('../subjects/creation.js', import.meta.url))
const goal = 10

/** What `createDouble({ port: 0 })` and `close()` take in a process that has loaded the library, as each test of a suite does. */
export const creation: Question = {
  name: 'creation',
  async ask () {
    const { stdout } = await promisify(execFile)(process.execPath, [subject])
    const { created, closed, bare } = JSON.parse(stdout) as Record<'created' | 'closed' | 'bare', number[]>
    const machine = `; Fastify with one route: ${quantile(bare, 0.5).toFixed(1)} ms`
    return [answer('`createDouble({ port: 0 })`', created, machine), answer('`close()`', closed)]
  }
}

function answer (question: string, took: readonly number[], machine = ''): Answer {
  const [median = NaN, from = NaN, to = NaN] = [0.5, 0.25, 0.75].map(share => quantile(took, share))
  return { question: `${question}, processor time in a process that has loaded it`, goal: `≤ ${goal} ms`, measured: `${median.toFixed(1)} ms${median <= goal ? '' : ' **missed**'} (half of ${took.length} between ${from.toFixed(1)} and ${to.toFixed(1)}${machine})` }
}
