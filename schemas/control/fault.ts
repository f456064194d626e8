import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { stringEnum } from '../string-enum.ts'
import { RequestPattern } from './request-pattern.ts'
import { faultPhases, socketFaults } from '../../src/faults/fault.ts'

/** The longest time of a clock. */
const longestDelay = 8.64e15

const milliseconds = (description: string) => Type.Number({ minimum: 0, maximum: longestDelay, description: `${description}, in milliseconds of the world's clock` })

/** WireMock's members, a phase, and counts in MockServer's terms. */
export const FaultBody = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  phase: Type.Optional(stringEnum(faultPhases, { default: 'before-commit', description: 'before: the job is untouched; after: the request takes effect, and only the answer is lost' })),
  match: Type.Optional(Type.Object({
    ...RequestPattern.properties,
    job: Type.Optional(Type.String({ description: 'the id of a job that the path names' }))
  }, { additionalProperties: false })),
  fault: Type.Optional(stringEnum(socketFaults)),
  status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599, description: 'the status of an error in the words of the API; with a body of its own it may be below 400' })),
  headers: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]), { description: 'headers of this answer' })),
  body: Type.Optional(Type.String({ description: 'the body of this answer, as text' })),
  jsonBody: Type.Optional(Type.Unknown({ description: 'the same, as JSON' })),
  base64Body: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'the same, as bytes' })),
  retryAfter: Type.Optional(Type.Integer({ minimum: 0, description: 'seconds, for the header Retry-After' })),
  fixedDelayMilliseconds: Type.Optional(milliseconds('the delay of the request')),
  delayDistribution: Type.Optional(Type.Union([
    Type.Object({ type: stringEnum(['uniform']), lower: milliseconds('at least'), upper: milliseconds('at most') }, { additionalProperties: false }),
    Type.Object({ type: stringEnum(['lognormal']), median: milliseconds('the median'), sigma: Type.Number({ minimum: 0 }), maxValue: Type.Optional(milliseconds('at most')) }, { additionalProperties: false })
  ])),
  chunkedDribbleDelay: Type.Optional(Type.Object({
    numberOfChunks: Type.Integer({ minimum: 1, maximum: 1000 }),
    totalDuration: milliseconds('from the first piece to the last')
  }, { additionalProperties: false })),
  succeedFirst: Type.Optional(Type.Integer({ minimum: 0, description: 'how many matching requests succeed first' })),
  failRequestCount: Type.Optional(Type.Integer({ minimum: 1, description: 'how many requests it is injected into; absent: every one' }))
}, { $id: 'Fault', additionalProperties: false })
export type FaultBody = Static<typeof FaultBody>

const count = (description: string) => Type.Integer({ minimum: 0, description })

/** A registered fault with its counts. */
export const RegisteredFault = Type.Object({
  ...FaultBody.properties,
  id: Type.String(),
  met: count('how many requests matched it'),
  injected: count('how many it was injected into')
}, { $id: 'RegisteredFault' })

export const FaultList = Type.Object({ faults: Type.Array(ref(RegisteredFault)) })
