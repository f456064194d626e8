import type { FastifyRequest } from 'fastify'
import type { ApiServer } from './compare-dismissals.ts'
import { addressAtPort, baseAddress } from '../http/base-address.ts'

/** Where a client of the control façade finds the APIs of its world: beside it, or on their own port of the same host. */
export function apisAddress (request: FastifyRequest, { basePath, ownPort }: ApiServer): string {
  const port = ownPort?.()
  return port === undefined ? baseAddress(request, basePath) : addressAtPort(request, port, basePath)
}
