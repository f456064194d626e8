import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobSeed } from '../../schemas/seed.ts'
import { cli } from '../measure/double.ts'
import { mostMemory } from '../measure/memory.ts'
import { processorTime } from '../measure/processor-time.ts'
import { startProgram } from '../measure/program.ts'
import { quantile } from '../measure/quantile.ts'
import type { Answer, Question } from '../question.ts'

const jobs = 200_000
const runs = 3

/** How long the program takes to start with a seed file of many jobs, and how much memory. */
export const seeding: Question = {
  name: 'seeding',
  async ask () {
    const folder = await mkdtemp(join(tmpdir(), 'jobdouble-bench-'))
    try {
      const answers: Answer[] = []
      for (const [form, write] of Object.entries({ JSON: json, YAML: yaml })) {
        const file = join(folder, `seed.${form.toLowerCase()}`)
        await writeFile(file, write(Array.from({ length: jobs }, (_, index) => jobOf(index))))
        answers.push(...await startsWith(file, `start with ${jobs} jobs in a seed file in ${form}`))
      }
      return answers
    } finally {
      await rm(folder, { recursive: true })
    }
  }
}

/** A third of the jobs with inputs, a fifth with plans of their own. */
const jobOf = (index: number): JobSeed => ({
  id: `job-${index}`,
  process: ['echo', 'hold', 'fail'][index % 3]!,
  age: index % 3600,
  ...(index % 3 === 0 && { inputs: { message: `hello ${index}` } }),
  ...(index % 5 === 0 && { plan: { accepted: 2, running: 60 } })
})

const json = (list: readonly JobSeed[]): string => JSON.stringify({ jobs: list })

const yaml = (list: readonly JobSeed[]): string => `jobs:\n${list.map(job => `- ${flow(job)}\n`).join('')}`

const flow = (value: object): string => `{ ${Object.entries(value).map(([name, member]) => `${name}: ${typeof member === 'object' ? flow(member) : member}`).join(', ')} }`

async function startsWith (file: string, question: string): Promise<Answer[]> {
  const [seconds, megabytes]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    const before = performance.now()
    const { url, pid, stop } = await startProgram([cli, 'serve', '--port', '0', '--seed', file])
    await (await fetch(`${url}/jobs?limit=1`)).text()
    seconds.push((processorTime(pid) ?? performance.now() - before) / 1000)
    megabytes.push(mostMemory(pid) ?? NaN)
    await stop()
  }
  return [atMost(`${question}, to the first answer, processor time`, quantile(seconds, 0.5), 1.5, 's'), atMost(`${question}, most memory`, quantile(megabytes, 0.5), 250, 'MB')]
}

const atMost = (question: string, measured: number, goal: number, unit: string): Answer =>
  ({ question, goal: `≤ ${goal} ${unit}`, measured: `${measured.toFixed(unit === 's' ? 2 : 0)} ${unit}${measured <= goal ? '' : ' **missed**'}` })
