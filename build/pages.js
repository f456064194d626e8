// Bundles the scripts and styles of pages.
import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'

const folder = 'routes/pages/browser'

/** Names contain a hash of the content, so that a browser may cache files for ever. */
export const pages = {
  entryPoints: readdirSync(folder).filter(name => /\.(ts|css)$/.test(name)).map(name => `${folder}/${name}`),
  outdir: 'dist/assets',
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
  metafile: true
}

/** Writes which file has which asset. */
export async function writeNames ({ outputs }) {
  const names = Object.entries(outputs).map(([file, { entryPoint = '' }]) => [basename(entryPoint).replace(/\.ts$/, '.js'), basename(file)])
  await writeFile('dist/assets/names.json', `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`)
}

/** Swagger UI, a part of api.js, and its own dependencies need their licences. */
export async function writeSwaggerLicences () {
  const licences = await Promise.all(['LICENSE', 'NOTICE', 'swagger-ui-es-bundle.js.LICENSE.txt'].map(file => readFile(`node_modules/swagger-ui-dist/${file}`, 'utf8')))
  await writeFile('dist/assets/swagger-ui-LICENSE.txt', licences.join('\n'))
}
