// Bundles the program. One file starts several times faster than the modules it is made of, and users start it in every test run.
import { chmod, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

const options = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  // What is bundled from CommonJS asks for Node's own modules by require.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" }
}

await rm('dist', { recursive: true, force: true })
await build({ ...options, entryPoints: ['src/cli.ts', 'src/index.ts'], outdir: 'dist', splitting: true, chunkNames: 'chunks/[name]-[hash]', minifySyntax: true, legalComments: 'linked' })
await chmod('dist/cli.js', 0o755)

// The schema that --seed validates with is published beside the program.
await build({ ...options, entryPoints: ['schemas/seed.ts'], outfile: 'dist/seed-schema.js' })
const { Seed } = await import('./dist/seed-schema.js')
await writeFile('dist/seed.schema.json', `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...Seed }, null, 2)}\n`)
await rm('dist/seed-schema.js')
