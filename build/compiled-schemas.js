// What ajv makes of some of the project's own schemas is made here, once, and not at each start: it takes ajv longer than all else of it.
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, resolve } from 'node:path'
import { compileFunction } from 'node:vm'
import standalone from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

const folder = 'src/compiled-schemas'
/** Each exports a function that compiles a schema (`CompileSchema`), and nothing else. */
const files = readdirSync(folder).filter(file => file !== 'compile-schema.ts').map(file => `${folder}/${file}`)

const require = createRequire(import.meta.url)

/** What a file exports: its name, and the function. The code that ajv writes has to be that of this very ajv. */
async function load (file) {
  const { outputFiles: [{ text }] } = await build({ entryPoints: [file], bundle: true, platform: 'node', format: 'cjs', packages: 'external', write: false, logLevel: 'warning' })
  const module = { exports: {} }
  compileFunction(text, ['module', 'exports', 'require'])(module, module.exports, require)
  return Object.entries(module.exports)[0]
}

async function compile (file) {
  const [name, compileSchema] = await load(file)
  const { ajv, validate } = compileSchema({ source: true, optimize: true })
  return { name, code: standalone.default(ajv, validate) }
}

/** Puts the code in place of what would have it made; it runs when it is first asked for. */
export const compiledSchemas = {
  name: 'compiled schemas',
  setup ({ onLoad, onResolve }) {
    const compiled = new Map(files.map(file => [resolve(file), compile(file)]))
    onLoad({ namespace: 'file', filter: /compile-\w+-schema\.ts$/ }, async ({ path }) => {
      const found = await compiled.get(path)
      return found && { contents: `export const ${found.name} = () => ({ validate: require('code of ${basename(path)}') })`, resolveDir: '.', loader: 'js' }
    })
    onResolve({ filter: /^code of / }, ({ path, importer }) => ({ path: importer, namespace: 'code', pluginData: path }))
    onLoad({ filter: /.*/, namespace: 'code' }, async ({ path }) => ({ contents: (await compiled.get(path)).code, resolveDir: '.', loader: 'js' }))
  }
}
