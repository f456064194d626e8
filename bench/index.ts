// Measures what the program costs: `npm run bench -- [name…] [--quick] [--write]`. A goal that is missed is a finding, not a failure.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { pinLoad } from './measure/cores.ts'
import { full, quick } from './measure/effort.ts'
import { stopPrograms } from './measure/program.ts'
import type { Answer, Question } from './question.ts'
import { control } from './questions/control.ts'
import { creation } from './questions/creation.ts'
import { dismissal } from './questions/dismissal.ts'
import { growth } from './questions/growth.ts'
import { logging } from './questions/logging.ts'
import { login } from './questions/login.ts'
import { memory } from './questions/memory.ts'
import { peers } from './questions/peers.ts'
import { personas } from './questions/personas.ts'
import { search } from './questions/search.ts'
import { seeding } from './questions/seeding.ts'
import { start } from './questions/start.ts'
import { throughput } from './questions/throughput.ts'
import { page, table } from './report.ts'

const questions: readonly Question[] = [throughput, dismissal, logging, start, creation, memory, seeding, growth, search, personas, peers, control, login]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } }
})

function chosen (names: readonly string[]): readonly Question[] {
  const known = questions.map(({ name }) => name)
  const unknown = names.filter(name => !known.includes(name))
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(', ')}; there are: ${known.join(', ')}.`)
  return names.length === 0 ? questions : questions.filter(({ name }) => names.includes(name))
}

/** Prints each answer at once, since a run is long. Programs that a question has started are stopped after it. */
async function ask ({ name, ask }: Question): Promise<Answer[]> {
  process.stderr.write(`${name} …\n`)
  const answers = await ask(values.quick ? quick : full).finally(stopPrograms)
  process.stderr.write(table(answers))
  return answers
}

pinLoad()
const answers: Answer[] = []
for (const question of chosen(positionals)) answers.push(...await ask(question))
process.stdout.write(table(answers))
if (values.write) {
  const command = ['npm run bench', ...process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : []].join(' ')
  await writeFile(new URL('../docs/benchmarks.md', import.meta.url), page(answers, command, new Date().toISOString().slice(0, 10)))
}
