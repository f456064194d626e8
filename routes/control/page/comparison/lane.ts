import { dismissPolicies } from '../../../../src/jobs/dismissal.ts'
import type { Api } from '../../../../src/world/lifecycle.ts'
import type { Persona } from '../../../../schemas/persona.ts'
import { noPersona } from '../../../../src/personas/personas.ts'
import { settingsOfPersona } from '../../../../src/world/changed-settings.ts'
import type { Settings } from '../../../../src/world/settings.ts'
import { describePersona, describePolicy, type PolicyDescription, tatorDescription } from './sources.ts'

/** One way to treat a dismissal, with a copy of the job in a temporary world. */
export interface ComparisonLane extends PolicyDescription {
  /** Its name in the address. */
  readonly id: string
  readonly title: string
  readonly api: Api
  /** Differences of its settings from those of the page's world. */
  readonly settings: Partial<Settings>
}

const plain = { cancel: 'delete', persona: noPersona } as const

const policyLanes: readonly ComparisonLane[] = dismissPolicies.map(policy => ({ id: policy, title: policy, api: 'ogc' as const, settings: { ...plain, dismiss: policy }, ...describePolicy(policy) }))

const tatorLane: ComparisonLane = { id: 'tator', title: 'Tator', api: 'tator', settings: { ...plain, dismiss: 'retain' }, ...tatorDescription }

/** The lane of the imitated server, beside the policies. */
const personaLane = (persona: Persona): ComparisonLane =>
  ({ id: persona.name, title: persona.title, api: 'ogc', settings: { ...settingsOfPersona(persona), persona: persona.name }, ...describePersona(persona) })

/** The lanes in order: policies, the persona if there is one, Tator. */
export const comparisonLanes = (persona: Persona | undefined): readonly ComparisonLane[] =>
  persona === undefined ? [...policyLanes, tatorLane] : [...policyLanes, personaLane(persona), tatorLane]
