import { dismissPolicies } from '../../../../src/jobs/dismissal.ts'
import type { Api } from '../../../../src/world/lifecycle.ts'
import type { Settings } from '../../../../src/world/settings.ts'
import { policyStory, type Story, tatorStory } from './sources.ts'

/** One way to treat a dismissal: the same job lives in a temporary world for each of them. */
export interface StoryLane extends Story {
  /** What the address calls it. */
  readonly id: string
  readonly title: string
  readonly api: Api
  /** How its world differs from the world of the page. */
  readonly settings: Partial<Settings>
}

const lanes: readonly StoryLane[] = [
  ...dismissPolicies.map(policy => ({ id: policy, title: policy, api: 'ogc' as const, settings: { dismiss: policy, cancel: 'delete' as const }, ...policyStory(policy) })),
  { id: 'tator', title: 'Tator', api: 'tator', settings: { dismiss: 'retain', cancel: 'delete' }, ...tatorStory }
]

/** The lanes of the story, from left to right as cards and from above as lanes. */
export const storyLanes = (): readonly StoryLane[] => lanes
