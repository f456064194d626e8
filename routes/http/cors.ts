import type { FastifyReply, FastifyRequest } from 'fastify'

/** Headers that a page of another origin may read: the job's address, links, and the range of a file. */
const exposed = 'Location, Link, Preference-Applied, Allow, ETag, Accept-Ranges, Content-Range, WWW-Authenticate'

/**
 * Lets pages of any origin use both APIs: a double has nothing to steal, and tokens are in a header that the page must
 * know. The control façade can be read only by an allowed origin. A preflight carries no token, so it is answered before
 * authentication; it allows what the browser asks to send.
 * @returns whether the request was a preflight, which is answered
 */
export function allowOrigin (request: FastifyRequest, reply: FastifyReply): boolean {
  const { origin } = request.headers
  if (origin === undefined) return false
  if (request.server.isControl) reply.header('Access-Control-Allow-Origin', origin).header('Vary', 'Origin')
  else reply.header('Access-Control-Allow-Origin', '*')
  reply.header('Access-Control-Expose-Headers', exposed)
  if (!isPreflight(request)) return false
  answerPreflight(request, reply)
  return true
}

const isPreflight = ({ method, headers }: FastifyRequest): boolean => method === 'OPTIONS' && headers['access-control-request-method'] !== undefined

function answerPreflight ({ headers }: FastifyRequest, reply: FastifyReply): void {
  const allowedHeaders = withoutForwarded(headers['access-control-request-headers'])
  reply.code(204)
    .header('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
    .header('Access-Control-Max-Age', '600')
  if (allowedHeaders !== '') reply.header('Access-Control-Allow-Headers', allowedHeaders)
  reply.send()
}

/** A page is no proxy: with X-Forwarded-Host it could pass as one of the double's own. */
const withoutForwarded = (names = ''): string =>
  names.split(',').map(name => name.trim()).filter(name => !/^(x-)?forwarded/i.test(name)).join(', ')
