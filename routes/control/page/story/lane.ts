import { dismissPolicies } from '../../../../src/jobs/dismissal.ts'
import type { Api } from '../../../../src/world/lifecycle.ts'
import type { Persona } from '../../../../schemas/persona.ts'
import { noPersona } from '../../../../src/personas/personas.ts'
import { broughtBy } from '../../../../src/world/changed-settings.ts'
import type { Settings } from '../../../../src/world/settings.ts'
import { personaStory, policyStory, type Story, tatorStory } from './sources.ts'

/** One way to treat a dismissal, with a copy of the job in a temporary world. */
export interface StoryLane extends Story {
  /** Its name in the address. */
  readonly id: string
  readonly title: string
  readonly api: Api
  /** Differences of its settings from those of the page's world. */
  readonly settings: Partial<Settings>
}

const plain = { cancel: 'delete', persona: noPersona } as const

const policyLanes: readonly StoryLane[] = dismissPolicies.map(policy => ({ id: policy, title: policy, api: 'ogc' as const, settings: { ...plain, dismiss: policy }, ...policyStory(policy) }))

const tatorLane: StoryLane = { id: 'tator', title: 'Tator', api: 'tator', settings: { ...plain, dismiss: 'retain' }, ...tatorStory }

/** The lane of the imitated server, beside the policies. */
const personaLane = (persona: Persona): StoryLane =>
  ({ id: persona.name, title: persona.title, api: 'ogc', settings: { ...broughtBy(persona), persona: persona.name }, ...personaStory(persona) })

/** The lanes in order: policies, the persona if there is one, Tator. */
export const storyLanes = (persona: Persona | undefined): readonly StoryLane[] =>
  persona === undefined ? [...policyLanes, tatorLane] : [...policyLanes, personaLane(persona), tatorLane]
