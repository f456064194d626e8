// Bundles the program and the library. One file starts several times faster than its modules, and users start it in every test run.

import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { build } from 'esbuild'
import { compiledSchemas } from './compiled-schemas.js'

const options = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true
}

/** The importable modules by name. `src/index.ts` is the package itself. */
const libraries = { index: './src/index.ts', check: './src/check/index.ts' }

const parts = { cli: './src/cli.ts', ...libraries }

/** Command line and libraries share most of their code: they are one script, of which each runs the part that it needs. */
export const program = {
  ...options,
  stdin: { contents: Object.entries(parts).map(([name, file]) => `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('${file}') })`).join('\n'), resolveDir: '.', sourcefile: 'program.js' },
  outfile: 'dist/program.cjs',
  plugins: [compiledSchemas],
  define: { 'import.meta.url': '__filename' }
}

/** Loads the program with V8's compiled code from an earlier start. Another bundler finds the program by this `require`. */
const loader = text => ({
  ...options,
  stdin: {
    contents: `
      import { CodeCache } from './src/loading/code-cache.ts'
      import { loadProgram } from './src/loading/load-program.ts'
      const cache = new CodeCache(__dirname + '/code-cache', '${createHash('sha256').update(text).digest('hex').slice(0, 16)}')
      export const program = loadProgram(__dirname + '/program.cjs', require, cache) ?? require('./program.cjs')`,
    resolveDir: '.'
  },
  outfile: 'dist/load.cjs',
  external: ['./program.cjs']
})

/** Writes the files that load the program: for running it, for `import`, and for `require`, which is also what Jest makes of `import` by default. */
export async function writeEntries () {
  await build(loader(await readFile('dist/program.cjs')))
  await writeFile('dist/cli.js', "#!/usr/bin/env node\nimport loaded from './load.cjs'\nvoid loaded.program.cli\n", { mode: 0o755 })
  const { program } = createRequire(import.meta.url)('../dist/load.cjs')
  await Promise.all(Object.keys(libraries).map(async name => {
    const values = Object.keys(program[name]).join(', ')
    await writeFile(`dist/${name}.cjs`, `const { ${values} } = require('./load.cjs').program.${name}\nmodule.exports = { ${values} }\n`)
    await writeFile(`dist/${name}.js`, `import library from './${name}.cjs'\nexport const { ${values} } = library\n`)
  }))
}

/** A package that is loaded on first use, synchronously. */
const lazy = name => ({ entryPoints: [name], outfile: `dist/${name}.cjs`, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, legalComments: 'linked', logLevel: 'warning', metafile: true })

/** The engines of regular expressions and of JSONPath. */
export const lazyPackages = ['re2js', 'json-p3'].map(lazy)
