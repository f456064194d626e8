import type { Exchange } from '../exchange.ts'
import type { DismissalSequence, InitialState } from '../ogc/dismissal-sequence.ts'
import type { DelayedDismissal } from '../ogc/measure-delay.ts'
import type { PersonaAnswers } from '../ogc/persona-questions.ts'
import type { Subject } from '../ogc/subject.ts'

/** What a check observed of a server, from which its persona is learned. */
export interface Observations extends Pick<Subject, 'base' | 'jobsUrl' | 'landing' | 'conformance' | 'processes' | 'executions' | 'launchedJobs'> {
  /** All exchanges, in order. */
  readonly log: readonly Exchange[]
  readonly dismissals: readonly DismissalSequence[]
  /** Dismissals that did not take effect at once. */
  readonly delays: Readonly<Partial<Record<InitialState, DelayedDismissal | undefined>>>
  /** Answers that only a persona needs. */
  readonly answers: PersonaAnswers
  /** The ids of the failed checks. */
  readonly failed: readonly string[]
}

/** A part of a persona, and a sentence for each part that was not observed. */
export interface LearnedPart<Part> {
  readonly part: Part
  readonly unseen: readonly string[]
}

/** The sentence, unless it was observed. */
export const unseenUnless = (isObserved: boolean, sentence: string): string[] => isObserved ? [] : [sentence]
