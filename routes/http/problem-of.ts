import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { CapacityError } from '../../src/bounds/capacity.ts'
import type { SchemaError } from '../../src/inputs/schema-sentence.ts'
import { JobError } from '../../src/jobs/errors.ts'
import { InvalidArgument } from '../../src/jobs/invalid-argument.ts'
import { NotFound } from '../../src/jobs/not-found.ts'
import { UnavailableError } from '../../src/world/unavailable-error.ts'
import { bodyTooLarge } from './bodies.ts'
import type { ErrorLog } from './error-log.ts'
import { recordRefusedBody } from './journal.ts'

/** How a façade words errors from elsewhere. `P` is its own error class. */
export interface ErrorWording<P extends Error> {
  /** Whether the error is the façade's own. */
  isProblem (error: Error): error is P
  /** Words an error of the core. */
  ofJobError (error: JobError): P
  /** Words errors of a route's schema. @param part `body`, `querystring`, `params` or `headers` */
  ofSchema (errors: readonly SchemaError[], part: string): P
  /** Words a refusal before the handler, or an argument that the core refused. @param status from 400 to 499, or 503 if the world cannot serve it */
  ofRefusal (error: Error & { readonly code?: string }, status: number, request: FastifyRequest): P
  /** Words an error of the double itself. @param text discloses no internals */
  ofFailure (text: string): P
}

/** The problem of an error, in the façade's words. An error of the double itself is only logged. */
export const problemOf = <P extends Error>(wording: ErrorWording<P>, log: ErrorLog) => (error: FastifyError, request: FastifyRequest): P => {
  if (wording.isProblem(error)) return error
  if (error instanceof JobError) return wording.ofJobError(error)
  if (error.validation !== undefined) return wording.ofSchema(schemaErrorsOf(error, request), error.validationContext ?? 'body')
  const status = error instanceof NotFound ? 404 : error instanceof InvalidArgument ? 400 : error.statusCode ?? 500
  if (status === 413) return wording.ofRefusal(new Error(bodyTooLarge(request)), status, request)
  if (status < 500 || error instanceof UnavailableError || error instanceof CapacityError) return wording.ofRefusal(error, status, request)
  log.error(error)
  return wording.ofFailure('An internal error of the double occurred; its log has the details.')
}

/** ajv's errors. Fastify validates null for a missing body. */
const schemaErrorsOf = ({ validation = [], validationContext }: FastifyError, { body }: FastifyRequest): SchemaError[] =>
  (validation as readonly SchemaError[]).map(error => validationContext === 'body' && body === undefined ? { ...error, data: undefined } : error)

/** The error handler of a façade. @param answer sets status and headers, and returns the body */
export const answerError = <P extends Error>(wording: ErrorWording<P>, log: ErrorLog, answer: (problem: P, request: FastifyRequest, reply: FastifyReply) => unknown) => {
  const toProblem = problemOf(wording, log)
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> => {
    const send = () => reply.send(answer(toProblem(error, request), request, reply))
    return recordRefusedBody(request)?.then(send) ?? send()
  }
}
