import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'

const progressions = ['immediate', 'time', 'manual', 'stuck', 'fail'] as const

/** The shapes of moto's state manager, with `stuck` and `fail`. */
export const ProgressionBody = Type.Object({
  progression: stringEnum(progressions),
  seconds: Type.Optional(Type.Number({ minimum: 0, maximum: 8.64e12, description: 'time: how long a job runs; 10 if absent' })),
  times: Type.Optional(Type.Integer({ minimum: 1, description: 'manual: how many requests each step takes; 1 if absent' })),
  reason: Type.Optional(Type.String({ description: 'fail: why, for people' }))
}, { additionalProperties: false })
export type ProgressionBody = Static<typeof ProgressionBody>

export const modelName = Type.String({ pattern: '^(ogc|tator)::.+$', description: '`ogc::job` or `tator::job` for all jobs of an API, `ogc::echo` or `tator::demo` for those of one process or algorithm' })

export const SetTransition = Type.Object({ model_name: modelName, transition: ProgressionBody }, { additionalProperties: false })
export type SetTransition = Static<typeof SetTransition>

export const UnsetTransition = Type.Object({ model_name: modelName }, { additionalProperties: false })
export type UnsetTransition = Static<typeof UnsetTransition>

export const JobMove = Type.Object({
  status: Type.Optional(stringEnum(['running', 'successful', 'failed', 'dismissed'], { description: 'the target status; the next one if absent' }))
}, { additionalProperties: false })
export type JobMove = Static<typeof JobMove>

/** In WireMock's form: each job is a scenario. */
export const Scenario = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Type.String(),
  possibleStates: Type.Array(Type.String())
})
export type Scenario = Static<typeof Scenario>

export const ScenarioState = Type.Object({ state: Type.Optional(Type.String()) })
export type ScenarioState = Static<typeof ScenarioState>
