import { STATUS_CODES } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Exception } from '../../schemas/ogc/exception.ts'
import { endSentence, joinAlternatives, schemaSentence } from '../../src/inputs/schema-sentence.ts'
import { asJson } from '../http/as-json.ts'
import { baseAddress } from '../http/base-address.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { InjectedError } from '../http/fault-injection.ts'
import { worldOf } from '../http/exchange.ts'
import { formatOf } from '../http/negotiate.ts'
import { answerError, type ErrorWording } from '../http/problem-of.ts'
import { answerErrorAs } from './persona/errors.ts'
import { personaOf } from './persona/persona.ts'
import { asHtml } from '../pages/as-html.ts'
import { page } from '../pages/html.ts'
import { type Dialect, dialectOf, ogcUri } from './dialect.ts'
import { loginFrame } from './login/frame.ts'
import { wordHidden } from './login/hidden.ts'
import { jobUrl } from './present.ts'
import { OgcProblem, problemOfJobError, problems, type ProblemCode } from './problems.ts'
import { type ExceptionContext, exceptionView } from './views/exception.ts'

const codeOfStatus: Record<number, ProblemCode> = { 400: 'bad-request', 403: 'forbidden', 404: 'not-found', 413: 'too-large', 414: 'not-found', 415: 'unsupported-media-type', 421: 'misdirected', 503: 'unavailable' }

const wording: ErrorWording<OgcProblem | InjectedError> = {
  isProblem: error => error instanceof OgcProblem || error instanceof InjectedError,
  ofJobError: ({ code, message }) => new OgcProblem(problemOfJobError[code], message),
  ofSchema (errors, part) {
    const inQuery = part === 'querystring'
    const sentences = joinAlternatives(errors).map(error => schemaSentence(error, error.instancePath.slice(1) || 'the body'))
    return new OgcProblem(inQuery ? 'invalid-query-parameter-value' : 'bad-request', endSentence(`${inQuery ? 'Query parameter' : 'Request'}: ${sentences.join('; ')}`))
  },
  ofRefusal: ({ message }, status) => new OgcProblem(codeOfStatus[status] ?? 'bad-request', message),
  ofFailure: text => new OgcProblem('server-error', text)
}

/** Answers any error as an OGC exception: in HTML if requested, else in JSON. @param log logs errors of the double itself @param prefix the façade's prefix */
export const answerOgcError = (log: ErrorLog, prefix: string) => answerError(wording, log, (found, request, reply) => {
  const problem = wordHidden(found, request)
  const exception = { ...exceptionOf(problem, dialectOf(worldOf(request))), detail: problem.message, instance: request.url }
  const asPage = formatOf(request) === 'html'
  const persona = personaOf(worldOf(request))
  const answer = persona && answerErrorAs(persona, { problem: problem instanceof OgcProblem ? problem.code : 'injected', exception, prefix, asPage }, request, reply)
  if (answer !== undefined) return answer
  if (persona === undefined) reply.code(exception.status)
  if (!asPage) return asJson(reply, exception, typeFor(request))
  // Where the double itself failed, the store may be what failed.
  const job = problem instanceof OgcProblem && problem.code !== 'server-error' ? jobPageOf(request, prefix) : undefined
  return asHtml(reply, exceptionPage(exception, { base: baseAddress(request, prefix), demonstration: request.server.demonstrationAddress(request), job, login: loginFrame(request, prefix) }))
})

/** The page of the job that a request names, where there is one that its sender may see. */
function jobPageOf (request: FastifyRequest, prefix: string): string | undefined {
  const { jobId } = Object(request.params) as { jobId?: string }
  return jobId === undefined || worldOf(request).jobs.get(jobId) === undefined ? undefined : `${jobUrl(baseAddress(request, prefix), jobId)}?f=html`
}

function exceptionOf (problem: OgcProblem | InjectedError, dialect: Dialect): Exception & { readonly status: number, readonly title: string } {
  if (problem instanceof OgcProblem) return { ...problems[problem.code], type: ogcUri(dialect, problems[problem.code].type), ...problem.exception }
  return { type: 'about:blank', title: STATUS_CODES[problem.statusCode] ?? 'Error', status: problem.statusCode }
}

const exceptionPage = (exception: ReturnType<typeof exceptionOf>, context: ExceptionContext): string =>
  page({ title: exception.title, ...context }, exceptionView(context, exception))

/** problem+json is sent only if Accept names it: clients that know one media type for errors know `application/json`. */
const typeFor = ({ headers: { accept } }: FastifyRequest): string =>
  accept?.includes('application/problem+json') === true ? 'application/problem+json' : 'application/json; charset=utf-8'
