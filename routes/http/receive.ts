import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { World } from '../../src/world/world.ts'
import { exchangeOf, setExchange } from './exchange.ts'
import type { HostGuard } from './host-guard.ts'
import { routeAsOptions, toOriginForm } from './request-target.ts'

/** What happens to a request before it is routed. */
export interface Reception {
  readonly guard: HostGuard
  /** The world whose dialects word what is refused. */
  readonly home: World
  /** Gives the request its exchange, and returns the path on which routing goes on. */
  choose (raw: IncomingMessage): string
}

/** What is refused by its Host chooses no world, so it makes none. */
export const receive = ({ guard, home, choose }: Reception) => (raw: IncomingMessage): string => {
  toOriginForm(raw)
  const refusal = guard(raw)
  const url = refusal === undefined ? choose(raw) : refuse(raw, home, refusal)
  const method = routeAsOptions(raw)
  if (method !== undefined) exchangeOf(raw).method = method
  return url
}

function refuse (raw: IncomingMessage, world: World, refusal: Error): string {
  setExchange(raw, { world, prefix: '', life: world.life, refusal })
  return raw.url!
}

/** The first hook of all: what was found out before routing has its effect. */
export function applyReception (app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { refusal, method } = exchangeOf(request.raw)
    // A browser takes what is served for what its media type says, whatever it looks like.
    reply.header('X-Content-Type-Options', 'nosniff')
    if (method !== undefined) request.raw.method = method
    done(refusal)
  })
}
