import { type TSchema, Type } from '@sinclair/typebox'
import { Detail, Message, MessageWithDetails, NotFound } from '../../schemas/tator/message.ts'
import { ref } from '../../schemas/ref.ts'
import type { TatorDialect } from '../../src/world/settings.ts'

export const answer = <const S extends TSchema>(description: string, schema: S) => ({ description, content: { 'application/json': { schema } } })

/** Errors are thrown, so handlers cannot return them. */
const failure = (description: string, schema: TSchema) => answer(description, Type.Unsafe<never>(schema))

const failures2020 = {
  400: failure('The request is wrong.', ref(MessageWithDetails)),
  403: failure('No valid token came, or it does not permit this.', ref(Detail)),
  404: failure('There is no such project or job.', Type.Unsafe({ oneOf: [ref(Message), ref(Detail)] })),
  405: failure('The resource does not have this method.', ref(Detail)),
  406: failure('The resource has no media type that Accept names.', ref(Detail)),
  413: failure('The body is too long.', ref(MessageWithDetails)),
  500: failure('The server failed.', ref(MessageWithDetails))
}

const failuresLater = {
  400: failure('The request, the token or the method is wrong.', ref(MessageWithDetails)),
  403: failure('The token does not permit this.', ref(Message)),
  404: failure('There is no such project or job.', ref(NotFound)),
  406: failure('The resource has no media type that Accept names.', ref(Message)),
  413: failure('The body is too long.', ref(MessageWithDetails)),
  500: failure('The server failed.', ref(MessageWithDetails))
}

/** The descriptions of every resource's errors. */
export const failures = (dialect: TatorDialect) => dialect === '2020-05' ? failures2020 : failuresLater

export const security = [{ TokenAuth: [] }]
