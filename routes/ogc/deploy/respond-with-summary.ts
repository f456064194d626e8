import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProcessSummary } from '../../../schemas/ogc/process.ts'
import { ref } from '../../../schemas/ref.ts'
import type { Process } from '../../../src/processes/process.ts'
import { baseAddress } from '../../http/base-address.ts'
import { worldOf } from '../../http/exchange.ts'
import { answer } from '../describe.ts'
import { summaryOf } from '../processes.ts'
import { respond } from '../respond.ts'

export const summaryAnswer = (description: string) => answer(description, ref(ProcessSummary))

/** The summary of a process, for a handler to return. @param isLocated whether `Location` says where it is: exactly once */
export function respondWithSummary (request: FastifyRequest, reply: FastifyReply, process: Process, isLocated = true): ProcessSummary | string {
  if (isLocated) reply.header('Location', processUrl(request, process.id))
  return respond(request, reply, process.title, summaryOf(worldOf(request), process, baseAddress(request, request.server.prefix)))
}

export const processUrl = (request: FastifyRequest, id: string): string => `${baseAddress(request, request.server.prefix)}/processes/${encodeURIComponent(id)}`
