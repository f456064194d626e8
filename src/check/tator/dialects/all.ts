import type { TatorDialect } from './dialect.ts'
import { may2020 } from './may-2020.ts'
import { september2020 } from './september-2020.ts'
import { version15 } from './version-1-5.ts'

/** Every dialect that can be judged, oldest first. */
export const dialects: readonly TatorDialect[] = [may2020, september2020, version15]

export const dialectNames = dialects.map(({ name }) => name)
