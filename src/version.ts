import { createRequire } from 'node:module'

/** Resolved by the package's own name, so that it is found from the sources and from the bundle alike. */
export const { version } = createRequire(import.meta.url)('jobdouble/package.json') as { version: string }
