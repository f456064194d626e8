import type { FastifyRequest } from 'fastify'
import type { ApiServer } from './compare-dismissals.ts'
import { addressAtPort, baseAddress } from '../http/base-address.ts'

/** The address of a world's APIs for a client of the control façade: the same one, or their own port on the same host. */
export function apisAddress (request: FastifyRequest, { basePath, ownPort }: ApiServer): string {
  const port = ownPort?.()
  return port === undefined ? baseAddress(request, basePath) : addressAtPort(request, port, basePath)
}
