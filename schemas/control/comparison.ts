import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'

export const Compare = Type.Object({
  ogc: Type.Optional(stringEnum(['1.0', '2.0-draft'], { description: 'that of the world if absent' })),
  tator: Type.Optional(stringEnum(['2020-05', '1.5'], { description: 'that of the world if absent' })),
  job: Type.Optional(Type.String({ description: 'the id of a job of the world, copies of which are dismissed; if absent, a job in every state' }))
}, { additionalProperties: false })
export type Compare = Static<typeof Compare>

const SentRequest = Type.Object({
  method: Type.String(),
  url: Type.String(),
  status: Type.Integer(),
  headers: Type.Record(Type.String(), Type.Unknown()),
  body: Type.String()
})

export const Compared = Type.Object({
  rows: Type.Array(Type.Object({
    api: stringEnum(['ogc', 'tator']),
    policy: stringEnum(['retain', 'remove', 'gone']),
    state: stringEnum(['accepted', 'running', 'successful', 'failed', 'dismissed', 'never existed'], { description: 'in which the first dismissal met the job' }),
    first: SentRequest,
    between: SentRequest,
    second: SentRequest,
    afterwards: SentRequest,
    results: Type.Optional(SentRequest)
  }))
})
