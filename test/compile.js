// Compiles the tests into `.test`. tap gives each test file a process of its own; loading a thousand modules there one by one,
// through the hooks of tap, costs more than most tests do. So what every process needs comes in a few files: packages, sources, the test.
import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { build } from 'esbuild'

const options = { bundle: true, format: 'esm', platform: 'node', target: 'node20', sourcemap: true, sourcesContent: false, logLevel: 'warning' }

/** tap leaves what is below `.tap` and `node_modules` out of coverage and of the traces that it shows. */
const packageFolder = '.tap/node_modules/compiled'
const testFolder = '.test'

const isCompiled = file => file.endsWith('.ts') && !/(^|\/)(acceptance|browser)\//.test(file)
const filesOf = folder => readdirSync(folder, { recursive: true }).map(file => `${folder}/${file.replaceAll('\\', '/')}`).filter(isCompiled)

const programs = ['src/cli.ts']
const sources = ['src', 'routes', 'schemas'].flatMap(filesOf).filter(file => !programs.includes(file))
const tests = filesOf('test').filter(file => file.endsWith('.test.ts'))

/** What each file imports and each source exports. */
async function readModules () {
  const { metafile } = await build({ ...options, entryPoints: [...sources, ...programs, ...tests], outdir: testFolder, packages: 'external', splitting: true, metafile: true, write: false })
  const exports = new Map(Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined).map(({ entryPoint, exports }) => [entryPoint, exports]))
  return { inputs: metafile.inputs, exports }
}

/** Names that a package has; for tap, which would begin a test run, the one that is used. */
const exportsOf = async name => name === 'tap' ? ['default'] : Object.keys(await import(name)).filter(key => key !== 'module.exports')

/** Bundles each package, with what two of them need in a file of its own. */
async function bundlePackages (names) {
  const contents = new Map(await Promise.all(names.map(async name => [name, `export { ${await exportsOf(name)} } from '${name}'`])))
  await build({
    ...options,
    sourcemap: false,
    entryPoints: names.map(name => ({ in: `package:${name}`, out: name })),
    outdir: packageFolder,
    splitting: true,
    // What is bundled from CommonJS asks for Node's own modules by require.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    plugins: [{
      name: 'packages',
      setup ({ onResolve, onLoad }) {
        onResolve({ filter: /^package:/ }, ({ path }) => ({ path: path.slice('package:'.length), namespace: 'package' }))
        onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => ({ contents: contents.get(path), resolveDir: '.' }))
      }
    }]
  })
}

const usePackages = names => ({
  name: 'use packages',
  setup ({ onResolve }) {
    onResolve({ filter: /^[^.]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || !names.includes(path)) return
      return { path: resolve(packageFolder, `${path}.js`), external: true, sideEffects: false }
    })
  }
})

const exportName = (file, name) => `${file.replace(/\W/g, '_')}__${name}`

const exportAll = (files, exports) => files.filter(file => exports.get(file).length > 0).map(file => `export { ${exports.get(file).map(name => `${name} as ${exportName(file, name)}`)} } from './${file}'`).join('\n')

/** Bundles the sources that load Fastify, and those that do without it: the tests of these do without it too. */
async function bundleSources ({ exports, light, packages }) {
  const contents = { light: exportAll(light, exports), full: exportAll(sources.filter(file => !light.includes(file)), exports) }
  await build({
    ...options,
    entryPoints: Object.keys(contents).map(name => ({ in: `sources:${name}`, out: `sources/${name}` })),
    outdir: testFolder,
    splitting: true,
    plugins: [usePackages(packages), {
      name: 'sources',
      setup ({ onResolve, onLoad }) {
        onResolve({ filter: /^sources:/ }, ({ path }) => ({ path: path.slice('sources:'.length), namespace: 'sources' }))
        onLoad({ filter: /.*/, namespace: 'sources' }, ({ path }) => ({ contents: contents[path], resolveDir: '.' }))
      }
    }]
  })
}

const useSources = ({ exports, light }) => ({
  name: 'use sources',
  setup ({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      const file = relative('.', resolve(resolveDir, path)).replaceAll('\\', '/')
      return kind === 'entry-point' || !sources.includes(file) ? undefined : { path: file, namespace: 'source', sideEffects: false }
    })
    onLoad({ filter: /.*/, namespace: 'source' }, ({ path }) => ({
      contents: `export { ${exports.get(path).map(name => `${exportName(path, name)} as ${name}`)} } from '${light.includes(path) ? 'light' : 'full'}'`
    }))
    onResolve({ filter: /.*/, namespace: 'source' }, ({ path }) => ({ path: resolve(testFolder, 'sources', `${path}.js`), external: true, sideEffects: false }))
  }
})

/** Whether a source needs no Fastify, by itself and by all that it imports. */
function isLight (file, inputs, seen = new Set()) {
  if (seen.has(file)) return true
  seen.add(file)
  return inputs[file].imports.every(({ path, external }) => external ? !/^@?fastify/.test(path) : isLight(path, inputs, seen))
}

await Promise.all([testFolder, packageFolder].map(folder => rm(folder, { recursive: true, force: true })))
const { inputs, exports } = await readModules()
const imported = new Set(Object.values(inputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path)))
// TypeScript is large, and one test uses it; esbuild finds its program beside its own file.
const packages = [...imported].filter(name => !name.startsWith('node:') && !['typescript', 'esbuild'].includes(name))
const light = sources.filter(file => isLight(file, inputs))
await Promise.all([
  bundlePackages(packages),
  bundleSources({ exports, light, packages }),
  build({
    ...options,
    entryPoints: [...programs.map(file => ({ in: file, out: file.replace('src/', '').slice(0, -3) })), ...tests.map(file => ({ in: file, out: file.replace('test/', '').slice(0, -3) }))],
    outdir: testFolder,
    packages: 'external',
    plugins: [useSources({ exports, light }), usePackages(packages)]
  })
])
