import { type TSchema, Type } from '@sinclair/typebox'
import { Detail, Message, MessageWithDetails } from '../../schemas/tator/message.ts'
import { ref } from '../../schemas/ref.ts'
import type { TatorDialect } from '../../src/world/settings.ts'

export const answer = <const S extends TSchema>(description: string, schema: S) => ({ description, content: { 'application/json': { schema } } })

const failures2020 = {
  400: answer('The request is wrong.', ref(MessageWithDetails)),
  403: answer('No valid token came, or it does not permit this.', ref(Detail)),
  404: answer('There is no such project or job.', Type.Unsafe({ oneOf: [ref(Message), ref(Detail)] })),
  405: answer('The resource does not know the method.', ref(Detail)),
  406: answer('The resource has no media type that Accept names.', ref(Detail)),
  413: answer('The body is too long.', ref(MessageWithDetails)),
  500: answer('The server failed.', ref(MessageWithDetails))
}

const failures15 = {
  400: answer('The request, the token or the method is wrong.', ref(MessageWithDetails)),
  403: answer('The token does not permit this.', ref(Message)),
  404: answer('There is no such project or job.', ref(Message)),
  406: answer('The resource has no media type that Accept names.', ref(Message)),
  413: answer('The body is too long.', ref(MessageWithDetails)),
  500: answer('The server failed.', ref(MessageWithDetails))
}

/** How the errors of every resource are described. */
export const failures = (dialect: TatorDialect) => dialect === '1.5' ? failures15 : failures2020

export const security = [{ TokenAuth: [] }]
