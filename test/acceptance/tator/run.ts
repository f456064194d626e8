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
const [ownFolder, clients] = [new URL('.', import.meta.url), new URL('../clients/', import.meta.url)].map(url => fileURLToPath(url)) as [string, string]
const folder = workshop('tator')

/** Every published version, from pip. */
async function publishedVersions (program: string): Promise<string[]> {
  const { out } = await must(program, ['-m', 'pip', '--disable-pip-version-check', 'index', 'versions', 'tator'], { seconds: 60 })
  return (/^Available versions: (.*)$/m.exec(out)?.[1] ?? '').split(', ').sort(compare)
}

/** The folder of this version of the package, without its dependencies. */
async function install (program: string, version: string): Promise<string> {
  const place = join(folder, 'versions', version)
  const isThere = await stat(join(place, 'tator')).then(() => true, () => false)
  if (!isThere) await must(program, ['-m', 'pip', '--disable-pip-version-check', 'install', '--no-deps', '--no-compile', '--target', place, `tator==${version}`], { seconds: 120 })
  return place
}

/** What these versions can do with a server; each has a time limit of a minute. */
async function probe (program: string, versions: readonly string[], { ready }: Served): Promise<[version: string, abilities: Abilities][]> {
  const places = new Map<string, string>()
  for (const version of versions) places.set(await install(program, version), version)
  const env = { ...process.env, DOUBLE_READY: JSON.stringify(ready), PYTHONPATH: clients, PYTHONDONTWRITEBYTECODE: '1' }
  const { out, err } = await run(program, [join(ownFolder, 'probe.py'), ...places.keys()], { seconds: 60 * versions.length, env })
  const reports = out.split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line) as { place: string, abilities: Abilities })
  if (reports.length < places.size) throw new Error(`Of ${places.size} versions ${reports.length} told what they can do.\n${out}${err}`)
  return reports.map(({ place, abilities }) => [places.get(place)!, abilities])
}

async function tryVersions (program: string, versions: readonly string[]): Promise<Map<string, Abilities>> {
  const found = new Map<string, Abilities>()
  for (const dialect of tatorDialects) {
    const server = await serve(['--tator', dialect])
    try {
      for (const [version, abilities] of await probe(program, versions.filter(version => dialectOf(version) === dialect), server)) found.set(version, abilities)
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
  const requirements = join(ownFolder, 'requirements.txt')
  const program = await python(folder, ['-r', requirements], await readFile(requirements, 'utf8'))
  const found = await tryVersions(program, all ? await publishedVersions(program) : triedVersions)
  if (write) await writeTable(found)
  await judge(tally, found)
})
