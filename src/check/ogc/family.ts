import type { FamilyRow } from '../../../schemas/check/report.ts'
import { dismissPolicies, type DismissPolicy, type Fate, fates } from '../../jobs/dismissal.ts'
import { type JobStatus, jobStatuses } from '../../jobs/job.ts'
import { answerWords } from './subject.ts'
import type { Exchange } from '../exchange.ts'
import type { DismissalStory } from './dismissal-story.ts'

/** What a first DELETE was answered with, and what GET answered then. */
export type Observed = Partial<Readonly<Record<JobStatus, string>>>

const cells: Readonly<Record<Fate, string>> = {
  mark: '200, then 200 dismissed',
  remove: '200, then 404',
  refuse: '410, then 200 dismissed'
}

/** What a family does in a state; empty where the state cannot be. */
const cellOf = (policy: DismissPolicy, state: JobStatus): string => state === 'dismissed' && !Object.values<Fate>(fates[policy]).includes('mark') ? '' : cells[fates[policy][state]]

/** What the stories show, state by state. A dismissed job is one whose first dismissal left it readable. */
export function observe (stories: readonly DismissalStory[]): Observed {
  const firsts = stories.map(({ state, first, after }) => [state, cell(first, after)])
  const kept = stories.find(({ after }) => answerWords(after) === '200 dismissed')
  return Object.fromEntries(kept === undefined ? firsts : [...firsts, ['dismissed', cell(kept.second, kept.afterSecond)]])
}

const cell = (answer: Exchange, after: Exchange): string => `${answer.status}, then ${answerWords(after)}`

/** The only family that does what was observed; null if none does, or more than one. */
export function familyOf (observed: Observed): DismissPolicy | null {
  const [family, another] = candidates(observed)
  return family !== undefined && another === undefined ? family : null
}

/** The families that do what was observed; none if nothing was. */
export const candidates = (observed: Observed): DismissPolicy[] => {
  const seen = Object.entries(observed) as [JobStatus, string][]
  return seen.length === 0 ? [] : dismissPolicies.filter(policy => seen.every(([state, cell]) => cell === cellOf(policy, state)))
}

/** The README's table with one column more. */
export const familyTable = (observed: Observed): FamilyRow[] => jobStatuses.map(state => ({
  state,
  subject: observed[state] ?? '',
  retain: cellOf('retain', state),
  remove: cellOf('remove', state),
  gone: cellOf('gone', state)
}))
