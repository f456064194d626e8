import type { FastifyRequest } from 'fastify'
import type { LoginMethod } from '../../../src/world/settings.ts'
import { worldOf } from '../../http/exchange.ts'
import { noSuchResource } from '../problems.ts'

export const tokenPath = '/token'
export const loginPath = '/login'
export const logoutPath = '/logout'

/** Whether a path of the façade exists with this login method. API keys are not issued; the login page exchanges a password for one. */
export function isPathWith (login: LoginMethod, path: string): boolean {
  if (path === tokenPath) return login === 'bearer'
  return (path !== loginPath && path !== logoutPath) || login !== 'off'
}

/** @throws OgcProblem `not-found` if the world of the request has no such path */
export function expectLoginPath (request: FastifyRequest): void {
  const { routeOptions: { url }, server: { prefix } } = request
  if (!isPathWith(worldOf(request).settings.login, url!.slice(prefix.length))) throw noSuchResource(request)
}
