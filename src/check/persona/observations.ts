import type { Exchange } from '../exchange.ts'
import type { DismissalStory, StoryState } from '../ogc/dismissal-story.ts'
import type { Answers, LateDismissal } from '../ogc/ask-more.ts'
import type { Subject } from '../ogc/subject.ts'

/** What a check saw of a server, from which its persona is learned. */
export interface Observations extends Pick<Subject, 'base' | 'jobsUrl' | 'landing' | 'conformance' | 'processes' | 'runs' | 'launched'> {
  /** All that was asked and answered, in order. */
  readonly log: readonly Exchange[]
  readonly stories: readonly DismissalStory[]
  /** Dismissals that did not show at once. */
  readonly late: Readonly<Partial<Record<StoryState, LateDismissal | undefined>>>
  /** What only a persona needs. */
  readonly answers: Answers
  /** The ids of the checks that failed. */
  readonly failed: readonly string[]
}

/** A part of a persona, and what could not be seen of it, a sentence each. */
export interface LearnedPart<Part> {
  readonly part: Part
  readonly unseen: readonly string[]
}

/** The sentence if something was not seen. */
export const unseenUnless = (seen: boolean, sentence: string): string[] => seen ? [] : [sentence]
