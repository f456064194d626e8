import { Type } from '@sinclair/typebox'

/** In WireMock's shape: all that is wrong, a sentence each, with its place in the body if it has one. */
export const Errors = Type.Object({
  errors: Type.Array(Type.Object({
    code: Type.Integer({ description: 'the status of the response' }),
    title: Type.String(),
    source: Type.Optional(Type.Object({ pointer: Type.String({ description: 'a JSON pointer into the body' }) }))
  }))
}, { $id: 'Errors' })
