import type { Level } from '../../../schemas/check/report.ts'
import type { Exchange } from '../exchange.ts'
import { type Check, judge, skip } from '../outcome.ts'
import { type DismissalStory, storyOf, type StoryState, storyStates } from './dismissal-sequence.ts'
import type { Subject } from './subject.ts'

/** A rule for the dismissal of a job in any state: one check for each state. */
export interface StoryRule {
  readonly name: string
  readonly requirement: string
  readonly level: Level
  readonly sentence: string
  /** The states that it applies to; all if absent. */
  readonly states?: readonly StoryState[]
  /** Why it does not apply to this story; undefined if it does. */
  notAbout? (story: DismissalStory): string | undefined
  /** The observation, for rules that demand nothing. */
  seen? (story: DismissalStory): string
  /** Problems, as sentences. */
  problems (story: DismissalStory, subject: Subject): string[]
  /** The exchanges that show it. */
  exchanges (story: DismissalStory): readonly Exchange[]
}

export const storyChecks = (rules: readonly StoryRule[]): Check<Subject>[] => storyStates.flatMap(state =>
  rules.filter(({ states = storyStates }) => states.includes(state)).map(rule => storyCheck(state, rule)))

const storyCheck = (state: StoryState, { name, requirement, level, sentence, notAbout, seen, problems, exchanges }: StoryRule): Check<Subject> => ({
  id: `dismiss/${state}/${name}`,
  requirement,
  level,
  sentence: sentence.replaceAll('{state}', state),
  needs: 'dismiss',
  run: async subject => {
    const story = await storyOf(subject, state)
    if (typeof story === 'string') return skip(story)
    const reason = notAbout?.(story)
    return reason === undefined ? judge(problems(story, subject), exchanges(story), seen?.(story)) : skip(reason)
  }
})
