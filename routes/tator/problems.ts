import type { JobErrorCode } from '../../src/jobs/errors.ts'
import type { Settings, TatorDialect } from '../../src/settings.ts'

/** What can be wrong, apart from how a dialect says it. */
export type ProblemCode = 'unauthenticated' | 'forbidden' | 'method-not-allowed' | 'not-acceptable' | 'not-found' | 'no-such-job' | 'bad-request' | 'server-error'

interface Answer { readonly status: number, readonly body: object }
type Wording = (text: string, details: string) => Answer

const detail = (status: number): Wording => text => ({ status, body: { detail: text } })
const message = (status: number): Wording => (text, details) => ({ status, body: { message: text, details } })
const onlyMessage = (status: number): Wording => text => ({ status, body: { message: text } })

/**
 * How each dialect words an error. In 2020 what the framework refuses carries `detail` and what the view refuses
 * `message`, and whoever is not known gets 403: session authentication stood first and knows no challenge. Since June
 * 2020 everything carries `message`, a bad token is a 400 and so is a wrong method, and reasons are lost.
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
    'server-error': message(500)
  },
  1.5: {
    unauthenticated: text => ({ status: 400, body: { message: text, details: 'None' } }),
    forbidden: () => ({ status: 403, body: { message: 'You do not have permission to perform this action.' } }),
    'method-not-allowed': text => ({ status: 400, body: { message: text, details: 'None' } }),
    'not-acceptable': onlyMessage(406),
    'not-found': () => ({ status: 404, body: { message: '' } }),
    'no-such-job': () => ({ status: 404, body: { message: '' } }),
    'bad-request': message(400),
    'server-error': message(500)
  }
}

/** What each error of the core is called here; a new one does not compile until it has a name. */
export const problemOfJobError: Record<JobErrorCode, ProblemCode> = {
  'id-in-use': 'bad-request',
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

export function worded (problem: TatorProblem, { tator, tatorUnknown }: Settings): Answer {
  const answer = wordings[tator][problem.code](problem.message, problem.details)
  const asIn2020 = problem.code === 'no-such-job' && tator === '2020-05' && tatorUnknown === 500
  return asIn2020 ? { ...answer, status: 500 } : answer
}

export const noSuchJob = (id: string): TatorProblem => new TatorProblem('no-such-job', `There is no job with run UID ${id}, or it has stopped.`)
export const noSuchGroup = (id: string): TatorProblem => new TatorProblem('no-such-job', `There is no group with ID ${id}, or all its jobs have stopped.`)
