import { type Static, Type } from '@sinclair/typebox'

export const Message = Type.Object({ message: Type.String() }, { $id: 'Message' })
export type Message = Static<typeof Message>

/** What the framework under the server of 2020 says in its own name: who you are, what you may, which method. */
export const Detail = Type.Object({ detail: Type.String() }, { $id: 'Detail' })
export type Detail = Static<typeof Detail>

export const MessageWithDetails = Type.Object({ message: Type.String(), details: Type.Optional(Type.String()) }, { $id: 'MessageWithDetails' })
export type MessageWithDetails = Static<typeof MessageWithDetails>
