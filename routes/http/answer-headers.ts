import type { FastifyReply } from 'fastify'

type Headers = Readonly<Record<string, unknown>>

let key: symbol | undefined

/**
 * The headers of an answer, as Fastify keeps them. It hands out a copy alone, which was half of what the journal cost, so
 * they are found by the name of its symbol; a Fastify that has none of that name is asked for the copy.
 */
export function answerHeaders (reply: FastifyReply): Headers {
  key ??= Object.getOwnPropertySymbols(reply).find(({ description }) => description === 'fastify.reply.headers')
  return (key === undefined ? undefined : (reply as unknown as Record<symbol, Headers>)[key]) ?? reply.getHeaders()
}
