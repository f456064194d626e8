import type { FastifyRequest } from 'fastify'
import type { Apis } from './compare-dismissals.ts'
import { baseOf } from '../http/base-address.ts'
import { exchangeOf } from '../http/exchange.ts'

/** Where a client of the control façade finds the APIs of its world: beside it, or on their own port of the same host. */
export function apisAddress (request: FastifyRequest, { basePath, ownPort }: Apis): string {
  const port = ownPort?.()
  if (port === undefined) return baseOf(request, basePath)
  return `${request.protocol}://${request.hostname}:${port}${exchangeOf(request.raw).prefix}${basePath}`
}
