import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { ref } from '../../schemas/ref.ts'
import { stringEnum } from '../../schemas/string-enum.ts'
import { baseAddress } from '../http/base-address.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { answerDismissal } from './answer-dismissal.ts'
import { isCancelPathOf } from './cancel-paths.ts'
import { answer, failures } from './describe.ts'
import { JobParams } from './jobs.ts'
import { noSuchResource, OgcProblem } from './problems.ts'
import { respondWithStatus } from './respond-with-status.ts'

/**
 * `POST /jobs/{jobId}/dismiss` and `PUT /jobs/{jobId}/status`: a proposal for the standard
 * (opengeospatial/ogcapi-processes issue 620), in a world with that cancel method.
 */
export function cancel (app: TypedInstance): void {
  const cancelJob = (request: FastifyRequest, reply: FastifyReply, jobId: string) => {
    const world = worldOf(request)
    const cancelled = world.cancel(jobId)
    if (cancelled.outcome === 'refused') throw new OgcProblem('not-cancellable', `The job "${jobId}" is ${cancelled.previousStatus}; only a job that is accepted or running can be cancelled.`)
    return respondWithStatus(request, reply, answerDismissal({ world, reply, base: baseAddress(request, app.prefix) }, jobId, cancelled))
  }
  const onRequest = async (request: FastifyRequest) => expectCancelPath(request)
  app.post('/jobs/:jobId/dismiss', { schema: postSchema, onRequest }, (request, reply) => cancelJob(request, reply, request.params.jobId))
  app.put('/jobs/:jobId/status', { schema: putSchema, onRequest }, (request, reply) => cancelJob(request, reply, request.params.jobId))
}

/** @throws OgcProblem `not-found` if the world of the request has another cancel method */
export function expectCancelPath (request: FastifyRequest): void {
  if (!isCancelPathOf(worldOf(request).settings.cancel, request.routeOptions.url!)) throw noSuchResource(request)
}

const described = {
  tags: ['Dismiss'],
  summary: 'cancel a job execution (experimental)',
  description: 'Cancels a job that is accepted or running; a dismissed job stays unchanged. DELETE of the job removes it.',
  params: JobParams,
  querystring: CommonQuery,
  response: { 200: answer('The status of a job.', ref(StatusInfo)), 202: answer('The job will be dismissed; until then it goes on.', ref(StatusInfo)), ...failures(400, 404, 406, 409, 410, 500) }
}

const postSchema = { ...described, operationId: 'cancel' }

const putSchema = {
  ...described,
  operationId: 'setStatus',
  body: Type.Object({ status: stringEnum(['dismissed']) }, { additionalProperties: true })
}
