import type { FastifyReply } from 'fastify'

/** 204, for an asynchronous handler to return. */
export function noContent (reply: FastifyReply): undefined {
  reply.code(204)
}

/** 303: sends a browser that has posted a form to the page with the outcome. */
export function seeOther (reply: FastifyReply, url: string): undefined {
  reply.code(303).header('Location', url)
}

/** Ends a request whose client is gone, without an answer. */
export function abandon (reply: FastifyReply): undefined {
  reply.hijack()
}
