import { readFile, readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Who may import what: the first arrow whose `from` is the beginning of a file's path applies. Paths are relative to the
 * repository; anything else is a package.
 */
interface Arrow {
  readonly from: string
  /** Allowed imports; if absent, everything that is not forbidden. */
  readonly only?: readonly string[]
  readonly never?: readonly string[]
  readonly why: string
}

const roof = ['src/app.ts', 'src/config/', 'src/cli.ts', 'src/commands/', 'src/create-double.ts', 'src/index.ts']
const facades = ['routes/ogc/', 'routes/tator/', 'routes/control/']

const arrows: readonly Arrow[] = [
  { from: 'src/jobs/', only: ['src/jobs/'], why: 'the core imports only itself' },
  { from: 'src/bounds/', only: ['src/bounds/', 'node:module', 'node:path', 're2js'], why: 'bounds know nothing of what they bound' },
  { from: 'src/processes/', only: ['src/processes/', 'src/jobs/'], why: 'what can be executed knows the core and nothing else' },
  { from: 'src/compiled-schemas/', only: ['src/compiled-schemas/', 'schemas/', 'ajv', 'ajv/dist/2020.js', 'ajv-formats'], why: 'the build runs it' },
  { from: 'src/requests/', only: ['src/requests/', 'src/jobs/', 'src/bounds/', 'schemas/control/request-pattern.ts', 'node:util', 'json-p3'], why: 'patterns know what a request says, and nothing of where it is kept' },
  { from: 'src/faults/', only: ['src/faults/', 'src/jobs/', 'src/bounds/', 'src/requests/', 'node:http'], why: 'faults know the clock, bounds, patterns of requests, and nothing else' },
  { from: 'src/access/', only: ['src/access/', 'ipaddr.js', 'node:net'], why: 'names of hosts and origins are text' },
  { from: 'src/inputs/', never: [...roof, 'routes/', 'src/faults/', 'src/outgoing/', 'src/world/', 'src/seed/'], why: 'inputs know what is executed; how they are fetched is handed over' },
  { from: 'src/deploy/', only: ['src/deploy/', 'src/jobs/', 'src/bounds/', 'src/processes/', 'src/inputs/', 'src/formats/', 'schemas/control/deployment-rules.ts'], why: 'what is deployed knows packages, and nothing of HTTP or of the world that it is deployed in' },
  { from: 'src/outgoing/', never: [...roof, 'routes/', 'src/faults/', 'src/world/', 'src/seed/'], why: 'outgoing requests know no world' },
  { from: 'src/world/', never: [...roof, 'routes/', 'src/seed/'], why: 'a world is handed what reads its seed' },
  { from: 'src/seed/', never: [...roof, 'routes/'], why: 'a seed knows the world that it fills' },
  { from: 'src/http/', only: ['src/http/'], why: 'what is said of requests needs no server' },
  { from: 'src/check/', only: ['src/check/', 'schemas/', 'src/jobs/dismissal.ts', 'src/jobs/job.ts', 'src/http/', 'src/inputs/example.ts', 'src/version.ts', 'ajv/dist/2020.js', 'ajv-formats', 'ghtml', 'node:util', 'node:http', 'node:events', 'node:net', 'node:timers/promises'], why: 'the checker speaks HTTP, and shares pure tables alone with what it judges' },
  { from: 'src/config/', never: ['src/app.ts', 'src/cli.ts', 'src/commands/', 'src/create-double.ts', 'src/index.ts', 'src/outgoing/', 'routes/'], why: 'flags are read here; what is done with them is handed over' },
  { from: 'schemas/', only: ['schemas/', 'src/jobs/', 'src/faults/', '@sinclair/typebox'], why: 'schemas are TypeBox, with the words of the core' },
  { from: 'routes/http/', never: [...roof, ...facades, 'routes/pages/'], why: 'what every request passes knows no façade and no page' },
  { from: 'routes/pages/', never: [...roof, ...facades], why: 'what pages are made of knows no façade' },
  { from: 'routes/ogc/', never: [...roof, 'routes/tator/', 'routes/control/'], why: 'a façade knows neither the roof over it nor another façade' },
  { from: 'routes/tator/', never: [...roof, 'routes/ogc/', 'routes/control/', 'routes/pages/'], why: 'a façade knows neither the roof over it nor another façade, and Tator has no pages' },
  { from: 'routes/control/', never: [...roof, 'routes/ogc/', 'routes/tator/'], why: 'a façade knows neither the roof over it nor another façade' },
  { from: 'src/app.ts', never: ['src/config/', 'src/cli.ts', 'src/commands/', 'src/create-double.ts', 'src/index.ts'], why: 'options are handed to it' },
  { from: 'src/', never: ['routes/', 'src/cli.ts'], why: 'src/app.ts is the one place where everything meets' }
]

/** The imports of a source, of values and types, static and dynamic: paths in the repository, or names of packages. */
function importsOf (file: string, source: string): string[] {
  return ts.preProcessFile(source, true, true).importedFiles
    .map(({ fileName }) => fileName.startsWith('.') ? join(dirname(file), fileName) : fileName)
}

const within = (imported: string, places: readonly string[]) =>
  places.some(place => imported === place || (place.endsWith('/') && imported.startsWith(place)))

/** Every import of this file that violates an arrow, as a sentence. */
function violations (file: string, source: string): string[] {
  const arrow = arrows.find(({ from }) => file.startsWith(from))
  if (arrow === undefined) return []
  return importsOf(file, source)
    .filter(imported => within(imported, arrow.never ?? []) || (arrow.only !== undefined && !within(imported, arrow.only)))
    .map(imported => `${file} imports ${imported}: ${arrow.why}`)
}

/** Circular imports, one path each; empty if there is none. */
function circles (graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = []
  const finished = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) found.push([...path.slice(start), file].join(' → '))
    if (start >= 0 || finished.has(file)) return
    for (const imported of graph.get(file) ?? []) visit(imported, [...path, file])
    finished.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return found
}

