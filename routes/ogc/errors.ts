import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { CapacityError } from '../../src/bounds/capacity.ts'
import { JobError } from '../../src/jobs/errors.ts'
import type { Exception } from '../../schemas/ogc/exception.ts'
import { baseAddress } from '../http/base-address.ts'
import { bodyTooLarge } from '../http/bodies.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { page } from '../pages/html.ts'
import { formatOf } from '../http/negotiate.ts'
import { sendHtml } from '../pages/send-html.ts'
import { InjectedError } from '../http/fault-injection.ts'
import { OgcProblem, problemOfJobError, problems, type ProblemCode } from './problems.ts'
import { exceptionView } from './views/exception.ts'

const codeOfStatus: Record<number, ProblemCode> = { 400: 'bad-request', 403: 'forbidden', 404: 'not-found', 414: 'not-found', 415: 'unsupported-media-type', 421: 'misdirected' }

/**
 * Words whatever went wrong as an OGC exception: in HTML where the client asked for it, else in JSON.
 * @param log is told of what went wrong in the double itself
 * @param prefix where the façade begins
 */
export const answerOgcError = (log: ErrorLog, prefix: string) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (error instanceof InjectedError) return sendException(request, reply, prefix, { type: 'about:blank', title: STATUS_CODES[error.statusCode] ?? 'Error', status: error.statusCode, detail: error.message, instance: request.url })
  const problem = problemOf(error, request)
  if (problem.code === 'server-error') log.error(error)
  const { status, type, title } = problems[problem.code]
  return sendException(request, reply, prefix, { type, title, status, detail: problem.message, instance: request.url })
}

function problemOf (error: FastifyError, request: FastifyRequest): OgcProblem {
  if (error instanceof OgcProblem) return error
  if (error instanceof JobError) return new OgcProblem(problemOfJobError[error.code], error.message)
  if (error instanceof CapacityError) return new OgcProblem('over-capacity', error.message)
  if (error.validation !== undefined) return validationProblem(error)
  if (error.statusCode === 413) return new OgcProblem('too-large', bodyTooLarge(request))
  const code = codeOfStatus[error.statusCode ?? 500] ?? 'server-error'
  return new OgcProblem(code, code === 'server-error' ? 'Something went wrong in the double itself; its log says what.' : error.message)
}

function validationProblem ({ validation = [], validationContext }: FastifyError): OgcProblem {
  const errors = validation.map(({ instancePath, message, params }) => {
    const allowed = Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : ''
    return `${instancePath.slice(1) || 'the body'} ${message}${allowed}`
  })
  const inQuery = validationContext === 'querystring'
  return new OgcProblem(inQuery ? 'invalid-query-parameter-value' : 'bad-request', `${inQuery ? 'Query parameter' : 'Request'}: ${errors.join('; ')}.`)
}

/** problem+json goes only to those who name it: clients that know one media type for errors know `application/json`. */
function sendException (request: FastifyRequest, reply: FastifyReply, prefix: string, exception: Exception & { status: number, title: string }): FastifyReply {
  reply.code(exception.status)
  if (formatOf(request) === 'html') {
    return sendHtml(reply, page({ title: exception.title, base: baseAddress(request, prefix) }, exceptionView(exception)))
  }
  const problemJson = request.headers.accept?.includes('application/problem+json') === true
  return reply.type(problemJson ? 'application/problem+json' : 'application/json; charset=utf-8').serializer(JSON.stringify).send(exception)
}
