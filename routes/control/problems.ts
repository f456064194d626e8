import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorLog } from '../error-log.ts'

/** WireMock's shape of an error: a list, each with a code and a sentence. */
interface ControlErrors { readonly errors: readonly { readonly code: number, readonly title: string, readonly source?: { readonly pointer: string } }[] }

export class ControlProblem extends Error {
  readonly statusCode: number

  constructor (status: number, message: string) {
    super(message)
    this.name = 'ControlProblem'
    this.statusCode = status
  }
}

/**
 * Words whatever went wrong; a pattern or a time that cannot be read is the caller's fault.
 * @param log is told of what went wrong in the double itself
 */
export const answerError = (log: ErrorLog) => (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const status = error.statusCode ?? (error instanceof SyntaxError || error instanceof RangeError ? 400 : 500)
  if (status >= 500) log.error(error)
  return reply.code(status).serializer(JSON.stringify).type('application/json; charset=utf-8').send(errorsOf(error, status))
}

function errorsOf (error: FastifyError, status: number): ControlErrors {
  if (error.validation === undefined) return { errors: [{ code: status, title: error.message }] }
  return {
    errors: error.validation.map(({ instancePath, message = 'is wrong', params }) => {
      const allowed = Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : ''
      const unknown = typeof params['additionalProperty'] === 'string' ? ` (${params['additionalProperty']})` : ''
      return { code: status, title: `${instancePath || 'the body'} ${message}${allowed}${unknown}`, source: { pointer: instancePath } }
    })
  }
}
