import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StatusInfo } from '../../schemas/ogc/status-info.ts'
import type { Job } from '../../src/jobs/job.ts'
import { asJsonText, serializerOf } from '../http/as-json.ts'
import { worldOf } from '../http/exchange.ts'
import { offeredFormatOf } from '../http/negotiate.ts'
import { dialectOf } from './dialect.ts'
import { personaOf } from './persona/persona.ts'
import { respondWithStatusAs } from './persona/status.ts'
import { describeFacts, factsOf } from './present.ts'
import { respond } from './respond.ts'
import { statusText } from './status-text.ts'

/** A job, with the place and time of the request. */
export interface PresentedJob {
  readonly job: Job
  /** Epoch milliseconds. */
  readonly now: number
  readonly base: string
  /** False for a job that can no longer be read; true if absent. */
  readonly isReadable?: boolean
}

/**
 * The state of a job, for a handler to return.
 * @param viewOf makes the markup of its page; without it the page shows the members
 * @param scripts names of scripts that the page works without
 */
export function respondWithStatus (request: FastifyRequest, reply: FastifyReply, { job, now, base, isReadable = true }: PresentedJob, viewOf?: () => (info: StatusInfo) => string, scripts?: readonly string[]): StatusInfo | string {
  const world = worldOf(request)
  const dialect = dialectOf(world)
  const facts = factsOf(world, job, now)
  if (offeredFormatOf(request) !== 'html') {
    const persona = personaOf(world)
    if (persona !== undefined) return respondWithStatusAs(persona, reply, { dialect, facts, base, isReadable })
    const text = statusText(facts, { dialect, base, isReadable, serialize: info => serializerOf<StatusInfo>(reply)(info) })
    if (text !== undefined) return asJsonText(reply.header('link', text.link), text.body)
  }
  return respond(request, reply, `Job ${job.id}`, describeFacts(dialect, facts, base, isReadable), viewOf?.(), scripts)
}
