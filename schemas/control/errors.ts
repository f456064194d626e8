import { Type } from '@sinclair/typebox'

/** In WireMock's form: all problems, one sentence each, with its place in the body if there is one. */
export const Errors = Type.Object({
  errors: Type.Array(Type.Object({
    code: Type.Integer({ description: 'the status of the response' }),
    title: Type.String(),
    source: Type.Optional(Type.Object({ pointer: Type.String({ description: 'a JSON pointer into the body' }) }))
  }))
}, { $id: 'Errors' })
