import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { CapacityError } from '../../src/bounds/capacity.ts'
import { JobError } from '../../src/jobs/errors.ts'
import { bodyTooLarge } from '../http/bodies.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { worldOf } from '../http/exchange.ts'
import { InjectedError } from '../http/fault-injection.ts'
import { answersServerErrorPage, problemOfJobError, serverErrorPage, TatorProblem, wordProblem } from './problems.ts'

/**
 * Words whatever went wrong as Tator does in the dialect of the world.
 * @param log is told of what went wrong in the double itself
 */
export const answerTatorError = (log: ErrorLog) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { settings } = worldOf(request)
  if (error instanceof InjectedError) return reply.code(error.statusCode).serializer(JSON.stringify).type('application/json').send({ message: error.message })
  const problem = problemOf(error, request)
  if (problem.code === 'server-error') log.error(error)
  if (answersServerErrorPage(problem, settings)) return reply.code(500).type('text/html; charset=utf-8').send(serverErrorPage)
  const { status, body } = wordProblem(problem, settings)
  return reply.code(status).serializer(JSON.stringify).type('application/json').send(body)
}

/** Whatever goes wrong while a request is read is a 400 to Tator, unless it is too long: not JSON, not as described. */
function problemOf (error: FastifyError, request: FastifyRequest): TatorProblem {
  if (error instanceof TatorProblem) return error
  if (error instanceof JobError) return new TatorProblem(problemOfJobError[error.code], error.message)
  if (error instanceof CapacityError) return new TatorProblem('bad-request', error.message)
  if ((error.statusCode ?? 500) >= 500) return new TatorProblem('server-error', 'Something went wrong in the double itself; its log says what.')
  if (error.statusCode === 413) return new TatorProblem('too-large', bodyTooLarge(request))
  if (error.statusCode === 421) return new TatorProblem('misdirected', error.message)
  if (error.statusCode === 415) return new TatorProblem('bad-request', `Unsupported media type "${request.headers['content-type'] ?? ''}" in request.`, error.message)
  return new TatorProblem('bad-request', error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' ? `JSON parse error - ${error.message}` : error.message)
}
