import type { FastifyRequest } from 'fastify'
import { hostnameOf } from '../../src/access/hostname.ts'

const prefixPattern = /^(?:\/[\w.~-]+)*\/*$/

/**
 * What the first of the proxies says in X-Forwarded-Proto, -Host or -Prefix, which is what the client used; the others
 * add theirs behind it. Undefined where no proxy is trusted (`trustProxy`), and for what cannot be.
 */
function forwarded (request: FastifyRequest, name: 'proto' | 'host' | 'prefix', wellFormed: (value: string) => boolean): string | undefined {
  const header = request.headers[`x-forwarded-${name}`]
  if (header === undefined || request.ips === undefined) return undefined
  const [first = ''] = String(header).split(',')
  return wellFormed(first.trim()) ? first.trim() : undefined
}

/** `http` or `https`, as the client used it. */
export const protocolOf = (request: FastifyRequest): string => forwarded(request, 'proto', value => /^https?$/i.test(value))?.toLowerCase() ?? 'http'

/** The host and perhaps the port that the client used; empty where it said none. */
export const hostOf = (request: FastifyRequest): string => forwarded(request, 'host', value => hostnameOf(value) !== undefined) ?? request.headers.host ?? ''

/** The path under which a proxy serves the double, without a slash at its end. */
export const forwardedPrefix = (request: FastifyRequest): string => forwarded(request, 'prefix', value => prefixPattern.test(value))?.replace(/\/+$/, '') ?? ''
