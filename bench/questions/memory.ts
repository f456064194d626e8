import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { bytes, type Question } from '../question.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const heap = fileURLToPath(new URL('../subjects/heap.ts', import.meta.url))

/** How much heap a job takes when there are many. */
export const memory: Question = {
  name: 'memory',
  async ask ({ many }) {
    return [
      bytes(`bytes of heap per job, ${many} records alone: without inputs, without groups`, await bytesPerJob('plain', many), 300),
      bytes(`bytes of heap per job, ${many} jobs as a launch makes them: inputs of their own, groups of 10000`, await bytesPerJob('launched', many), 300)
    ]
  }
}

async function bytesPerJob (how: 'plain' | 'launched', jobs: number): Promise<number> {
  const args = ['--expose-gc', '--import', 'tsx', heap, how, String(jobs)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
  return Number(stdout)
}
