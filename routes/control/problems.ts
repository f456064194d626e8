import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { CapacityError } from '../../src/bounds/capacity.ts'
import { JobError } from '../../src/jobs/errors.ts'
import { bodyTooLarge } from '../http/bodies.ts'
import type { ErrorLog } from '../http/error-log.ts'

/** WireMock's shape of an error: a list, each with a code and a sentence. */
interface ControlErrors { readonly errors: readonly { readonly code: number, readonly title: string, readonly source?: { readonly pointer: string } }[] }

export class ControlProblem extends Error {
  readonly statusCode: number
  /** All that is wrong, a sentence each. */
  readonly problems: readonly string[]

  constructor (status: number, ...problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ControlProblem'
    this.statusCode = status
    this.problems = problems
  }
}

export const keyRequired = 'The control façade asks for its key: send it as X-Control-Key, or as Authorization: Bearer.'

/**
 * Words whatever went wrong; a pattern or a time that cannot be read, and jobs that cannot be, are the caller's fault.
 * @param log is told of what went wrong in the double itself
 */
export const answerControlError = (log: ErrorLog) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const status = statusOf(error)
  if (status >= 500 && !(error instanceof CapacityError)) log.error(error)
  if (status === 413) error.message = bodyTooLarge(request)
  return reply.code(status).serializer(JSON.stringify).type('application/json; charset=utf-8').send(errorsOf(error, status))
}

const ofCaller = [SyntaxError, RangeError, JobError]

export const statusOf = (error: Error & { statusCode?: number }): number =>
  error.statusCode ?? (ofCaller.some(kind => error instanceof kind) ? 400 : 500)

/** All that is wrong, in one text. */
export const problemText = (error: FastifyError): string => errorsOf(error, 0).errors.map(({ title }) => title).join(' ')

function errorsOf (error: FastifyError, status: number): ControlErrors {
  if (error instanceof ControlProblem) return { errors: error.problems.map(title => ({ code: status, title })) }
  if (error.validation === undefined) return { errors: [{ code: status, title: error.message }] }
  return {
    errors: error.validation.map(({ instancePath, message = 'is wrong', params }) => {
      const allowed = Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : ''
      const unknown = typeof params['additionalProperty'] === 'string' ? ` (${params['additionalProperty']})` : ''
      return { code: status, title: `${instancePath || 'the body'} ${message}${allowed}${unknown}`, source: { pointer: instancePath } }
    })
  }
}
