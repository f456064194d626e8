import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compareAnew } from '../measure/compare.ts'
import { doubleWithExecutions, hold } from '../measure/double.ts'
import { readersOf } from '../measure/readers.ts'
import { type Answer, type Question, speed } from '../question.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reset = fileURLToPath(new URL('../subjects/reset.ts', import.meta.url))

/** Features that a flag switches on. */
const features = { 'deploys processes (`--deploy http`)': ['--deploy', 'http'] }

/** What the journal costs, what features cost a reader of jobs, and what a reset takes. */
export const control: Question = {
  name: 'control',
  async ask (effort) {
    const ratio = (one: readonly string[], other: readonly string[]) => compareAnew(async () =>
      readersOf(await doubleWithExecutions(hold, ...one), await doubleWithExecutions(hold, ...other), effort), effort.times, effort.pairs)
    const answers = [speed('GET of a job with the journal, against `--remember-requests 0`', await ratio(['--remember-requests', '0'], []), 0.93)]
    for (const [what, flags] of Object.entries(features)) answers.push(speed(`GET of a job in a world that ${what}, against one that does not`, await ratio([], flags), 0.95))
    return [...answers, ...await resets()]
  }
}

async function resets (): Promise<Answer[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', reset], { cwd: root })
  const { empty, ordinary, full } = JSON.parse(stdout) as Record<'empty' | 'ordinary' | 'full', number>
  const answer = (question: string, goal: number, took: number): Answer =>
    ({ question, goal: `< ${goal} ms`, measured: `${took.toFixed(2)} ms${took < goal ? '' : ' **missed**'}, ${(took / empty).toFixed(2)} × an empty request` })
  return [answer('reset of a world with 100 000 jobs', 5, full), answer('reset of an ordinary world', 1, ordinary)]
}
