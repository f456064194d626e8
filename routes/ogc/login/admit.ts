import type { FastifyReply, FastifyRequest } from 'fastify'
import { levels } from '../../../schemas/seed.ts'
import type { User } from '../../../src/world/seed-content.ts'
import type { LoginResource, Settings } from '../../../src/world/settings.ts'
import { viewOfUser } from '../../../src/world/user-view.ts'
import type { World } from '../../../src/world/world.ts'
import { type Exchange, exchangeOf } from '../../http/exchange.ts'
import type { NeededLevel } from '../../http/route-config.ts'
import { OgcProblem } from '../problems.ts'
import { authenticate } from './authenticate.ts'
import { challengeOf } from './challenge.ts'
import { refuseOfOthers } from './hidden.ts'
import { neededLevels, resourceOf } from './resource.ts'

/** Operations that change an existing job or process. */
const changing: readonly LoginResource[] = ['deploy', 'dismissal']

/**
 * Authenticates a request, in a world where users log in, and sets what it can see. Undefined if it is allowed. An
 * unknown resource is answered as unknown, without a check of permissions.
 */
export function admit (request: FastifyRequest, reply: FastifyReply): OgcProblem | undefined {
  const exchange = exchangeOf(request.raw)
  const { world, world: { settings } } = exchange
  const resource = request.is404 ? undefined : resourceOf(request.method, request.routeOptions.url!.slice(request.server.prefix.length))
  const found = authenticate(world, request)
  if ('refusal' in found) return resource === undefined ? undefined : unauthorized(reply, settings, found.refusal)
  const { user } = found
  showTo(user, exchange)
  if (resource === undefined) return undefined
  if (user === undefined && !settings.loginOpen.includes(resource)) return unauthorized(reply, settings)
  const needed = neededLevels[resource]
  if (user !== undefined && needed !== undefined && !isAllowed(user, world, needed)) return forbidden(reply, settings, user, needed)
  return settings.loginOthers === 'read' && changing.includes(resource) ? refuseOfOthers(request) : undefined
}

function showTo (user: User | undefined, exchange: Exchange): void {
  exchange.user = user
  const { loginOthers } = exchange.world.settings
  if (loginOthers === '403' || loginOthers === '404') exchange.seen = viewOfUser(exchange.world, user)
}

/** A user whose seed names no project has no limits. */
function isAllowed ({ levels: own }: User, { homeProject }: World, needed: NeededLevel): boolean {
  const level = own.get(homeProject)
  return own.size === 0 || (level !== undefined && levels.indexOf(level) >= levels.indexOf(needed))
}

function unauthorized (reply: FastifyReply, settings: Settings, refusal?: string): OgcProblem {
  reply.header('www-authenticate', challengeOf(settings, refusal === undefined ? undefined : { error: 'invalid_token', description: refusal }))
  const expectation = settings.login === 'bearer' ? 'Authorization: Bearer, a space and a token' : `${settings.loginHeader}: and the key of a user`
  return new OgcProblem(refusal === undefined ? 'unauthorized' : 'invalid-token', `${refusal ?? 'No credentials came.'} Expected ${expectation}.`)
}

function forbidden (reply: FastifyReply, settings: Settings, { name }: User, needed: NeededLevel): OgcProblem {
  const description = `The user ${name} has no level in the project of this server that includes ${needed}.`
  reply.header('www-authenticate', challengeOf(settings, { error: 'insufficient_scope', description }))
  return new OgcProblem('forbidden', description)
}
