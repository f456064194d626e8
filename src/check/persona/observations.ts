import type { Exchange } from '../exchange.ts'
import type { DismissalStory, StoryState } from '../ogc/dismissal-sequence.ts'
import type { Answers, LateDismissal } from '../ogc/persona-questions.ts'
import type { Subject } from '../ogc/subject.ts'

/** What a check observed of a server, from which its persona is learned. */
export interface Observations extends Pick<Subject, 'base' | 'jobsUrl' | 'landing' | 'conformance' | 'processes' | 'runs' | 'launched'> {
  /** All exchanges, in order. */
  readonly log: readonly Exchange[]
  readonly stories: readonly DismissalStory[]
  /** Dismissals that did not take effect at once. */
  readonly late: Readonly<Partial<Record<StoryState, LateDismissal | undefined>>>
  /** Answers that only a persona needs. */
  readonly answers: Answers
  /** The ids of the failed checks. */
  readonly failed: readonly string[]
}

/** A part of a persona, and a sentence for each part that was not observed. */
export interface LearnedPart<Part> {
  readonly part: Part
  readonly unseen: readonly string[]
}

/** The sentence, unless it was observed. */
export const unseenUnless = (seen: boolean, sentence: string): string[] => seen ? [] : [sentence]
