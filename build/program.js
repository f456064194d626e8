// The program and the library. One file starts several times faster than the modules it is made of, and users start it in every test run.

const options = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  outdir: 'dist',
  minifySyntax: true,
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true
}

/** What can be imported, each under its own name. `src/index.ts` is the package itself. */
const libraries = [{ in: 'src/index.ts', out: 'index' }, { in: 'src/check/index.ts', out: 'check' }]

/** For `import`. The command line and the library have most of their code in common. */
export const esm = {
  ...options,
  entryPoints: [{ in: 'src/cli.ts', out: 'cli' }, ...libraries],
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // What is bundled from CommonJS asks for Node's own modules by require.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" }
}

/** For `require`, which is what Jest makes of `import` by default. */
export const cjs = {
  ...options,
  entryPoints: libraries,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': '__filename' }
}

/** A package that is loaded when someone needs it, and that in one turn. */
const lazy = name => ({ entryPoints: [name], outfile: `dist/${name}.cjs`, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, legalComments: 'linked', logLevel: 'warning', metafile: true })

/** The engine of regular expressions, and that of JSONPath. */
export const lazyPackages = ['re2js', 'json-p3'].map(lazy)
