import type { FastifyRequest } from 'fastify'
import { exchangeOf } from './exchange.ts'
import { forwardedPrefix, hostOf, isForwarded, protocolOf } from './forwarded.ts'

/**
 * The address under which the client sees the server, without a trailing slash, for links and `Location`.
 * X-Forwarded-Proto, -Host and -Prefix count only if the proxy is trusted (`trustProxy`).
 */
export function baseAddress (request: FastifyRequest, prefix: string): string {
  if (isForwarded(request)) return `${protocolOf(request)}://${hostOf(request) || ownHost(request)}${forwardedPrefix(request)}${exchangeOf(request.raw).prefix}${prefix}`
  const host = request.headers.host || ownHost(request)
  const world = exchangeOf(request.raw).prefix
  if (host !== last.host || world !== last.world || prefix !== last.prefix) last = { host, world, prefix, address: `http://${host}${world}${prefix}` }
  return last.address
}

/** Nearly every request asks for the address that the one before it asked for: then it is the same text, whose hash is known wherever it is a key. */
let last = { host: '', world: '', prefix: '', address: '' }

/** The address at another port of the same host. */
export const addressAtPort = (request: FastifyRequest, port: number, path: string): string =>
  `${protocolOf(request)}://${hostOf(request).replace(/:\d*$/, '')}:${port}${exchangeOf(request.raw).prefix}${path}`

/** Only HTTP/1.0 has requests without Host. */
const ownHost = ({ socket }: FastifyRequest): string => `${socket.localAddress}:${socket.localPort}`
