import type { FastifyRequest } from 'fastify'
import { baseAddress } from '../../http/base-address.ts'
import { exchangeOf } from '../../http/exchange.ts'
import { protocolOf } from '../../http/forwarded.ts'

const cookieName = 'jobdouble-login'

/** The header that stores a token in a browser: for pages of the same site and world only, and not readable by scripts. */
export const cookieWith = (request: FastifyRequest, token: string): string =>
  `${cookieName}=${token}; Path=${new URL(baseAddress(request, '')).pathname}; HttpOnly; SameSite=Strict${protocolOf(request) === 'https' ? '; Secure' : ''}`

/** The header that removes the token. */
export const cookieWithout = (request: FastifyRequest): string => `${cookieWith(request, '')}; Max-Age=0`

/** The token in a browser's cookie; undefined if there is none, or the request comes from a page of another origin. */
export function tokenInCookie ({ raw, headers: { cookie = '' } }: FastifyRequest): string | undefined {
  if (exchangeOf(raw).isForeign) return undefined
  const pair = cookie.split(';').map(one => one.trim()).find(one => one.startsWith(`${cookieName}=`))
  return pair?.slice(cookieName.length + 1)
}
