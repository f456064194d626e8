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

/** How a façade words what it did not throw itself. `P` is what it calls a problem. */
export interface ErrorWording<P extends Error> {
  /** Whether the façade words this already. */
  isProblem (error: Error): error is P
  /** What the core refuses. */
  ofJobError (error: JobError): P
  /** What does not fit the schema of its route. @param part `body`, `querystring`, `params` or `headers` */
  ofSchema (errors: readonly SchemaError[], part: string): P
  /** What was refused before a handler saw it, or handed to the core and cannot be used. @param status from 400 to 499, or 503 where the world cannot serve it */
  ofRefusal (error: Error & { readonly code?: string }, status: number, request: FastifyRequest): P
  /** What went wrong in the double itself. @param text says nothing of its inside */
  ofFailure (text: string): P
}

/** What went wrong, in the words of a façade. A failure of the double itself is told to the log alone. */
export const problemOf = <P extends Error>(wording: ErrorWording<P>, log: ErrorLog) => (error: FastifyError, request: FastifyRequest): P => {
  if (wording.isProblem(error)) return error
  if (error instanceof JobError) return wording.ofJobError(error)
  if (error.validation !== undefined) return wording.ofSchema(schemaErrorsOf(error, request), error.validationContext ?? 'body')
  const status = error instanceof NotFound ? 404 : error instanceof InvalidArgument ? 400 : error.statusCode ?? 500
  if (status === 413) return wording.ofRefusal(new Error(bodyTooLarge(request)), status, request)
  if (status < 500 || error instanceof UnavailableError || error instanceof CapacityError) return wording.ofRefusal(error, status, request)
  log.error(error)
  return wording.ofFailure('Something went wrong in the double itself; its log says what.')
}

/** What ajv found. Fastify hands it null where no body came. */
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
