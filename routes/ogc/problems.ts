import type { FastifyRequest } from 'fastify'
import type { JobErrorCode } from '../../src/jobs/errors.ts'
import type { Plan } from '../../src/jobs/job.ts'
import type { World } from '../../src/world/world.ts'
import { baseAddress } from '../http/base-address.ts'

const exceptions = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/'

/**
 * All problems of the façade: status, `type` and `title` of an exception. If the standard has no type, it is
 * `about:blank`, which means that the status says all (RFC 9457).
 */
export const problems = {
  'no-such-process': { status: 404, type: `${exceptions}no-such-process`, title: 'No such process' },
  'no-such-job': { status: 404, type: `${exceptions}no-such-job`, title: 'No such job' },
  'result-not-ready': { status: 404, type: `${exceptions}result-not-ready`, title: 'Result not ready' },
  'result-not-available': { status: 404, type: `${exceptions}result-not-available`, title: 'Result not available' },
  'no-such-output': { status: 400, type: `${exceptions}no-such-output`, title: 'No such output' },
  'invalid-query-parameter-value': { status: 400, type: `${exceptions}invalid-query-parameter-value`, title: 'Invalid query parameter value' },
  // The text of 1.0 names this token for invalid input and defines no URI.
  'invalid-parameter-value': { status: 400, type: 'InvalidParameterValue', title: 'Invalid parameter value' },
  // The standard has no type for a removed resource; Weaver and the security clause answer 410 all the same.
  gone: { status: 410, type: `${exceptions}no-such-job`, title: 'Job was dismissed' },
  'not-dismissible': { status: 400, type: 'about:blank', title: 'Job cannot be dismissed' },
  'not-cancellable': { status: 409, type: 'about:blank', title: 'Job cannot be cancelled' },
  'result-gone': { status: 410, type: `${exceptions}result-not-available`, title: 'Job was dismissed' },
  'job-failed': { status: 500, type: 'NoApplicableCode', title: 'Job failed' },
  'job-dismissed': { status: 500, type: 'NoApplicableCode', title: 'Job was dismissed' },
  'bad-request': { status: 400, type: 'about:blank', title: 'Bad request' },
  'not-found': { status: 404, type: 'about:blank', title: 'Not found' },
  'method-not-allowed': { status: 405, type: 'about:blank', title: 'Method not allowed' },
  unauthorized: { status: 401, type: 'about:blank', title: 'Unauthorized' },
  'invalid-token': { status: 401, type: 'about:blank', title: 'Unauthorized' },
  forbidden: { status: 403, type: 'about:blank', title: 'Forbidden' },
  'of-another-user': { status: 403, type: 'about:blank', title: 'Forbidden' },
  misdirected: { status: 421, type: 'about:blank', title: 'Misdirected request' },
  'not-acceptable': { status: 406, type: 'about:blank', title: 'Not acceptable' },
  'range-not-satisfiable': { status: 416, type: 'about:blank', title: 'Range not satisfiable' },
  'too-large': { status: 413, type: 'about:blank', title: 'Content too large' },
  'unsupported-media-type': { status: 415, type: 'about:blank', title: 'Unsupported media type' },
  'duplicated-process': { status: 409, type: 'about:blank', title: 'Process exists already' },
  'immutable-process': { status: 403, type: 'about:blank', title: 'Immutable process' },
  'unsupported-package': { status: 415, type: 'about:blank', title: 'Unsupported media type' },
  'workflow-not-found': { status: 400, type: 'about:blank', title: 'Workflow not found' },
  'malformed-package': { status: 400, type: 'about:blank', title: 'Malformed package' },
  'server-error': { status: 500, type: 'about:blank', title: 'Server error' },
  'store-full': { status: 503, type: 'about:blank', title: 'No room for more jobs' },
  unavailable: { status: 503, type: 'about:blank', title: 'Unavailable' },
  'too-many-streams': { status: 503, type: 'about:blank', title: 'Too many live pages' }
} as const
export type ProblemCode = keyof typeof problems

/** The problem of each core error; a new one does not compile until it has an entry. */
export const problemOfJobError: Record<JobErrorCode, ProblemCode> = {
  'id-in-use': 'bad-request',
  'id-ill-formed': 'bad-request',
  'no-such-job': 'no-such-job',
  'job-unmoved': 'bad-request',
  'invalid-time': 'bad-request',
  'store-full': 'store-full'
}

export class OgcProblem extends Error {
  readonly code: ProblemCode
  /** Members of the exception that replace those of the code. */
  readonly exception: NonNullable<Plan['exception']> & Readonly<Record<string, unknown>>

  constructor (code: ProblemCode, detail: string, exception: OgcProblem['exception'] = {}) {
    super(detail)
    this.name = 'OgcProblem'
    this.code = code
    this.exception = exception
  }
}

/** `/per/core/process-exception-job-gone` and `/per/core/job-results-exception-job-gone` of the draft permit 410 for a job that once existed. */
export const noSuchJob = (world: Pick<World, 'isGone'>, id: string): OgcProblem => world.isGone(id)
  ? new OgcProblem('gone', `The job "${id}" was dismissed and removed.`)
  : new OgcProblem('no-such-job', `There is no job "${id}".`)

export const noSuchResource = (request: FastifyRequest): OgcProblem =>
  new OgcProblem('not-found', `There is no resource at ${request.method} ${request.url}. The landing page (${baseAddress(request, request.server.prefix)}/) links to all resources.`)
