import { endSentence, joinAlternatives, schemaSentence } from '../../src/inputs/schema-sentence.ts'
import { asJson } from '../http/as-json.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { worldOf } from '../http/exchange.ts'
import { InjectedError } from '../http/fault-injection.ts'
import { answerError, type ErrorWording } from '../http/problem-of.ts'
import { answersServerErrorPage, problemOfJobError, serverErrorPage, TatorProblem, wordProblem } from './problems.ts'

/** Tator answers 400 to anything wrong while a request is read, such as invalid JSON or a schema violation, except to a body that is too long. */
const wording: ErrorWording<TatorProblem | InjectedError> = {
  isProblem: error => error instanceof TatorProblem || error instanceof InjectedError,
  ofJobError: ({ code, message }) => new TatorProblem(problemOfJobError[code], message),
  ofSchema: (errors, part) => new TatorProblem('bad-request', endSentence(joinAlternatives(errors).map(error => schemaSentence(error, `${part}${error.instancePath}`)).join('; '))),
  ofRefusal ({ code, message }, status, { headers }) {
    if (status === 413) return new TatorProblem('too-large', message)
    if (status === 421) return new TatorProblem('misdirected', message)
    if (status === 503) return new TatorProblem('unavailable', message)
    if (status === 415) return new TatorProblem('bad-request', `Unsupported media type "${headers['content-type'] ?? ''}" in request.`, message)
    return new TatorProblem('bad-request', code === 'FST_ERR_CTP_INVALID_JSON_BODY' ? `JSON parse error - ${message}` : message)
  },
  ofFailure: text => new TatorProblem('server-error', text)
}

/** Answers any error in the wording of the world's dialect. @param log logs errors of the double itself */
export const answerTatorError = (log: ErrorLog) => answerError(wording, log, (problem, request, reply) => {
  if (problem instanceof InjectedError) return asJson(reply.code(problem.statusCode), { message: problem.message }, 'application/json')
  const { settings } = worldOf(request)
  if (answersServerErrorPage(problem, settings)) {
    reply.code(500).type('text/html; charset=utf-8')
    return serverErrorPage
  }
  const { status, body } = wordProblem(problem, settings)
  return asJson(reply.code(status), body, 'application/json')
})
