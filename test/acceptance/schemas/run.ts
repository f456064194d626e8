/** Compares every JSON answer of the real server with the standard's documents and with our own description. Needs Python; not part of `npm test`. */
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { python, run, tallied, workshop, type Tally } from '../tools.ts'
import type { Exchange } from './exchange.ts'
import { writeSeed } from './seed.ts'
import { exchangesOf, worlds } from './worlds.ts'

const ownFolder = fileURLToPath(new URL('.', import.meta.url))
const folder = workshop('schemas')

/** The folder with the standard's documents, which are not part of this project. @throws Error if some are missing */
async function standardFolder ([argument]: string[]): Promise<string> {
  if (argument === undefined) throw new Error('Where are the standard\'s documents? npm run test:schemas -- FOLDER (with 1.0/ and 2.0-draft/)')
  const standard = resolve(argument)
  for (const file of ['1.0/openapi.yaml', '2.0-draft/openapi/ogcapi-processes.bundled.json']) {
    await access(join(standard, file)).catch(() => { throw new Error(`${argument} has no ${file}.`) })
  }
  return standard
}

async function record (): Promise<string> {
  const seed = await writeSeed(folder)
  const exchanges: Exchange[] = []
  for (const world of worlds) exchanges.push(...await exchangesOf(world, seed))
  const file = join(folder, 'exchanges.jsonl')
  await writeFile(file, exchanges.map(exchange => JSON.stringify(exchange)).join('\n'))
  return file
}

interface Verdict { ok?: boolean, sentence?: string, why?: string, note?: string }

/** No output, or an early end, counts as a failure. */
async function judge (tally: Tally, program: string, standard: string, file: string): Promise<void> {
  const { code, out, err } = await run(program, [join(ownFolder, 'judge.py'), standard, file], { seconds: 600, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } })
  for (const line of out.split('\n').filter(line => line.startsWith('{'))) {
    const { ok, sentence = '', why, note } = JSON.parse(line) as Verdict
    if (ok === undefined) console.log(`       ${note}`)
    else tally.note(ok, sentence, why)
  }
  if (code !== 0) tally.note(false, 'the judge reaches its end', err)
}

await tallied(async tally => {
  const standard = await standardFolder(process.argv.slice(2))
  const requirements = join(ownFolder, 'requirements.txt')
  const program = await python(folder, ['-r', requirements], await readFile(requirements, 'utf8'))
  await mkdir(folder, { recursive: true })
  await judge(tally, program, standard, await record())
})
