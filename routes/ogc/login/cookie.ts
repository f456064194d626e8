import type { FastifyRequest } from 'fastify'
import { baseAddress } from '../../http/base-address.ts'
import { exchangeOf } from '../../http/exchange.ts'
import { protocolOf } from '../../http/forwarded.ts'

const cookieName = 'jobdouble-login'

/** The header by which a browser keeps a token: for pages of the same site and the same world alone, and out of reach of scripts. */
export const cookieWith = (request: FastifyRequest, token: string): string =>
  `${cookieName}=${token}; Path=${new URL(baseAddress(request, '')).pathname}; HttpOnly; SameSite=Strict${protocolOf(request) === 'https' ? '; Secure' : ''}`

/** The header by which it forgets the token. */
export const cookieWithout = (request: FastifyRequest): string => `${cookieWith(request, '')}; Max-Age=0`

/** The token that a browser keeps; undefined where there is none, or a page of another origin made it send one. */
export function tokenInCookie ({ raw, headers: { cookie = '' } }: FastifyRequest): string | undefined {
  if (exchangeOf(raw).isForeign) return undefined
  const pair = cookie.split(';').map(one => one.trim()).find(one => one.startsWith(`${cookieName}=`))
  return pair?.slice(cookieName.length + 1)
}
