// The schema that --seed validates with is published beside the program.
import { writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

export async function writeSeedSchema () {
  const { outputFiles: [{ text }] } = await build({ entryPoints: ['schemas/seed.ts'], bundle: true, platform: 'node', format: 'esm', write: false, logLevel: 'warning' })
  const { Seed } = await import(`data:text/javascript,${encodeURIComponent(text)}`)
  await writeFile('dist/seed.schema.json', `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...Seed }, null, 2)}\n`)
}
