import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compareAnew } from '../measure/compare.ts'
import { doubleWithExecutions, hold } from '../measure/double.ts'
import { readersOf } from '../measure/readers.ts'
import { type Answer, type Question, speed } from '../question.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reset = fileURLToPath(new URL('../subjects/reset.ts', import.meta.url))

/** What worlds and the journal cost whoever does not use them, and what a reset takes. */
export const control: Question = {
  name: 'control',
  async ask (effort) {
    const prepare = async () => readersOf(await doubleWithExecutions(hold, '--remember-requests', '0'), await doubleWithExecutions(hold), effort)
    const journal = speed('GET of a job with the journal, against `--remember-requests 0`', await compareAnew(prepare, effort.times, effort.pairs), 0.93)
    return [journal, ...await resets()]
  }
}

async function resets (): Promise<Answer[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', reset], { cwd: root })
  const { empty, ordinary, full } = JSON.parse(stdout) as Record<'empty' | 'ordinary' | 'full', number>
  const answer = (question: string, goal: number, took: number): Answer =>
    ({ question, goal: `< ${goal} ms`, measured: `${took.toFixed(2)} ms${took < goal ? '' : ' **missed**'}, ${(took / empty).toFixed(2)} × an empty request` })
  return [answer('reset of a world with 100 000 jobs', 5, full), answer('reset of an ordinary world', 1, ordinary)]
}
