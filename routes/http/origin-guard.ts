import type { FastifyRequest } from 'fastify'
import { type Exchange, exchangeOf } from './exchange.ts'
import { hostOf, protocolOf } from './forwarded.ts'
import { RefusedRequest } from './refused-request.ts'

/**
 * Tells a request that a page of another origin made, and refuses one that is not for such pages: all of the control
 * façade, and what only the pages of the double send. A browser sends forms without asking first, so CORS alone does
 * not keep them away. Undefined if it is not refused.
 * @param named origins that may do what the double's own pages may
 */
export function refuseForeign (request: FastifyRequest, exchange: Exchange, named: ReadonlySet<string>): RefusedRequest | undefined {
  const { origin, 'sec-fetch-site': site } = request.headers
  if ((origin === undefined && site === undefined) || (origin !== undefined && named.has(origin)) || !isFromElsewhere(request)) return undefined
  exchange.isForeign = true
  return isForOwnPages(request) && !isVisit(request) ? refusalOf(request) : undefined
}

/** Whether a page of another origin sent this. What no browser sent is not from elsewhere. */
export const isForeign = (request: FastifyRequest): boolean => exchangeOf(request.raw).isForeign

/** Other ports of this host are the same site to a browser, and another origin all the same. */
function isFromElsewhere (request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  return site === 'cross-site' || site === 'same-site' || (origin !== undefined && originOf(origin) !== originOf(`${protocolOf(request)}://${hostOf(request)}`))
}

/** Without a port that goes without saying. `null`, as a page without an origin sends it, is nobody's. */
const originOf = (url: string): string | symbol => URL.canParse(url) ? new URL(url).origin : Symbol('none')

function isForOwnPages ({ server, routeOptions: { config }, headers: { 'content-type': type = '' } }: FastifyRequest): boolean {
  return server.isControl || config.ownPages === true || (config.forms === true && !/^application\/([\w.-]+\+)?json\b/i.test(type))
}

/** Someone who follows a link sees where they are, and the page that had the link sees nothing of it. */
const isVisit = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && headers.origin === undefined && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'

const refusalOf = ({ headers: { origin = 'another site' } }: FastifyRequest) =>
  new RefusedRequest(403, `This came from a page of ${origin}; it is for the double's own pages and for clients that are no pages. --control-origin names origins that may do the same.`)
