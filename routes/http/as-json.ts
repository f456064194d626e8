import type { FastifyReply } from 'fastify'

/** Has the body written as the JSON that it is, whatever the schema of its route says; returns it, for a handler to return. */
export function asJson<T extends object> (reply: FastifyReply, body: T, type = 'application/json; charset=utf-8'): T {
  reply.type(type).serializer(JSON.stringify)
  return body
}
