import type { FastifyRequest } from 'fastify'
import { exchangeOf } from './exchange.ts'

/**
 * The address under which the client sees the server, without a trailing slash: links and `Location` are made from it,
 * so that they lead back the way the client came. X-Forwarded-Proto, -Host and -Prefix count only where the proxy is
 * trusted (`trustProxy`).
 */
export function baseAddress (request: FastifyRequest, prefix: string): string {
  return `${request.protocol}://${hostOf(request)}${forwardedPrefix(request)}${exchangeOf(request.raw).prefix}${prefix}`
}

/** Only HTTP/1.0 comes without Host. */
const hostOf = ({ host, socket }: FastifyRequest): string => host || `${socket.localAddress}:${socket.localPort}`

function forwardedPrefix (request: FastifyRequest): string {
  const header = request.headers['x-forwarded-prefix']
  const trusted = header !== undefined && request.ips !== undefined
  return trusted ? String(header).replace(/\/+$/, '') : ''
}
