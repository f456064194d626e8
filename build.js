// Bundles the program, what its pages load, and what has to come with them, into dist/.
import { rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { writeLicences } from './build/licences.js'
import { pages, writeNames, writeSwaggerLicences } from './build/pages.js'
import { writePersonas } from './build/personas.js'
import { lazyPackages, program, writeEntries } from './build/program.js'
import { writeSchemas } from './build/schemas.js'

await rm('dist', { recursive: true, force: true })
const metafiles = (await Promise.all([program, pages].map(build))).map(({ metafile }) => metafile)
for (const options of lazyPackages) metafiles.push((await build(options)).metafile)
await Promise.all([writeEntries(), writeNames(metafiles[1]), writeSwaggerLicences(), writeSchemas(), writePersonas(), writeLicences(metafiles)])
