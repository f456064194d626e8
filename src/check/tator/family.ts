import type { DeletionState, FamilyRow, Report } from '../../../schemas/check/report.ts'
import { deletionStates } from '../../../schemas/check/report.ts'
import { fitting } from '../report/words.ts'
import { dialects } from './dialects/all.ts'
import type { TatorDialect } from './dialects/dialect.ts'
import { isEnded, type DeletionStory } from './deletion-story.ts'
import type { GroupStory } from './group-story.ts'

/** What a first and a second DELETE were answered with, by state. */
export type ObservedAnswers = Partial<Readonly<Record<DeletionState, string>>>

const cell = (first: number, second: number): string => `${first}, then ${second}`

/** What a dialect does in a state. */
function cellOf ({ deletesEnded, emptyGroup }: TatorDialect, state: DeletionState): string {
  if (state === 'group') return cell(200, emptyGroup[0]!)
  return cell(isEnded(state) && !deletesEnded ? 404 : 200, 404)
}

/** What the stories show. A 204 is what the description of May 2020 has for the 200 of its server. */
export function observe (stories: readonly DeletionStory[], group: GroupStory | string): ObservedAnswers {
  const asSaid = (status: number) => status === 204 ? 200 : status
  const pairs = [...stories.map(({ state, first, second }) => [state, first, second] as const), ...typeof group === 'string' ? [] : [['group', group.first, group.second] as const]]
  return Object.fromEntries(pairs.map(([state, first, second]) => [state, cell(asSaid(first.status), asSaid(second.status))]))
}

export const familyTable = (observed: ObservedAnswers): FamilyRow[] => deletionStates.map(state => ({
  state,
  subject: observed[state] ?? '',
  ...Object.fromEntries(dialects.map(dialect => [dialect.name, cellOf(dialect, state)])) as Readonly<Record<TatorDialect['name'], string>>
}))

/** The dialect that a server speaks if it deletes so, or else the only one that does all that was seen; null if there is none, or nothing was seen. */
export function familyOf (table: Report['table'], spoken: TatorDialect['name']): Report['family'] {
  const possible = table.some(({ subject }) => subject !== '') ? fitting({ api: 'tator', table }) as TatorDialect['name'][] : []
  if (possible.includes(spoken)) return spoken
  return possible.length === 1 ? possible[0]! : null
}
