import type { Level } from '../../../schemas/check/report.ts'
import type { Exchange } from '../exchange.ts'
import { type Check, judge, skip } from '../outcome.ts'
import { type DismissalSequence, type InitialState, initialStates, runDismissalSequence } from './dismissal-sequence.ts'
import type { Subject } from './subject.ts'

/** A rule for the dismissals of a job: one check for each initial state. */
export interface DismissalSequenceRule {
  readonly name: string
  readonly requirement: string
  readonly level: Level
  readonly sentence: string
  /** The states that it applies to; all if absent. */
  readonly states?: readonly InitialState[]
  /** Why it does not apply to this sequence; undefined if it does. */
  reasonToSkip? (sequence: DismissalSequence): string | undefined
  /** The observation, for rules without requirements. */
  observe? (sequence: DismissalSequence): string
  /** Problems, as sentences. */
  problems (sequence: DismissalSequence, subject: Subject): string[]
  /** The exchanges that show it. */
  exchanges (sequence: DismissalSequence): readonly Exchange[]
}

export const sequenceChecks = (rules: readonly DismissalSequenceRule[]): Check<Subject>[] => initialStates.flatMap(state =>
  rules.filter(({ states = initialStates }) => states.includes(state)).map(rule => sequenceCheck(state, rule)))

const sequenceCheck = (state: InitialState, { name, requirement, level, sentence, reasonToSkip, observe, problems, exchanges }: DismissalSequenceRule): Check<Subject> => ({
  id: `dismiss/${state}/${name}`,
  requirement,
  level,
  sentence: sentence.replaceAll('{state}', state),
  needs: 'dismiss',
  run: async subject => {
    const sequence = await runDismissalSequence(subject, state)
    if (typeof sequence === 'string') return skip(sequence)
    const reason = reasonToSkip?.(sequence)
    return reason === undefined ? judge(problems(sequence, subject), exchanges(sequence), observe?.(sequence)) : skip(reason)
  }
})
