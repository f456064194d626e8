// Bundles the program. One file starts several times faster than the modules it is made of, and users start it in every test run.
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
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

// What pages load. Names change with what is in the files, so that a browser may keep them for ever.
const { metafile } = await build({
  entryPoints: (await readdir('routes/pages/browser')).filter(name => /\.(ts|css)$/.test(name)).map(name => `routes/pages/browser/${name}`),
  outdir: 'dist/assets',
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
  metafile: true
})
const outputs = Object.entries(metafile.outputs).map(([file, { entryPoint = '' }]) => [basename(entryPoint).replace(/\.ts$/, '.js'), basename(file)])
await writeFile('dist/assets/names.json', `${JSON.stringify(Object.fromEntries(outputs), null, 2)}\n`)

// Swagger UI, of which api.js is made, and what is in it come with their licences.
const licences = await Promise.all(['LICENSE', 'NOTICE', 'swagger-ui-es-bundle.js.LICENSE.txt'].map(file => readFile(`node_modules/swagger-ui-dist/${file}`, 'utf8')))
await writeFile('dist/assets/swagger-ui-LICENSE.txt', licences.join('\n'))

// The schema that --seed validates with is published beside the program.
await build({ ...options, entryPoints: ['schemas/seed.ts'], outfile: 'dist/seed-schema.js' })
const { Seed } = await import('./dist/seed-schema.js')
await writeFile('dist/seed.schema.json', `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...Seed }, null, 2)}\n`)
await rm('dist/seed-schema.js')
