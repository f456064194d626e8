import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compare } from '../measure/compare.ts'
import { launchJobs, readJob, startDouble } from '../measure/double.ts'
import type { Request } from '../measure/load.ts'
import { during } from '../measure/requests.ts'
import type { Server } from '../measure/server.ts'
import { type Answer, type Question, speed } from '../question.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reset = fileURLToPath(new URL('../subjects/reset.ts', import.meta.url))

/** What worlds and the journal cost whoever does not use them, and what a reset takes. */
export const control: Question = {
  name: 'control',
  async ask (quick) {
    const [usual, without] = [await subject(), await subject('--remember-requests', '0')]
    const read = ({ server, requests }: Subject) => () => server.cost(during(quick ? 400 : 800, requests))
    for (const { server, requests } of [usual, without]) await server.cost(during(1500, requests))
    const journal = speed('GET of a job with the journal, against `--remember-requests 0`', await compare(read(without), read(usual), quick ? 5 : 11), 0.9)
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

interface Subject { readonly server: Server, readonly requests: readonly Request[] }

async function subject (...flags: string[]): Promise<Subject> {
  const server = await startDouble(...flags)
  return { server, requests: (await launchJobs(server, 1000)).map(readJob) }
}
