import { type Static, Type } from '@sinclair/typebox'

/** @see exception.yaml, based on RFC 7807 */
export const Exception = Type.Object({
  type: Type.String(),
  title: Type.Optional(Type.String()),
  status: Type.Optional(Type.Integer()),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String())
}, { $id: 'Exception', additionalProperties: true })
export type Exception = Static<typeof Exception>