async function readSources (): Promise<Map<string, string>> {
  const folders = await Promise.all(['src', 'routes', 'schemas'].map(async folder => {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    return entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => relative(root, join(parentPath, name)))
  }))
  return new Map(await Promise.all(folders.flat().map(async file => [file, await readFile(join(root, file), 'utf8')] as const)))
}

t.test('imports follow the arrows', async t => {
  const sources = await readSources()
  t.ok(['src/app.ts', 'routes/ogc/jobs.ts', 'schemas/seed.ts'].every(file => sources.has(file)))
  t.same([...sources].flatMap(([file, source]) => violations(file, source)), [])
})

t.test('no file leads back to itself by imports, of types neither', async t => {
  const sources = await readSources()
  t.same(circles(new Map([...sources].map(([file, source]) => [file, importsOf(file, source)]))), [])
  t.same(circles(new Map([['a', ['b', 'x']], ['b', ['c']], ['c', ['x', 'a']], ['x', []]])), ['a → b → c → a'])
  t.same(circles(new Map([['a', ['a']]])), ['a → a'])
})

t.test('every room of src and routes has its own files, and nothing lies loose beside them', async t => {
  const loose = async (folder: string) => (await readdir(join(root, folder), { withFileTypes: true })).filter(entry => entry.isFile()).map(({ name }) => name).sort()
  t.same(await loose('src'), ['app.ts', 'cli.ts', 'create-double.ts', 'double-app.ts', 'double-options.ts', 'index.ts', 'logger.ts', 'version.ts'])
  t.same(await loose('routes'), [])
})

