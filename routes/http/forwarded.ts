import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { hostnameOf } from '../../src/access/hostname.ts'

const prefixPattern = /^(?:\/[\w.~-]+)*\/*$/
const none: IncomingHttpHeaders = Object.freeze({})

/** Whether what a proxy adds to the headers is believed (`trustProxy`); only then Fastify knows a list of addresses. */
export const isForwarded = (request: FastifyRequest): boolean => 'ips' in request

const believedHeaders = (request: FastifyRequest): IncomingHttpHeaders => isForwarded(request) ? request.headers : none

/**
 * What the first of the proxies says, which is what the client used; the others add theirs behind it. Undefined for what
 * cannot be.
 */
function firstOf (header: string | string[] | undefined, wellFormed: (value: string) => boolean): string | undefined {
  if (header === undefined) return undefined
  const [first = ''] = String(header).split(',')
  return wellFormed(first.trim()) ? first.trim() : undefined
}

/** `http` or `https`, as the client used it. */
export const protocolOf = (request: FastifyRequest): string =>
  firstOf(believedHeaders(request)['x-forwarded-proto'], value => /^https?$/i.test(value))?.toLowerCase() ?? 'http'

/** The host and perhaps the port that the client used; empty where it said none. */
export const hostOf = (request: FastifyRequest): string =>
  firstOf(believedHeaders(request)['x-forwarded-host'], value => hostnameOf(value) !== undefined) ?? request.headers.host ?? ''

/** The path under which a proxy serves the double, without a slash at its end. */
export const forwardedPrefix = (request: FastifyRequest): string =>
  firstOf(believedHeaders(request)['x-forwarded-prefix'], value => prefixPattern.test(value))?.replace(/\/+$/, '') ?? ''
