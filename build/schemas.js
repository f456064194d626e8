// Publishes the JSON schemas of user-written files and reports beside the program.
import { writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

const published = [
  { source: 'schemas/seed.ts', name: 'Seed', file: 'dist/seed.schema.json' },
  { source: 'schemas/persona.ts', name: 'Persona', file: 'dist/persona.schema.json' },
  { source: 'schemas/check/report.ts', name: 'Report', file: 'dist/check-report.schema.json' }
]

export const writeSchemas = () => Promise.all(published.map(async ({ source, name, file }) => {
  const { outputFiles: [{ text }] } = await build({ entryPoints: [source], bundle: true, platform: 'node', format: 'esm', write: false, logLevel: 'warning' })
  const { [name]: schema } = await import(`data:text/javascript,${encodeURIComponent(text)}`)
  await writeFile(file, `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, null, 2)}\n`)
}))
