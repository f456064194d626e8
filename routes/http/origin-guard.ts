import type { FastifyRequest } from 'fastify'
import { type Exchange, exchangeOf } from './exchange.ts'
import { hostOf, protocolOf } from './forwarded.ts'
import { RefusedRequest } from './refused-request.ts'

/**
 * Marks a request from a page of another origin, and refuses it where such pages are not allowed: all of the control
 * façade, and requests that only the double's own pages send. A browser sends forms without a preflight, so CORS alone
 * does not stop them. Undefined if it is not refused. A request without Origin and Sec-Fetch-Site comes from no page.
 * @param named origins that may do what the double's own pages may
 */
export function refuseForeign (request: FastifyRequest, exchange: Exchange, named: ReadonlySet<string>): RefusedRequest | undefined {
  const { origin } = request.headers
  if ((origin !== undefined && named.has(origin)) || !isFromElsewhere(request)) return undefined
  exchange.isForeign = true
  return isForOwnPages(request) && !isVisit(request) ? refusalOf(request) : undefined
}

/** Whether a page of another origin sent this. Requests without a browser are not foreign. */
export const isForeign = (request: FastifyRequest): boolean => exchangeOf(request.raw).isForeign

/** Other ports of this host are the same site to a browser, but another origin. */
function isFromElsewhere (request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  return site === 'cross-site' || site === 'same-site' || (origin !== undefined && originOf(origin) !== originOf(`${protocolOf(request)}://${hostOf(request)}`))
}

/** Without a default port. `null`, the origin of sandboxed pages, never matches. */
const originOf = (url: string): string | symbol => URL.canParse(url) ? new URL(url).origin : Symbol('none')

function isForOwnPages ({ server, routeOptions: { config }, headers: { 'content-type': type = '' } }: FastifyRequest): boolean {
  return server.isControl || config.ownPages === true || (config.forms === true && !/^application\/([\w.-]+\+)?json\b/i.test(type))
}

/** A person who follows a link sees the page, and the page with the link sees nothing of it. */
const isVisit = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && headers.origin === undefined && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'

const refusalOf = ({ headers: { origin = 'another site' } }: FastifyRequest) =>
  new RefusedRequest(403, `The request came from a page of ${origin}; expected the double's own pages, or a client that is not a page. --control-origin allows further origins.`)
