import type { FastifyReply } from 'fastify'

const jsonType = 'application/json; charset=utf-8'

/**
 * The body as text, written by what Fastify has compiled from the schema of its route for this status. For a handler to
 * return: a body that is returned as it is passes Fastify's search for that, by status and media type, each time.
 */
export function asDescribed<T extends object> (reply: FastifyReply, body: T): T | string {
  const serialize = reply.getSerializationFunction(String(reply.statusCode), 'application/json')
  if (serialize === undefined) return body
  reply.type(jsonType)
  return serialize(body as Record<string, unknown>)
}

/** Has the body written as the JSON that it is, whatever the schema of its route says; returns it, for a handler to return. */
export function asJson<T extends object> (reply: FastifyReply, body: T, type = jsonType): T {
  reply.type(type).serializer(JSON.stringify)
  return body
}
