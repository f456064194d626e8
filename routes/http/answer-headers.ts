import type { FastifyReply } from 'fastify'

type Headers = Readonly<Record<string, unknown>>

/** Fastify's symbol, once it was found. */
let key = Symbol('of no reply')

const findKey = (reply: FastifyReply): symbol => Object.getOwnPropertySymbols(reply).find(({ description }) => description === 'fastify.reply.headers') ?? key

/**
 * The headers of an answer, as Fastify stores them. Its public method returns a copy, which was half of the journal's
 * cost, so they are found by the name of Fastify's symbol; without such a symbol this falls back to the copy.
 */
export function answerHeaders (reply: FastifyReply): Headers {
  const stored = reply as FastifyReply & Partial<Record<symbol, Headers>>
  if (stored[key] === undefined) key = findKey(reply)
  return stored[key] ?? reply.getHeaders()
}
