import type { FastifyReply } from 'fastify'
import { joinAlternatives, schemaSentence } from '../../src/inputs/schema-sentence.ts'
import type { JobErrorCode } from '../../src/jobs/errors.ts'
import { asJson } from '../http/as-json.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { answerError, type ErrorWording } from '../http/problem-of.ts'

/** One problem: a sentence, and its place in the body as a JSON pointer. */
interface ProblemDetail { readonly title: string, readonly source?: { readonly pointer: string } }

export class ControlProblem extends Error {
  readonly statusCode: number
  /** All problems. */
  readonly details: readonly ProblemDetail[]

  /** @param details a sentence each, or one with its place in the body */
  constructor (status: number, ...details: readonly (string | ProblemDetail)[]) {
    const all = details.map(detail => typeof detail === 'string' ? { title: detail } : detail)
    super(all.map(({ title }) => title).join('\n'))
    this.name = 'ControlProblem'
    this.statusCode = status
    this.details = all
  }
}

export const keyRequired = 'The control façade requires its key: send it as X-Control-Key, or as Authorization: Bearer.'

const statusOfJobError: Record<JobErrorCode, number> = {
  'id-in-use': 400,
  'id-ill-formed': 400,
  'no-such-job': 404,
  'invalid-time': 400,
  'job-unmoved': 409,
  'store-full': 400
}

/** Impossible requests and unreadable ones are both errors of the caller. */
export const controlWording: ErrorWording<ControlProblem> = {
  isProblem: error => error instanceof ControlProblem,
  ofJobError: ({ code, message }) => new ControlProblem(statusOfJobError[code], message),
  ofSchema: errors => new ControlProblem(400, ...joinAlternatives(errors).map(error => ({ title: schemaSentence(error, error.instancePath || 'the body'), source: { pointer: error.instancePath } }))),
  ofRefusal: ({ message }, status) => new ControlProblem(status, ...message.split('\n')),
  ofFailure: text => new ControlProblem(500, text)
}

/** In WireMock's form of an error: a list of entries with a code and a sentence. */
export const answerInJson = ({ statusCode, details }: ControlProblem, reply: FastifyReply) =>
  asJson(reply.code(statusCode), { errors: details.map(detail => ({ code: statusCode, ...detail })) })

/** @param log logs errors of the double itself */
export const answerControlError = (log: ErrorLog) => answerError(controlWording, log, (problem, _request, reply) => answerInJson(problem, reply))

/** All problems in one text. */
export const problemText = ({ details }: ControlProblem): string => details.map(({ title }) => title).join(' ')
