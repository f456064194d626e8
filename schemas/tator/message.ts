import { type Static, Type } from '@sinclair/typebox'

// A client that builds itself from the description looks for components by the names that the real server gives them.
export const Message = Type.Object({ message: Type.String() }, { $id: 'MessageResponse' })
export type Message = Static<typeof Message>

export const NotFound = Type.Object({ message: Type.String() }, { $id: 'NotFoundResponse' })
export type NotFound = Static<typeof NotFound>

/** What the framework under the server of May 2020 says in its own name: who you are, what you may, which method. */
export const Detail = Type.Object({ detail: Type.String() }, { $id: 'Detail' })
export type Detail = Static<typeof Detail>

export const MessageWithDetails = Type.Object({ message: Type.String(), details: Type.Optional(Type.String()) }, { $id: 'BadRequestResponse' })
export type MessageWithDetails = Static<typeof MessageWithDetails>
