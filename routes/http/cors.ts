import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** What a page of another origin may read beside the body: where a job is, and links. */
const exposed = 'Location, Link, Preference-Applied, Allow'

/**
 * Lets pages of any origin use both APIs: a double guards nothing that a page could steal, and tokens travel in a
 * header that the page itself must know. A preflight carries no token, so it is answered before anyone asks for one; it
 * allows what the browser asks to send.
 */
export function enableCors (app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.headers.origin === undefined) return done()
    reply.header('Access-Control-Allow-Origin', '*').header('Access-Control-Expose-Headers', exposed)
    if (isPreflight(request)) answerPreflight(request, reply)
    else done()
  })
}

const isPreflight = ({ method, headers }: FastifyRequest): boolean => method === 'OPTIONS' && headers['access-control-request-method'] !== undefined

function answerPreflight ({ headers }: FastifyRequest, reply: FastifyReply): void {
  const wanted = headers['access-control-request-headers']
  reply.code(204)
    .header('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
    .header('Access-Control-Max-Age', '600')
  if (wanted !== undefined) reply.header('Access-Control-Allow-Headers', wanted)
  reply.send()
}
