import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { stringEnum } from '../string-enum.ts'

/** @see subscriber.yaml */
export const Subscriber = Type.Object({
  successUri: Type.Optional(Type.String({ description: 'where the results are sent' })),
  successUrl: Type.Optional(Type.String({ description: 'the same, as the schema of 1.0 spells it where it requires it' })),
  inProgressUri: Type.Optional(Type.String()),
  failedUri: Type.Optional(Type.String())
}, { $id: 'Subscriber' })
export type Subscriber = Static<typeof Subscriber>

/** @see format.yaml */
const Format = Type.Object({
  mediaType: Type.Optional(Type.String()),
  encoding: Type.Optional(Type.String()),
  schema: Type.Optional(Type.Unknown())
}, { additionalProperties: true })
export type Format = Static<typeof Format>

/** @see output.yaml */
const Output = Type.Object({
  format: Type.Optional(Format),
  transmissionMode: Type.Optional(stringEnum(['value', 'reference'], { default: 'value' }))
})

/** @see execute.yaml. Inputs may be anything here: they are validated by the process description, with an error that names the input. */
export const Execute = Type.Object({
  inputs: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  outputs: Type.Optional(Type.Record(Type.String(), Output)),
  process: Type.Optional(Type.String({ description: 'the address of the process (2.0 draft)' })),
  response: Type.Optional(stringEnum(['raw', 'document'], { default: 'raw' })),
  subscriber: Type.Optional(ref(Subscriber))
}, { $id: 'Execute' })
export type Execute = Static<typeof Execute>
