import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/**
 * A package that is bundled into a file of its own, since few need it: loaded in one turn, when someone does. By the
 * name of this package, so that it is found from the sources and from the bundle alike.
 */
export const requireBundled = <T> (name: string): T =>
  require(join(dirname(require.resolve('jobdouble/package.json')), 'dist', `${name}.cjs`)) as T
