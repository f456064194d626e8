import type { FastifyRequest } from 'fastify'
import { exchangeOf } from './exchange.ts'
import { forwardedPrefix, hostOf, protocolOf } from './forwarded.ts'

/**
 * The address under which the client sees the server, without a trailing slash: links and `Location` are made from it,
 * so that they lead back the way the client came. X-Forwarded-Proto, -Host and -Prefix count only where the proxy is
 * trusted (`trustProxy`).
 */
export function baseAddress (request: FastifyRequest, prefix: string): string {
  return `${protocolOf(request)}://${hostOf(request) || ownHost(request)}${forwardedPrefix(request)}${exchangeOf(request.raw).prefix}${prefix}`
}

/** The same at another port of the host that the client used, whatever lies between them. */
export const addressAtPort = (request: FastifyRequest, port: number, path: string): string =>
  `${protocolOf(request)}://${hostOf(request).replace(/:\d*$/, '')}:${port}${exchangeOf(request.raw).prefix}${path}`

/** Only HTTP/1.0 comes without Host. */
const ownHost = ({ socket }: FastifyRequest): string => `${socket.localAddress}:${socket.localPort}`
