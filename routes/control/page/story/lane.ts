import { dismissPolicies } from '../../../../src/jobs/dismissal.ts'
import type { Api } from '../../../../src/world/lifecycle.ts'
import type { Persona } from '../../../../schemas/persona.ts'
import { noPersona } from '../../../../src/personas/personas.ts'
import { broughtBy } from '../../../../src/world/changed-settings.ts'
import type { Settings } from '../../../../src/world/settings.ts'
import { personaStory, policyStory, type Story, tatorStory } from './sources.ts'

/** One way to treat a dismissal: the same job lives in a temporary world for each of them. */
export interface StoryLane extends Story {
  /** What the address calls it. */
  readonly id: string
  readonly title: string
  readonly api: Api
  /** How its world differs from the world of the page. */
  readonly settings: Partial<Settings>
}

const plain = { cancel: 'delete', persona: noPersona } as const

const policyLanes: readonly StoryLane[] = dismissPolicies.map(policy => ({ id: policy, title: policy, api: 'ogc' as const, settings: { ...plain, dismiss: policy }, ...policyStory(policy) }))

const tatorLane: StoryLane = { id: 'tator', title: 'Tator', api: 'tator', settings: { ...plain, dismiss: 'retain' }, ...tatorStory }

/** The server that is imitated, beside the policies. */
const personaLane = (persona: Persona): StoryLane =>
  ({ id: persona.name, title: persona.title, api: 'ogc', settings: { ...broughtBy(persona), persona: persona.name }, ...personaStory(persona) })

/** The lanes of the story, from left to right as cards and from above as lanes: policies, the persona if there is one, Tator. */
export const storyLanes = (persona: Persona | undefined): readonly StoryLane[] =>
  persona === undefined ? [...policyLanes, tatorLane] : [...policyLanes, personaLane(persona), tatorLane]
