import type { TatorDialect } from '../../src/world/settings.ts'
import type { NeededLevel } from '../http/route-config.ts'

/** The dialects in which a job has a `uid`, can be read, and exists until it is deleted. */
export type UidDialect = Exclude<TatorDialect, '2020-05'>

/** The level that deleting the jobs of a project requires. */
export const deletionLevel: Readonly<Record<UidDialect, NeededLevel>> = { '2020-09': 'transfer', 1.5: 'execute' }
