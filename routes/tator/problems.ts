import type { JobErrorCode } from '../../src/jobs/errors.ts'
import type { Settings, TatorDialect } from '../../src/world/settings.ts'

/** All problems of the façade, without the wording of a dialect. */
export type ProblemCode = 'unauthenticated' | 'forbidden' | 'method-not-allowed' | 'not-acceptable' | 'not-found' | 'no-such-job' | 'bad-request' | 'too-large' | 'misdirected' | 'unavailable' | 'server-error'

interface Answer { readonly status: number, readonly body: object }
type Wording = (text: string, details: string) => Answer

const detail = (status: number): Wording => text => ({ status, body: { detail: text } })
const message = (status: number): Wording => (text, details) => ({ status, body: { message: text, details } })
const withoutDetails = (status: number): Wording => text => ({ status, body: { message: text, details: 'None' } })
const onlyMessage = (status: number): Wording => text => ({ status, body: { message: text } })

/** The wordings that all dialects since June 2020 share. */
const later = {
  'not-acceptable': onlyMessage(406),
  'not-found': () => ({ status: 404, body: { message: '' } }),
  'no-such-job': () => ({ status: 404, body: { message: '' } }),
  misdirected: onlyMessage(421),
  unavailable: message(503),
  'server-error': message(500)
}

/**
 * The wording of each error by dialect. In 2020 errors of the framework have `detail` and those of the view `message`,
 * and an unknown user gets 403: session authentication came first and has no challenge. Since June 2020 every error has
 * `message`, and a bad token and a wrong method are 400; in 1.5 reasons are lost too.
 */
const wordings: Record<TatorDialect, Record<ProblemCode, Wording>> = {
  '2020-05': {
    unauthenticated: detail(403),
    forbidden: detail(403),
    'method-not-allowed': detail(405),
    'not-acceptable': detail(406),
    'not-found': detail(404),
    'no-such-job': onlyMessage(404),
    'bad-request': message(400),
    'too-large': message(413),
    misdirected: detail(421),
    unavailable: message(503),
    'server-error': message(500)
  },
  '2020-09': {
    ...later,
    unauthenticated: message(400),
    forbidden: onlyMessage(403),
    'method-not-allowed': message(400),
    'bad-request': message(400),
    'too-large': message(413)
  },
  1.5: {
    ...later,
    unauthenticated: withoutDetails(400),
    forbidden: () => ({ status: 403, body: { message: 'You do not have permission to perform this action.' } }),
    'method-not-allowed': withoutDetails(400),
    'bad-request': withoutDetails(400),
    'too-large': withoutDetails(413)
  }
}

/** The problem of each core error; a new one does not compile until it has an entry. */
export const problemOfJobError: Record<JobErrorCode, ProblemCode> = {
  'id-in-use': 'bad-request',
  'id-ill-formed': 'bad-request',
  'no-such-job': 'no-such-job',
  'job-unmoved': 'bad-request',
  'invalid-time': 'bad-request',
  'store-full': 'bad-request'
}

export class TatorProblem extends Error {
  readonly code: ProblemCode
  readonly details: string

  constructor (code: ProblemCode, message: string, details = message) {
    super(message)
    this.name = 'TatorProblem'
    this.code = code
    this.details = details
  }
}

export const wordProblem = ({ code, message, details }: TatorProblem, { tator }: Settings): Answer => wordings[tator][code](message, details)

/** In May 2020 the permission check itself failed on an unknown id, and the site's general error page was sent. */
export const answersServerErrorPage = ({ code }: TatorProblem, { tator, tatorUnknown }: Settings): boolean =>
  code === 'no-such-job' && tator === '2020-05' && tatorUnknown === 500

export const serverErrorPage = '<!doctype html>\n<html lang="en">\n<head><title>Server Error (500)</title></head>\n<body><h1>Server Error (500)</h1></body>\n</html>\n'

export const noSuchJob = (id: string): TatorProblem => new TatorProblem('no-such-job', `There is no job with run UID ${id}, or it has stopped.`)
export const noSuchGroup = (id: string): TatorProblem => new TatorProblem('no-such-job', `There is no group with ID ${id}, or all its jobs have stopped.`)
/** The list of September 2020 failed on an unknown group; its message is that of the failure. */
export const unknownGroupInList = (id: string): TatorProblem => new TatorProblem('bad-request', 'list index out of range', `No jobs were launched in this project as the group ${id}.`)
