import type { FastifyReply } from 'fastify'

const jsonType = 'application/json; charset=utf-8'

/** Fastify's serialiser for a JSON answer of this route and status. */
export const serializerOf = <T extends object>(reply: FastifyReply): (body: T) => string =>
  reply.getSerializationFunction(String(reply.statusCode), 'application/json') as (body: T) => string

/**
 * The body as text by the schema of its route, for a handler to return: returning the object would make Fastify search
 * for the serialiser, by status and media type, each time.
 */
export const asJsonBySchema = <T extends object>(reply: FastifyReply, body: T): string => asJsonText(reply, serializerOf<T>(reply)(body))

/** Text that is JSON already, for a handler to return. */
export function asJsonText (reply: FastifyReply, text: string): string {
  reply.type(jsonType)
  return text
}

/** Sends the body as the JSON that it is, ignoring the schema of the route; for a handler to return. */
export function asJson<T extends object> (reply: FastifyReply, body: T, type = jsonType): T {
  reply.type(type).serializer(JSON.stringify)
  return body
}
