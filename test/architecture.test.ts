import { readFile, readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Who may import what: the first arrow whose `from` a file's path begins with holds for it. Paths are those of the repository; what is not there is a package. */
interface Arrow {
  readonly from: string
  /** What it may import; absent: anything that is not forbidden. */
  readonly only?: readonly string[]
  readonly never?: readonly string[]
  readonly why: string
}

const roof = ['src/app.ts', 'src/config.ts', 'src/cli.ts', 'src/commands/', 'src/create-double.ts', 'src/index.ts']

const arrows: readonly Arrow[] = [
  { from: 'src/jobs/', only: ['src/jobs/'], why: 'the core imports only itself' },
  { from: 'src/processes/', only: ['src/processes/', 'src/jobs/'], why: 'what can be run knows the core and nothing else' },
  { from: 'schemas/', only: ['schemas/', '@sinclair/typebox'], why: 'schemas are TypeBox and nothing else' },
  { from: 'routes/ogc/', never: [...roof, 'routes/tator/'], why: 'a façade knows neither the roof over it nor the other façade' },
  { from: 'routes/tator/', never: [...roof, 'routes/ogc/'], why: 'a façade knows neither the roof over it nor the other façade' },
  { from: 'routes/', never: [...roof, 'routes/ogc/', 'routes/tator/'], why: 'what the façades share knows neither of them' },
  { from: 'src/app.ts', never: ['src/config.ts', 'src/cli.ts', 'src/commands/', 'src/create-double.ts', 'src/index.ts'], why: 'options are handed to it' },
  { from: 'src/', never: ['routes/', 'src/cli.ts'], why: 'src/app.ts is the one place where everything meets' }
]

/** What a source imports, in values and types, statically and dynamically: paths of the repository, or names of packages. */
function importsOf (file: string, source: string): string[] {
  return ts.preProcessFile(source, true, true).importedFiles
    .map(({ fileName }) => fileName.startsWith('.') ? join(dirname(file), fileName) : fileName)
}

const within = (imported: string, places: readonly string[]) =>
  places.some(place => imported === place || (place.endsWith('/') && imported.startsWith(place)))

/** Every import of this file that goes against an arrow, as a sentence. */
function violations (file: string, source: string): string[] {
  const arrow = arrows.find(({ from }) => file.startsWith(from))
  if (arrow === undefined) return []
  return importsOf(file, source)
    .filter(imported => within(imported, arrow.never ?? []) || (arrow.only !== undefined && !within(imported, arrow.only)))
    .map(imported => `${file} imports ${imported}: ${arrow.why}`)
}

t.test('imports follow the arrows', async t => {
  const folders = await Promise.all(['src', 'routes', 'schemas'].map(async folder => {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    return entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => relative(root, join(parentPath, name)))
  }))
  const files = folders.flat()
  t.ok(files.includes('src/app.ts') && files.includes('routes/ogc/jobs.ts') && files.includes('schemas/seed.ts'))
  const found = await Promise.all(files.map(async file => violations(file, await readFile(join(root, file), 'utf8'))))
  t.same(found.flat(), [])
})

/** Sources that nobody wrote, each with the imports that must be caught. */
const planted = [
  { file: 'src/jobs/clock.ts', source: 'import { buildApp } from "../app.ts"', caught: ['src/app.ts'] },
  { file: 'src/jobs/clock.ts', source: 'import type { FastifyInstance } from "fastify"', caught: ['fastify'] },
  { file: 'src/jobs/clock.ts', source: 'import fs from "node:fs"\nimport "./job.ts"', caught: ['node:fs'] },
  { file: 'src/jobs/deep/new.ts', source: 'export * from "../job.ts"\nexport type { Seed } from "../../../schemas/seed.ts"', caught: ['schemas/seed.ts'] },
  { file: 'src/processes/new.ts', source: 'import type { Plan } from "../jobs/job.ts"\nimport type { World } from "../world/world.ts"', caught: ['src/world/world.ts'] },
  { file: 'schemas/ogc/new.ts', source: 'import { Type } from "@sinclair/typebox"\nimport { ref } from "../ref.ts"\nimport { jobStatuses } from "../../src/jobs/job.ts"', caught: ['src/jobs/job.ts'] },
  { file: 'routes/ogc/new.ts', source: 'import { TatorProblem } from "../tator/problems.ts"', caught: ['routes/tator/problems.ts'] },
  { file: 'routes/tator/new.ts', source: 'import { OgcProblem } from "../ogc/problems.ts"\nimport { page } from "../pages/html.ts"', caught: ['routes/ogc/problems.ts'] },
  { file: 'routes/tator/new.ts', source: 'const { serve } = await import("../../src/commands/serve.ts")', caught: ['src/commands/serve.ts'] },
  { file: 'routes/ogc/views/new.ts', source: 'import { createDouble } from "../../../src/create-double.ts"', caught: ['src/create-double.ts'] },
  { file: 'routes/ogc/new.ts', source: 'import type { World } from "../../src/world/world.ts"\nimport { commandLine } from "../../src/config.ts"', caught: ['src/config.ts'] },
  { file: 'routes/pages/html.ts', source: 'import { toStatusInfo } from "../ogc/present.ts"', caught: ['routes/ogc/present.ts'] },
  { file: 'src/world/world.ts', source: 'import { ogc } from "../../routes/ogc/index.ts"', caught: ['routes/ogc/index.ts'] },
  { file: 'src/app.ts', source: 'import { ogc } from "../routes/ogc/index.ts"\nimport "./config.ts"', caught: ['src/config.ts'] }
]

t.test('an import against an arrow is caught', async t => {
  for (const { file, source, caught } of planted) {
    const found = violations(file, source)
    t.equal(found.length, caught.length, source)
    for (const imported of caught) t.ok(found.some(sentence => sentence.startsWith(`${file} imports ${imported}: `)), `${file}: ${imported}`)
  }
})
