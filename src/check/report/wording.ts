import type { CheckedApi, FamilyRow, Report } from '../../../schemas/check/report.ts'
import { dismissPolicies } from '../../jobs/dismissal.ts'
import { matchesCell } from '../ogc/family.ts'
import { dialectNames } from '../tator/dialects/all.ts'

interface Wording {
  /** The columns of the table: families or dialects. */
  readonly families: readonly string[]
  readonly action: string
  readonly family: string
  readonly none: string
  readonly title: string
  readonly heading: string
  readonly cell: string
  readonly explanation: string
  /** The required flags of the command. */
  readonly flags: string
}

/** The wording of a report for each API. */
export const wordings: Readonly<Record<CheckedApi, Wording>> = {
  ogc: {
    families: dismissPolicies,
    action: 'dismissal',
    family: 'family',
    none: 'none of the families',
    title: 'does when a job is dismissed',
    heading: 'What a dismissal leaves',
    cell: 'DELETE, then GET',
    explanation: 'The answers to the first DELETE of a job and to the next GET, by the state of the job before.',
    flags: ''
  },
  tator: {
    families: dialectNames,
    action: 'deletion',
    family: 'dialect',
    none: 'none of the dialects',
    title: 'does when a job is deleted',
    heading: 'What a deletion leaves',
    cell: 'DELETE, then DELETE again',
    explanation: 'The answers to the first and second DELETE of a job, by the state of the job before, and of a group with unfinished jobs.',
    flags: ' --api tator --project ID --algorithm NAME --token KEY'
  }
}

/** The cell of a family in this row; a dash for an impossible state. */
export const cellOf = (row: FamilyRow, family: string): string => (row as Readonly<Record<string, string>>)[family] || '–'

/** The families that match all observations. */
export const matchingFamilies = ({ api, table }: Pick<Report, 'api' | 'table'>): string[] =>
  wordings[api].families.filter(family => table.every(row => row.subject === '' || matchesCell(cellOf(row, family), row.subject)))
