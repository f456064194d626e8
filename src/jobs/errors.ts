import { InvalidArgument } from './invalid-argument.ts'

/** What can be wrong with a submission or a change of a job, in plain words. No HTTP: each façade has its own wording and status codes. */
export const jobErrors = {
  'id-in-use': (id: string) => `A job with the id "${id}" exists already. Choose another, or wait until that job is forgotten.`,
  'id-ill-formed': (id: string) => `A job or a group cannot be called ${JSON.stringify(id)}: it contains half of a surrogate pair, which no address can contain.`,
  'no-such-job': (id: string) => `There is no job "${id}".`,
  'job-unmoved': (id: string, state: string, action: string) => `The job "${id}" is ${state}; it cannot ${action}.`,
  'store-full': (limit: number) => `The store is full (${limit} jobs, --max-jobs). Dismiss some, or start with a higher limit.`,
  'invalid-time': (id: string, member: string, received: number, expected: string) => `The job "${id}": ${member} came as ${received}; expected ${expected}.`
} as const
export type JobErrorCode = keyof typeof jobErrors

export class JobError extends Error {
  readonly code: JobErrorCode

  constructor (code: JobErrorCode, message: string) {
    super(message)
    this.name = 'JobError'
    this.code = code
  }
}

/** A clock cannot move there: backwards, or beyond the last instant that a Date can hold. */
export class ClockError extends InvalidArgument {
  override readonly name: string = 'RangeError'
}

/** The clock was reset while a caller turned it or waited for a turn. */
export class ClockResetError extends ClockError {
  constructor () {
    super('The clock was reset meanwhile, so it does not move further.')
  }
}
