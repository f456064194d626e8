import type { Check } from '../outcome.ts'
import type { TatorDialect } from './dialects/dialect.ts'
import type { TatorSubject } from './subject.ts'

/** A check of a Tator server. */
export interface TatorCheck extends Check<TatorSubject> {
  /** Whether it applies to a dialect; it applies to all if absent. */
  appliesTo? (dialect: TatorDialect): boolean
}

export const canReadJobs = ({ canRead }: TatorDialect): boolean => canRead