/** Invented sources with the violations that must be found. */
const planted = [
  { file: 'src/jobs/clock.ts', source: 'import { buildApp } from "../app.ts"', caught: ['src/app.ts'] },
  { file: 'src/jobs/clock.ts', source: 'import type { FastifyInstance } from "fastify"', caught: ['fastify'] },
  { file: 'src/jobs/clock.ts', source: 'import fs from "node:fs"\nimport "./job.ts"', caught: ['node:fs'] },
  { file: 'src/jobs/deep/new.ts', source: 'export * from "../job.ts"\nexport type { Seed } from "../../../schemas/seed.ts"', caught: ['schemas/seed.ts'] },
  { file: 'src/processes/new.ts', source: 'import type { Plan } from "../jobs/job.ts"\nimport type { World } from "../world/world.ts"', caught: ['src/world/world.ts'] },
  { file: 'src/faults/new.ts', source: 'import type { World } from "../world/world.ts"', caught: ['src/world/world.ts'] },
  { file: 'src/world/new.ts', source: 'import { seedReader } from "../seed/seed-reader.ts"\nimport type { Seed } from "../../schemas/seed.ts"', caught: ['src/seed/seed-reader.ts'] },
  { file: 'src/outgoing/new.ts', source: 'import type { World } from "../world/world.ts"', caught: ['src/world/world.ts'] },
  { file: 'routes/http/new.ts', source: 'import { page } from "../pages/html.ts"', caught: ['routes/pages/html.ts'] },
  { file: 'routes/control/new.ts', source: 'import { OgcProblem } from "../ogc/problems.ts"', caught: ['routes/ogc/problems.ts'] },
  { file: 'src/check/new.ts', source: 'import { fates } from "../jobs/dismissal.ts"\nimport { MemoryStore } from "../jobs/memory-store.ts"\nimport { curl } from "../../routes/pages/curl.ts"', caught: ['src/jobs/memory-store.ts', 'routes/pages/curl.ts'] },
  { file: 'schemas/ogc/new.ts', source: 'import { Type } from "@sinclair/typebox"\nimport { ref } from "../ref.ts"\nimport { jobStatuses } from "../../src/jobs/job.ts"\nimport type { World } from "../../src/world/world.ts"', caught: ['src/world/world.ts'] },
  { file: 'routes/ogc/new.ts', source: 'import { TatorProblem } from "../tator/problems.ts"', caught: ['routes/tator/problems.ts'] },
  { file: 'routes/tator/new.ts', source: 'import { OgcProblem } from "../ogc/problems.ts"\nimport { page } from "../pages/html.ts"', caught: ['routes/ogc/problems.ts', 'routes/pages/html.ts'] },
  { file: 'routes/tator/new.ts', source: 'const { serve } = await import("../../src/commands/serve.ts")', caught: ['src/commands/serve.ts'] },
  { file: 'routes/ogc/views/new.ts', source: 'import { createDouble } from "../../../src/create-double.ts"', caught: ['src/create-double.ts'] },
  { file: 'routes/ogc/new.ts', source: 'import type { World } from "../../src/world/world.ts"\nimport { commandLine } from "../../src/config/command-line.ts"', caught: ['src/config/command-line.ts'] },
  { file: 'routes/pages/html.ts', source: 'import { toStatusInfo } from "../ogc/present.ts"', caught: ['routes/ogc/present.ts'] },
  { file: 'src/world/world.ts', source: 'import { ogc } from "../../routes/ogc/index.ts"', caught: ['routes/ogc/index.ts'] },
  { file: 'src/config/new.ts', source: 'import { serve } from "../commands/serve.ts"\nimport type { CheckOptions } from "../check/options.ts"', caught: ['src/commands/serve.ts'] },
  { file: 'src/app.ts', source: 'import { ogc } from "../routes/ogc/index.ts"\nimport "./config/command-line.ts"', caught: ['src/config/command-line.ts'] }
]

t.test('an import against an arrow is caught', async t => {
  for (const { file, source, caught } of planted) {
    const found = violations(file, source)
    t.equal(found.length, caught.length, source)
    for (const imported of caught) t.ok(found.some(sentence => sentence.startsWith(`${file} imports ${imported}: `)), `${file}: ${imported}`)
  }
})
