import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'

/** The shapes of MockServer's `/mockserver/clock`, and `scale`. */
export const ClockChange = Type.Object({
  action: stringEnum(['freeze', 'advance', 'next', 'run', 'reset'], { description: 'next: to the next transition of a job' }),
  instant: Type.Optional(Type.String({ description: 'freeze: where to stop, an RFC 3339 instant that is not past; now if absent' })),
  durationMillis: Type.Optional(Type.Number({ minimum: 0, description: 'advance: by how many milliseconds' })),
  duration: Type.Optional(Type.String({ description: 'advance: by how much, such as 30s, 5m, 2h or 1d' })),
  scale: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'run: how many milliseconds pass in one of real time; 1 if absent' }))
}, { additionalProperties: false })
export type ClockChange = Static<typeof ClockChange>

const TransitionTaken = Type.Object({
  job: Type.String(),
  from: Type.String(),
  to: Type.String(),
  at: Type.String({ format: 'date-time' })
})

export type TransitionTaken = Static<typeof TransitionTaken>

export const ClockStatus = Type.Object({
  currentInstant: Type.String({ format: 'date-time' }),
  currentEpochMillis: Type.Integer(),
  frozen: Type.Boolean(),
  scale: Type.Number(),
  transitions: Type.Optional(Type.Array(TransitionTaken, { description: 'the transitions of jobs during the move, in order' }))
})
export type ClockStatus = Static<typeof ClockStatus>
