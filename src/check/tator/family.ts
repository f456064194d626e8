import type { DeletionState, FamilyRow, Report } from '../../../schemas/check/report.ts'
import { deletionStates } from '../../../schemas/check/report.ts'
import { matchingFamilies } from '../report/wording.ts'
import { dialects } from './dialects/all.ts'
import type { TatorDialect } from './dialects/dialect.ts'
import { type DeletionSequence, isEnded } from './deletion-sequence.ts'
import type { GroupSequence } from './group-sequences.ts'

/** The answers to a first and a second DELETE, by state. */
export type ObservedAnswers = Partial<Readonly<Record<DeletionState, string>>>

const cell = (first: number, second: number): string => `${first}, then ${second}`

/** What a dialect does in a state. */
function cellOf ({ deletesEnded, emptyGroupStatuses }: TatorDialect, state: DeletionState): string {
  if (state === 'group') return cell(200, emptyGroupStatuses[0]!)
  return cell(isEnded(state) && !deletesEnded ? 404 : 200, 404)
}

/** Observed answers by state. The description of May 2020 has 204 where its server answers 200. */
export function toObservedAnswers (sequences: readonly DeletionSequence[], group: GroupSequence | string): ObservedAnswers {
  const asServer = (status: number) => status === 204 ? 200 : status
  const pairs = [...sequences.map(({ state, first, second }) => [state, first, second] as const), ...typeof group === 'string' ? [] : [['group', group.first, group.second] as const]]
  return Object.fromEntries(pairs.map(([state, first, second]) => [state, cell(asServer(first.status), asServer(second.status))]))
}

export const familyTable = (observed: ObservedAnswers): FamilyRow[] => deletionStates.map(state => ({
  state,
  subject: observed[state] ?? '',
  ...Object.fromEntries(dialects.map(dialect => [dialect.name, cellOf(dialect, state)])) as Readonly<Record<TatorDialect['name'], string>>
}))

/**
 * The dialect that the server declares by its routes if the observations match it, or else the only one that matches;
 * null if there is none, or nothing was observed.
 */
export function familyOf (table: Report['table'], spoken: TatorDialect['name']): Report['family'] {
  const possible = table.some(({ subject }) => subject !== '') ? matchingFamilies({ api: 'tator', table }) as TatorDialect['name'][] : []
  if (possible.includes(spoken)) return spoken
  return possible.length === 1 ? possible[0]! : null
}
