import type { FastifyRequest } from 'fastify'
import { baseAddress } from '../../http/base-address.ts'
import { exchangeOf } from '../../http/exchange.ts'
import type { PageFrame } from '../../pages/html.ts'
import { loginPath, logoutPath } from './paths.ts'

/** The login part of every page; undefined in a world without login. @param prefix the façade's prefix */
export function loginFrame (request: FastifyRequest, prefix: string): PageFrame['login'] {
  const { world: { settings }, user } = exchangeOf(request.raw)
  if (settings.login === 'off') return undefined
  const base = baseAddress(request, prefix)
  if (user !== undefined) return { user: user.name, logout: `${base}${logoutPath}` }
  const isPage = request.method === 'GET' && request.routeOptions.url !== `${prefix}${loginPath}`
  return { login: `${base}${loginPath}${isPage ? `?${new URLSearchParams({ next: `${baseAddress(request, '')}${request.url}` })}` : ''}` }
}
