import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/**
 * Loads a package that has a bundle of its own, since few users need it: synchronously, on first use. It is resolved by
 * this package's own name, so that it is found from the sources and from the bundle alike.
 */
export const requireBundled = <T> (name: string): T =>
  require(join(dirname(require.resolve('jobdouble/package.json')), 'dist', `${name}.cjs`)) as T
