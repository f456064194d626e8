import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProcessSummary } from '../../../schemas/ogc/process.ts'
import { ref } from '../../../schemas/ref.ts'
import { baseAddress } from '../../http/base-address.ts'
import { worldOf } from '../../http/exchange.ts'
import { answer } from '../describe.ts'
import { summaryOf } from '../processes.ts'
import { processUrl } from '../process-url.ts'
import { respond } from '../respond.ts'
import { type ProcessOperation, respondAs } from './respond-as.ts'

export const summaryAnswer = (description: string) => answer(description, ref(ProcessSummary))

/** The summary of a process, or the persona's own answer, for a handler to return. @param isLocated whether to send `Location`, exactly once */
export function respondWithSummary (request: FastifyRequest, reply: FastifyReply, done: ProcessOperation, isLocated = true): ProcessSummary | string {
  const { process } = done
  const base = baseAddress(request, request.server.prefix)
  if (isLocated) reply.header('Location', processUrl(base, process.id))
  return respondAs(request, reply, done) ?? respond(request, reply, process.title, summaryOf(worldOf(request), process, base))
}
