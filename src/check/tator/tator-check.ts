import type { Check } from '../outcome.ts'
import type { TatorDialect } from './dialects/dialect.ts'
import type { TatorSubject } from './subject.ts'

/** A check of a Tator server. */
export interface TatorCheck extends Check<TatorSubject> {
  /** Whether it applies to a dialect; it applies to all if absent. */
  isIn? (dialect: TatorDialect): boolean
}

export const whereJobsAreRead = ({ canRead }: TatorDialect): boolean => canRead
