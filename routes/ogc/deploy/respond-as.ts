import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deployment } from '../../../src/deploy/deployment.ts'
import type { Process } from '../../../src/processes/process.ts'
import { baseAddress } from '../../http/base-address.ts'
import { worldOf } from '../../http/exchange.ts'
import { offeredFormatOf } from '../../http/negotiate.ts'
import { answerDeploymentAs } from '../persona/deployment.ts'
import { type DeploymentAnswer, personaOf } from '../persona/persona.ts'
import { summaryOf } from '../processes.ts'
import { processUrl } from '../process-url.ts'

/** An operation on a process. */
export interface ProcessOperation {
  readonly action: DeploymentAnswer
  readonly process: Process
  readonly deployment?: Deployment
}

/** A failed deployment has only the id of its process. */
type ReportedOperation = ProcessOperation | (Omit<ProcessOperation, 'process'> & { readonly process: Pick<Process, 'id'> })

/** The answer of the world's persona, for a handler to return; undefined if it has none of its own, or a page is requested. */
export function respondAs (request: FastifyRequest, reply: FastifyReply, { action, process, deployment }: ReportedOperation): never | undefined {
  const world = worldOf(request)
  const spoken = personaOf(world)
  const template = spoken?.deployment[action]
  if (spoken === undefined || template === undefined || offeredFormatOf(request) === 'html') return undefined
  const base = baseAddress(request, request.server.prefix)
  const facts = { process, summary: 'title' in process ? summaryOf(world, process, base) : process, base, url: processUrl(base, process.id), deployment }
  return answerDeploymentAs(spoken, reply, template, facts) as never
}
