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
  const { lastAddress: last } = request.server
  if (host !== last.host || world !== last.world || prefix !== last.prefix) Object.assign(last, { host, world, prefix, address: `http://${host}${world}${prefix}` })
  return last.address
}

/** The address for the previous request to a server. Most requests need the same one: as the same string object, its hash is known where it is a key. */
export interface LastAddress { host: string, world: string, prefix: string, address: string }

export const noAddress = (): LastAddress => ({ host: '', world: '', prefix: '', address: '' })

/** The address at another port of the same host. */
export const addressAtPort = (request: FastifyRequest, port: number, path: string): string =>
  `${protocolOf(request)}://${hostOf(request).replace(/:\d*$/, '')}:${port}${exchangeOf(request.raw).prefix}${path}`

/** Only HTTP/1.0 has requests without Host. */
const ownHost = ({ socket }: FastifyRequest): string => `${socket.localAddress}:${socket.localPort}`
