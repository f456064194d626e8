// Bundles the program, what its pages load, and what has to come with them, into dist/.
import { chmod, rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { writeLicences } from './build/licences.js'
import { pages, writeNames, writeSwaggerLicences } from './build/pages.js'
import { writePersonas } from './build/personas.js'
import { cjs, esm, lazyPackages } from './build/program.js'
import { writeSchemas } from './build/schemas.js'

await rm('dist', { recursive: true, force: true })
const metafiles = (await Promise.all([esm, cjs, pages].map(build))).map(({ metafile }) => metafile)
await chmod('dist/cli.js', 0o755)
for (const options of lazyPackages) metafiles.push((await build(options)).metafile)
await Promise.all([writeNames(metafiles[2]), writeSwaggerLicences(), writeSchemas(), writePersonas(), writeLicences(metafiles)])
