/**
 * Versions of Tator's Python package, as published, against the double: one of each generation, or with `--all` every
 * version that there is; `--write` then writes the table of docs/tator.md. Needs Python; not part of `npm test`.
 */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { tatorDialects } from '../../../src/world/settings.ts'
import { serve, type Served } from '../serve.ts'
import { must, python, run, tallied, type Tally, workshop } from '../tools.ts'
import { type Abilities, cellsOf, shownCells, writeTable } from './table.ts'
import { compare, dialectOf, triedVersions } from './versions.ts'

const { values: { all, write } } = parseArgs({ options: { all: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } })
const [here, clients] = [new URL('.', import.meta.url), new URL('../clients/', import.meta.url)].map(url => fileURLToPath(url)) as [string, string]
const folder = workshop('tator')

/** Every version that was ever published, as pip tells. */
async function publishedVersions (program: string): Promise<string[]> {
  const { out } = await must(program, ['-m', 'pip', '--disable-pip-version-check', 'index', 'versions', 'tator'], { seconds: 60 })
  return (/^Available versions: (.*)$/m.exec(out)?.[1] ?? '').split(', ').sort(compare)
}

/** The folder of this version of the package, without what it depends on. */
async function install (program: string, version: string): Promise<string> {
  const place = join(folder, 'versions', version)
  const isThere = await stat(join(place, 'tator')).then(() => true, () => false)
  if (!isThere) await must(program, ['-m', 'pip', '--disable-pip-version-check', 'install', '--no-deps', '--target', place, `tator==${version}`], { seconds: 120 })
  return place
}

async function probe (program: string, version: string, { ready }: Served): Promise<Abilities> {
  const env = { ...process.env, DOUBLE_READY: JSON.stringify(ready), PYTHONPATH: [await install(program, version), clients].join(':'), PYTHONDONTWRITEBYTECODE: '1' }
  const { out, err } = await run(program, ['-W', 'ignore', join(here, 'probe.py')], { seconds: 60, env })
  const line = out.split('\n').find(line => line.startsWith('{'))
  if (line === undefined) throw new Error(`tator ${version} told nothing.\n${out}${err}`)
  return JSON.parse(line)
}

async function tryVersions (program: string, versions: readonly string[]): Promise<Map<string, Abilities>> {
  const found = new Map<string, Abilities>()
  for (const dialect of tatorDialects) {
    const server = await serve(['--tator', dialect])
    try {
      for (const version of versions.filter(version => dialectOf(version) === dialect)) found.set(version, await probe(program, version, server))
    } finally {
      await server.stop()
    }
  }
  return found
}

async function judge (tally: Tally, found: ReadonlyMap<string, Abilities>): Promise<void> {
  for (const [version, abilities] of found) {
    const [cells, shown] = [cellsOf(version, abilities), await shownCells(version)]
    tally.note(cells === shown, `tator ${version} does what docs/tator.md says: ${shown ?? 'nothing'}`, `It does: ${cells}`)
    for (const [call, word] of Object.entries(abilities)) tally.note(['yes', '-', 'cannot be imported'].includes(word) || (call === 'transcode' && word === '404'), `tator ${version}: ${call}`, word)
  }
}

await tallied(async tally => {
  const requirements = join(here, 'requirements.txt')
  const program = await python(folder, ['-r', requirements], await readFile(requirements, 'utf8'))
  const found = await tryVersions(program, all ? await publishedVersions(program) : triedVersions)
  if (write) await writeTable(found)
  await judge(tally, found)
})
