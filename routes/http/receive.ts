import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { World } from '../../src/world/world.ts'
import type { Worlds } from '../../src/world/worlds.ts'
import { ignoreTypeOfDelete } from './bodies.ts'
import { keepWorld } from './choose-world.ts'
import { allowOrigin } from './cors.ts'
import { type Delegates, routeToDelegate } from './delegate.ts'
import { Exchange, exchangeOf, knownExchangeOf, setExchange } from './exchange.ts'
import type { HostGuard } from './host-guard.ts'
import { recordRequest } from './journal.ts'
import { refuseForeign } from './origin-guard.ts'
import { routeAsAnother, toOriginForm } from './request-target.ts'
import { routeAsOptions } from './wrong-methods.ts'

/** What happens to a request before it is routed. */
export interface Reception {
  readonly guard: HostGuard
  /** The world whose dialects word refusals. */
  readonly home: World
  /** Gives the request its exchange, and returns the path for routing. */
  choose (raw: IncomingMessage): string
}

/** A request that is refused by its Host creates no world. */
export const receive = ({ guard, home, choose }: Reception) => (raw: IncomingMessage & { originalUrl?: string }): string => {
  const known = knownExchangeOf(raw)
  if (known !== undefined) return receiveAgain(raw, known)
  toOriginForm(raw)
  const refusal = guard(raw)
  const url = refusal === undefined ? choose(raw) : refuse(raw, home, refusal)
  const method = routeAsAnother(raw)
  const exchange = exchangeOf(raw)
  if (method !== undefined) exchange.method = method
  return exchange.world.persona?.trailing_slash === 'same' ? withoutSlash(url) : url
}

const ofApi = /^(?!\/(__admin|rest)\/)([^?]+)\/(\?.*)?$/s

/** An address of the API without a trailing slash; `/` stays. */
const withoutSlash = (url: string): string => url.replace(ofApi, '$2$3')

/** The request is routed again, with another method or by another application; its exchange stays. */
function receiveAgain (raw: IncomingMessage & { originalUrl?: string }, { unrouted }: Exchange): string {
  raw.originalUrl = unrouted!.originalUrl
  return raw.url!
}

function refuse (raw: IncomingMessage, world: World, refusal: Error): string {
  setExchange(raw, new Exchange(world, '', refusal))
  return raw.url!
}

export interface Admission {
  readonly delegates: Delegates
  readonly worlds: Worlds
  /** Origins whose pages may do what the double's own pages may. */
  readonly controlOrigins: ReadonlySet<string>
  /** Whether the client's address may differ from `Host`, behind a trusted proxy. */
  readonly trustProxy: boolean
}

/**
 * The hook that every request passes, before those of its façade: it applies what was decided before routing, refuses
 * what pages may not do, and records the request in the journal. It is one hook: a step without work costs less than a
 * hook without work.
 */
export function admitRequests (app: FastifyInstance, { delegates, worlds, controlOrigins, trustProxy }: Admission): void {
  let servesParts = false
  app.addHook('onRoute', ({ config }) => { servesParts ||= config?.unrecorded !== undefined })
  app.addHook('onRequest', (request, reply, done) => {
    const { raw } = request
    const exchange = exchangeOf(raw)
    if (request.is404 && (routeToDelegate(delegates, request, reply, exchange) || routeAsOptions(request, reply, exchange))) return
    // Browsers must not guess another media type.
    reply.header('x-content-type-options', 'nosniff')
    if (exchange.method !== undefined) raw.method = exchange.method
    const { origin, 'sec-fetch-site': site } = raw.headers
    const isFromPage = origin !== undefined || site !== undefined
    const refusal = exchange.refusal ?? (isFromPage ? refuseForeign(request, exchange, controlOrigins) : undefined)
    if (refusal !== undefined) return done(refusal)
    keepWorld(worlds, exchange.world, reply.raw)
    if (isFromPage && allowOrigin(request, reply)) return
    ignoreTypeOfDelete(raw, exchange)
    recordRequest(request, exchange, { trustProxy, servesParts })
    done()
  })
}
