import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'
import { dismissPolicies } from '../../src/jobs/dismissal.ts'
import { jobStatuses } from '../../src/jobs/job.ts'
import { ogcDialects, tatorDialects } from './settings.ts'

export const Compare = Type.Object({
  ogc: Type.Optional(stringEnum(ogcDialects, { description: 'that of the world if absent' })),
  tator: Type.Optional(stringEnum(tatorDialects, { description: 'that of the world if absent' })),
  persona: Type.Optional(Type.String({ description: 'a persona that is shown beside the policies; that of the world if absent, none: none' })),
  job: Type.Optional(Type.String({ description: 'the id of a job of the world, copies of which are dismissed; if absent, a job in every state' }))
}, { additionalProperties: false })
export type Compare = Static<typeof Compare>

export const comparedStates = [...jobStatuses, 'never existed'] as const
export type ComparedState = typeof comparedStates[number]

/** A real request and its answer. */
const ComparedExchange = Type.Object({
  method: stringEnum(['DELETE', 'GET']),
  url: Type.String(),
  status: Type.Integer(),
  headers: Type.Record(Type.String(), Type.String()),
  body: Type.String()
})

export type ComparedExchange = Static<typeof ComparedExchange>

/** The course of one job in one world: two dismissals, and what can be read between and after them. */
const ComparisonRow = Type.Object({
  api: stringEnum(['ogc', 'tator']),
  policy: stringEnum(dismissPolicies),
  persona: Type.Optional(Type.String({ description: 'what the world imitates, beside the policies' })),
  state: stringEnum(comparedStates, { description: 'in which the first dismissal met the job' }),
  first: ComparedExchange,
  between: ComparedExchange,
  second: ComparedExchange,
  afterwards: ComparedExchange,
  results: Type.Optional(ComparedExchange)
})
export type ComparisonRow = Static<typeof ComparisonRow>

export const ComparisonTable = Type.Object({ rows: Type.Array(ComparisonRow) })
