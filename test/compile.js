// Compiles the tests into `.test`. tap runs each test file in a process of its own; loading a thousand modules there one by one,
// through tap's hooks, costs more than most tests do. So each process loads a few files: packages, sources, the test.
// `.test/groups` has the tests of an area in one file, so that they share a process, and what it has loaded and compiled:
// each test file is a subtest there, with its own timeout and its own hooks.
import { readdirSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { build } from 'esbuild'

const options = { bundle: true, format: 'esm', platform: 'node', target: 'node20', sourcemap: true, sourcesContent: false, logLevel: 'warning' }

/** tap leaves files below `.tap` and `node_modules` out of coverage and of stack traces. */
const packageFolder = '.tap/node_modules/compiled'
const testFolder = '.test'
const currentTap = resolve(testFolder, 'current-tap.js')

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

/** The exports of a package; for tap only the default, since loading it would begin a test run. */
const exportsOf = async name => name === 'tap' ? ['default'] : Object.keys(await import(name)).filter(key => key !== 'module.exports')

/** Bundles each package, with a shared file for code that two of them need. */
async function bundlePackages (names) {
  const contents = new Map(await Promise.all(names.map(async name => [name, `export { ${await exportsOf(name)} } from '${name}'`])))
  await build({
    ...options,
    sourcemap: false,
    entryPoints: names.map(name => ({ in: `package:${name}`, out: name })),
    outdir: packageFolder,
    splitting: true,
    // A bundled CommonJS module loads Node's own modules with require.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    plugins: [{
      name: 'packages',
      setup ({ onResolve, onLoad }) {
        onResolve({ filter: /^package:/ }, ({ path }) => ({ path: path.slice('package:'.length), namespace: 'package' }))
        onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => ({ contents: contents.get(path), resolveDir: '.' }))
      }
    }]
  })
  // Nothing above `node_modules` says so, and tap's hooks take a file for CommonJS that says nothing.
  await writeFile(`${packageFolder}/package.json`, '{ "type": "module" }\n')
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

/** Bundles the sources that load Fastify, and those that do not: tests of the latter do not load it either. */
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

/** Whether a source loads no Fastify, directly or by its imports. */
function isLight (file, inputs, seen = new Set()) {
  if (seen.has(file)) return true
  seen.add(file)
  return inputs[file].imports.every(({ path, external }) => external ? !/^@?fastify/.test(path) : isLight(path, inputs, seen))
}

const testName = file => file.replace('test/', '').slice(0, -3)

/** Each test file imports tap under a name of its own, and so gets the test object that is current when it is loaded. */
async function compileTests () {
  const { outputFiles } = await build({
    ...options,
    entryPoints: tests.map(file => ({ in: file, out: testName(file) })),
    outdir: testFolder,
    packages: 'external',
    write: false,
    plugins: [
      { name: 'current tap', setup ({ onResolve }) { onResolve({ filter: /^tap$/ }, () => ({ path: currentTap, external: true })) } },
      useSources({ exports, light }),
      usePackages(packages)
    ]
  })
  await Promise.all(outputFiles.map(async ({ path, text }) => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text.replaceAll(`"${currentTap}"`, `"${currentTap}?${relative(testFolder, path)}"`))
  }))
}

/** What runs in a process of its own, the longest first: the areas, and a test of how processes end. */
const groups = ['routes', 'src', 'whole', 'src/commands/serve.test']

const areaOf = name => ['routes', 'src'].find(folder => name.startsWith(`${folder}/`)) ?? 'whole'
const groupOf = name => groups.includes(name) ? name : areaOf(name)
const membersOf = group => tests.map(testName).filter(name => groupOf(name) === group)

/** tap runs the files by name: the number keeps their order. */
const groupFile = (group, index) => `${testFolder}/groups/${index + 1}-${group.replaceAll('/', '-').replace('.test', '')}.test.js`

async function writeGroups () {
  await mkdir(`${testFolder}/groups`)
  await Promise.all(groups.map((group, index) => writeFile(groupFile(group, index), [
    `import tap from '${resolve(packageFolder, 'tap.js')}'`,
    "const current = Symbol.for('current test')",
    `for (const name of ${JSON.stringify(membersOf(group))}) await tap.test(name, { timeout: 120_000 }, async t => {`,
    '  globalThis[current] = t',
    "  await import('../' + name + '.js')",
    '})'
  ].join('\n'))))
}

await Promise.all([testFolder, packageFolder].map(folder => rm(folder, { recursive: true, force: true })))
const { inputs, exports } = await readModules()
const imported = new Set(Object.values(inputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path)))
// TypeScript is large, and one test uses it; esbuild needs its binary beside its own file.
const packages = [...imported].filter(name => !name.startsWith('node:') && !['typescript', 'esbuild'].includes(name))
const light = sources.filter(file => isLight(file, inputs))
await Promise.all([
  bundlePackages(packages),
  bundleSources({ exports, light, packages }),
  build({
    ...options,
    entryPoints: programs.map(file => ({ in: file, out: file.replace('src/', '').slice(0, -3) })),
    outdir: testFolder,
    packages: 'external',
    plugins: [useSources({ exports, light }), usePackages(packages)]
  }),
  compileTests()
])
await writeFile(`${testFolder}/current-tap.js`, `import tap from '${resolve(packageFolder, 'tap.js')}'\nexport default globalThis[Symbol.for('current test')] ?? tap\n`)
await writeGroups()
