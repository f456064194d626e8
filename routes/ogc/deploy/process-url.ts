import type { FastifyRequest } from 'fastify'
import { baseAddress } from '../../http/base-address.ts'

/** The absolute address of a process, under the address that the client used. */
export const processUrl = (request: FastifyRequest, id: string): string => `${baseAddress(request, request.server.prefix)}/processes/${encodeURIComponent(id)}`
