import type { Check } from '../outcome.ts'
import type { TatorDialect } from './dialects/dialect.ts'
import type { TatorSubject } from './subject.ts'

/** A check of Tator. */
export interface TatorCheck extends Check<TatorSubject> {
  /** Whether a dialect has what it is about; every dialect if absent. */
  isIn? (dialect: TatorDialect): boolean
}

export const whereJobsAreRead = ({ canRead }: TatorDialect): boolean => canRead
