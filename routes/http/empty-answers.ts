import type { FastifyReply } from 'fastify'

/** 204, for an asynchronous handler to return. */
export function noContent (reply: FastifyReply): undefined {
  reply.code(204)
}

/** Leads a browser that sent a form to the page that shows what came of it. */
export function seeOther (reply: FastifyReply, url: string): undefined {
  reply.code(303).header('Location', url)
}

/** Nobody is there any more to be answered, and nothing is. */
export function abandon (reply: FastifyReply): undefined {
  reply.hijack()
}
