import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { protocolOf } from '../http/forwarded.ts'

const cookieName = 'jobdouble-control'

/** Accepts requests with the key: in a header, or in the cookie that a page got for it. Pages of other origins are refused earlier. */
export interface ControlKeyGuard {
  admits (request: FastifyRequest): boolean
  isKey (key: string): boolean
  /** The header that stores the key in a browser: for pages of the same site only, and not readable by scripts. */
  cookieFor (request: FastifyRequest): string
}

/** @param key absent: every request is accepted */
export function createKeyGuard (key: string | undefined): ControlKeyGuard {
  // The cookie proves knowledge of the key without containing it.
  const proof = createHmac('sha256', key ?? '').update(cookieName).digest('base64url')
  const isKey = (received: string) => key === undefined || sameText(received, key)
  return {
    isKey,
    admits: request => isKey(keyIn(request)) || cookiesOf(request).some(cookie => sameText(cookie, `${cookieName}=${proof}`)),
    cookieFor: request => `${cookieName}=${proof}; Path=/; HttpOnly; SameSite=Strict${protocolOf(request) === 'https' ? '; Secure' : ''}`
  }
}

function keyIn ({ headers: { 'x-control-key': header, authorization = '' } }: FastifyRequest): string {
  return typeof header === 'string' ? header : authorization.replace(/^bearer\s+/i, '')
}

const cookiesOf = ({ headers: { cookie = '' } }: FastifyRequest): string[] => cookie.split(';').map(pair => pair.trim())

function sameText (one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
