import type { FastifyRequest } from 'fastify'
import { baseAddress } from '../../http/base-address.ts'
import { exchangeOf } from '../../http/exchange.ts'
import type { PageFrame } from '../../pages/html.ts'
import { loginPath, logoutPath } from './paths.ts'

/** What every page says of who is logged in; undefined in a world where nobody logs in. @param prefix where the façade begins */
export function loginFrame (request: FastifyRequest, prefix: string): PageFrame['login'] {
  const { world: { settings }, user } = exchangeOf(request.raw)
  if (settings.login === 'off') return undefined
  const base = baseAddress(request, prefix)
  if (user !== undefined) return { user: user.name, logout: `${base}${logoutPath}` }
  const isPage = request.method === 'GET' && request.routeOptions.url !== `${prefix}${loginPath}`
  return { login: `${base}${loginPath}${isPage ? `?${new URLSearchParams({ next: `${baseAddress(request, '')}${request.url}` })}` : ''}` }
}
