import type { FamilyRow } from '../../../schemas/check/report.ts'
import { type DismissalEffect, type DismissalRule, dismissalTables, dismissPolicies, type DismissPolicy } from '../../jobs/dismissal.ts'
import { type JobStatus, jobStatuses } from '../../jobs/job.ts'
import { answerWords } from './subject.ts'
import type { Exchange } from '../exchange.ts'
import type { DismissalStory } from './dismissal-story.ts'

/** What a first DELETE was answered with, and what GET answered then. */
export type ObservedAnswers = Partial<Readonly<Record<JobStatus, string>>>

/** What a family answers where it refuses. */
const refusals: Readonly<Partial<Record<DismissPolicy, number>>> = { gone: 410, refuse: 400 }

/** What a family does in a state; empty where the state cannot be. */
export function cellOf (policy: DismissPolicy, state: JobStatus): string {
  const rules: Readonly<Record<JobStatus, DismissalRule>> = dismissalTables[policy]
  const { effect, after = 0 } = rules[state]
  if (state === 'dismissed' && !Object.values(rules).some(({ effect }) => effect === 'dismiss')) return ''
  if (effect === 'dismiss' && after > 0) return `202, then 200 ${state}`
  const cells: Partial<Record<DismissalEffect, string>> = { dismiss: '200, then 200 dismissed', remove: '200, then 404' }
  return cells[effect] ?? `${refusals[policy]}, then 200 ${state}`
}

/**
 * Whether what was seen is what a cell says: a cancel that takes effect later may have done so when the job is looked at, and
 * `/per/core/process-exception-job-gone` of the draft permits 410 for a job that was removed.
 */
export const isCell = (cell: string, seen: string): boolean =>
  seen.replace(/, then 410$/, ', then 404') === cell || (cell.startsWith('202') && seen === '202, then 200 dismissed')

/** What the stories show, state by state. A dismissed job is one whose first dismissal left it readable. */
export function observe (stories: readonly DismissalStory[]): ObservedAnswers {
  const firsts = stories.map(({ state, first, after }) => [state, cell(first, after)])
  const kept = stories.find(({ after }) => answerWords(after) === '200 dismissed')
  return Object.fromEntries(kept === undefined ? firsts : [...firsts, ['dismissed', cell(kept.second, kept.afterSecond)]])
}

const cell = (answer: Exchange, after: Exchange): string => `${answer.status}, then ${answerWords(after)}`

/** The only family that does what was observed; null if none does, or more than one. */
export function familyOf (observed: ObservedAnswers): DismissPolicy | null {
  const [family, another] = candidates(observed)
  return family !== undefined && another === undefined ? family : null
}

/** The families that do what was observed; none if nothing was. */
export const candidates = (observed: ObservedAnswers): DismissPolicy[] => {
  const seen = Object.entries(observed) as [JobStatus, string][]
  return seen.length === 0 ? [] : dismissPolicies.filter(policy => seen.every(([state, cell]) => isCell(cellOf(policy, state), cell)))
}

/** The README's table with one column more. */
export const familyTable = (observed: ObservedAnswers): FamilyRow[] => jobStatuses.map(state => ({
  state,
  subject: observed[state] ?? '',
  ...Object.fromEntries(dismissPolicies.map(policy => [policy, cellOf(policy, state)])) as Record<DismissPolicy, string>
}))
