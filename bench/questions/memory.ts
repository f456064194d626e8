import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Answer, Question } from '../question.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const heap = fileURLToPath(new URL('../subjects/heap.ts', import.meta.url))

/** How much heap a job takes when there are many. */
export const memory: Question = {
  name: 'memory',
  async ask (quick) {
    const jobs = quick ? 200_000 : 1_000_000
    return [
      answer(`bytes of heap per job, ${jobs} records alone: shared inputs, no groups`, await bytesPerJob('plain', jobs)),
      answer(`bytes of heap per job, ${jobs} jobs as a launch makes them: inputs of their own, groups of 10000`, await bytesPerJob('launched', jobs))
    ]
  }
}

const goal = 300

function answer (question: string, bytes: number): Answer {
  return { question, goal: `≤ ${goal}`, measured: `${bytes.toFixed(0)}${bytes <= goal ? '' : ' **missed**'}` }
}

async function bytesPerJob (how: 'plain' | 'launched', jobs: number): Promise<number> {
  const args = ['--expose-gc', '--import', 'tsx', heap, how, String(jobs)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
  return Number(stdout)
}
