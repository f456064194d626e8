import type { FastifyReply } from 'fastify'

type Headers = Readonly<Record<string, unknown>>

let key: symbol | undefined

/**
 * The headers of an answer, as Fastify stores them. Its public method returns a copy, which was half of the journal's
 * cost, so they are found by the name of Fastify's symbol; without such a symbol this falls back to the copy.
 */
export function answerHeaders (reply: FastifyReply): Headers {
  key ??= Object.getOwnPropertySymbols(reply).find(({ description }) => description === 'fastify.reply.headers')
  return (key === undefined ? undefined : (reply as unknown as Record<symbol, Headers>)[key]) ?? reply.getHeaders()
}
