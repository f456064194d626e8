import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { hostnameOf } from '../../src/access/hostname.ts'

const prefixPattern = /^(?:\/[\w.~-]+)*\/*$/
const none: IncomingHttpHeaders = Object.freeze({})

/** Whether forwarded headers are trusted (`trustProxy`); only then Fastify sets `ips`. */
export const isForwarded = (request: FastifyRequest): boolean => 'ips' in request

const believedHeaders = (request: FastifyRequest): IncomingHttpHeaders => isForwarded(request) ? request.headers : none

/** The value of the first proxy, which is what the client used; other proxies append theirs. Undefined for an invalid value. */
function firstOf (header: string | string[] | undefined, wellFormed: (value: string) => boolean): string | undefined {
  if (header === undefined) return undefined
  const [first = ''] = String(header).split(',')
  return wellFormed(first.trim()) ? first.trim() : undefined
}

/** `http` or `https`, as used by the client. */
export const protocolOf = (request: FastifyRequest): string =>
  firstOf(believedHeaders(request)['x-forwarded-proto'], value => /^https?$/i.test(value))?.toLowerCase() ?? 'http'

/** The host, with a port if there is one, as used by the client; empty if absent. */
export const hostOf = (request: FastifyRequest): string =>
  firstOf(believedHeaders(request)['x-forwarded-host'], value => hostnameOf(value) !== undefined) ?? request.headers.host ?? ''

/** The path under which a proxy serves the double, without a trailing slash. */
export const forwardedPrefix = (request: FastifyRequest): string =>
  firstOf(believedHeaders(request)['x-forwarded-prefix'], value => prefixPattern.test(value))?.replace(/\/+$/, '') ?? ''
