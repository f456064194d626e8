import type { FastifyReply } from 'fastify'

const jsonType = 'application/json; charset=utf-8'

/** What Fastify has compiled from the schema of this route, which describes an answer in JSON of this status. */
export const serializerOf = <T extends object>(reply: FastifyReply): (body: T) => string =>
  reply.getSerializationFunction(String(reply.statusCode), 'application/json') as (body: T) => string

/**
 * The body as text, as the schema of its route describes it. For a handler to return: a body that is returned as it is
 * passes Fastify's search for the serialiser, by status and media type, each time.
 */
export const asDescribed = <T extends object>(reply: FastifyReply, body: T): string => asWritten(reply, serializerOf<T>(reply)(body))

/** JSON that is text already, for a handler to return. */
export function asWritten (reply: FastifyReply, text: string): string {
  reply.type(jsonType)
  return text
}

/** Has the body written as the JSON that it is, whatever the schema of its route says; returns it, for a handler to return. */
export function asJson<T extends object> (reply: FastifyReply, body: T, type = jsonType): T {
  reply.type(type).serializer(JSON.stringify)
  return body
}
