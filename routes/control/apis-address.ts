import type { FastifyRequest } from 'fastify'
import type { ApiServer } from './compare-dismissals.ts'
import { baseAddress } from '../http/base-address.ts'
import { exchangeOf } from '../http/exchange.ts'
import { hostOf, protocolOf } from '../http/forwarded.ts'

/** Where a client of the control façade finds the APIs of its world: beside it, or on their own port of the same host. */
export function apisAddress (request: FastifyRequest, { basePath, ownPort }: ApiServer): string {
  const port = ownPort?.()
  if (port === undefined) return baseAddress(request, basePath)
  return `${protocolOf(request)}://${hostOf(request).replace(/:\d*$/, '')}:${port}${exchangeOf(request.raw).prefix}${basePath}`
}
