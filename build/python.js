// Copies the built program, and the licences, into the Python package. Run after build.js.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'

const folder = 'python/src/jobdouble/bundle'
/** Type declarations are for JavaScript only, and V8's code cache is specific to a machine. */
const leftOut = /\.d\.c?ts$|^dist\/code-cache/

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
await cp('dist', `${folder}/dist`, { recursive: true, filter: file => !leftOut.test(file) })
// The program reads its version from the package's own name.
const { name, version, type, license } = JSON.parse(await readFile('package.json', 'utf8'))
await writeFile(`${folder}/package.json`, `${JSON.stringify({ name, version, type, license, exports: { './package.json': './package.json' } }, null, 2)}\n`)
// The package index shows only this page, so links are replaced by their text.
const page = (await readFile('docs/recipes/pytest.md', 'utf8')).replace('# With pytest', '# pytest-jobdouble').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
await writeFile('python/README.md', `${page}\nMIT licence; the licences of what is bundled are in the package.\n`)
await cp('LICENSE', 'python/LICENSE')
await cp('dist/THIRD-PARTY-LICENSES', 'python/THIRD-PARTY-LICENSES')
if (!existsSync(`${folder}/dist/cli.js`)) throw new Error('dist has no cli.js; run `npm run bundle` first.')
