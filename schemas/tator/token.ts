import { type Static, Type } from '@sinclair/typebox'

export const Credentials = Type.Object({
  username: Type.Optional(Type.String()),
  password: Type.Optional(Type.String())
}, { $id: 'Credentials' })
export type Credentials = Static<typeof Credentials>

export const Token = Type.Object({ token: Type.String({ description: '40 hexadecimal digits in the real server; what the seed says here.' }) }, { $id: 'Token' })
export type Token = Static<typeof Token>
