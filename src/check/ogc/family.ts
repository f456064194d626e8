import type { FamilyRow } from '../../../schemas/check/report.ts'
import { type DismissalEffect, type DismissalRule, dismissalTables, dismissPolicies, type DismissPolicy } from '../../jobs/dismissal.ts'
import { type JobStatus, jobStatuses } from '../../jobs/job.ts'
import { summarizeAnswer } from './subject.ts'
import type { Exchange } from '../exchange.ts'
import type { DismissalSequence } from './dismissal-sequence.ts'

/** The answers to the first DELETE and to the next GET. */
export type ObservedAnswers = Partial<Readonly<Record<JobStatus, string>>>

/** The status with which a policy refuses. */
const refusals: Readonly<Partial<Record<DismissPolicy, number>>> = { gone: 410, refuse: 400 }

/** What a policy does in a state; empty for an impossible state. */
export function cellOf (policy: DismissPolicy, state: JobStatus): string {
  const rules: Readonly<Record<JobStatus, DismissalRule>> = dismissalTables[policy]
  const { effect, after = 0 } = rules[state]
  if (state === 'dismissed' && !Object.values(rules).some(({ effect }) => effect === 'dismiss')) return ''
  if (effect === 'dismiss' && after > 0) return `202, then 200 ${state}`
  const cells: Partial<Record<DismissalEffect, string>> = { dismiss: '200, then 200 dismissed', remove: '200, then 404' }
  return cells[effect] ?? `${refusals[policy]}, then 200 ${state}`
}

/**
 * Whether the observed answers are those of a cell: a delayed cancel may have taken effect before the next GET, and
 * `/per/core/process-exception-job-gone` of the draft permits 410 for a removed job.
 */
export const matchesCell = (cell: string, seen: string): boolean =>
  seen.replace(/, then 410$/, ', then 404') === cell || (cell.startsWith('202') && seen === '202, then 200 dismissed')

/** Observed answers by state. A dismissed job is one that was readable after its first dismissal. */
export function toObservedAnswers (sequences: readonly DismissalSequence[]): ObservedAnswers {
  const firsts = sequences.map(({ state, first, after }) => [state, cell(first, after)])
  const readable = sequences.find(({ after }) => summarizeAnswer(after) === '200 dismissed')
  return Object.fromEntries(readable === undefined ? firsts : [...firsts, ['dismissed', cell(readable.second, readable.afterSecond)]])
}

const cell = (answer: Exchange, after: Exchange): string => `${answer.status}, then ${summarizeAnswer(after)}`

/** The only policy with the observed answers; null if there is none, or more than one. */
export function familyOf (observed: ObservedAnswers): DismissPolicy | null {
  const [family, another] = matchingPolicies(observed)
  return family !== undefined && another === undefined ? family : null
}

/** The policies with the observed answers; empty if nothing was observed. */
export const matchingPolicies = (observed: ObservedAnswers): DismissPolicy[] => {
  const seen = Object.entries(observed) as [JobStatus, string][]
  return seen.length === 0 ? [] : dismissPolicies.filter(policy => seen.every(([state, cell]) => matchesCell(cellOf(policy, state), cell)))
}

/** The README's table with one more column. */
export const familyTable = (observed: ObservedAnswers): FamilyRow[] => jobStatuses.map(state => ({
  state,
  subject: observed[state] ?? '',
  ...Object.fromEntries(dismissPolicies.map(policy => [policy, cellOf(policy, state)])) as Record<DismissPolicy, string>
}))
