import { type Static, Type } from '@sinclair/typebox'

// Clients that generate themselves from the description look for components by the real server's names.
export const Message = Type.Object({ message: Type.String() }, { $id: 'MessageResponse' })
export type Message = Static<typeof Message>

export const NotFound = Type.Object({ message: Type.String() }, { $id: 'NotFoundResponse' })
export type NotFound = Static<typeof NotFound>

/** The errors of the framework under the server of May 2020: authentication, permission, wrong method. */
export const Detail = Type.Object({ detail: Type.String() }, { $id: 'Detail' })
export type Detail = Static<typeof Detail>

export const MessageWithDetails = Type.Object({ message: Type.String(), details: Type.Optional(Type.String()) }, { $id: 'BadRequestResponse' })
export type MessageWithDetails = Static<typeof MessageWithDetails>
