import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { protocolOf } from '../http/forwarded.ts'

const cookieName = 'jobdouble-control'

/** Whoever brings the key is let in: in a header, or in the cookie that a page got for it. Pages of other origins never come as far as here. */
export interface ControlKeyGuard {
  admits (request: FastifyRequest): boolean
  isKey (key: string): boolean
  /** The header by which a browser keeps the key: for pages of the same site alone, and out of reach of scripts. */
  cookieFor (request: FastifyRequest): string
}

/** @param key absent: everybody is let in */
export function createKeyGuard (key: string | undefined): ControlKeyGuard {
  // The cookie says that its bearer knew the key, not the key.
  const proof = createHmac('sha256', key ?? '').update(cookieName).digest('base64url')
  const isKey = (came: string) => key === undefined || sameText(came, key)
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
