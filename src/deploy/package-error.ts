import { excerpt } from '../inputs/validation-error.ts'

/** Reasons why a package is refused: it cannot be read, or has no such workflow. */
export type PackageErrorCode = 'malformed' | 'workflow-not-found'

/** A package that cannot be deployed; the message says where in it, what came and what was expected. */
export class PackageError extends Error {
  readonly code: PackageErrorCode

  constructor (code: PackageErrorCode, message: string) {
    super(message)
    this.name = 'PackageError'
    this.code = code
  }
}

/** A value that a package must not have at this place. @param expected without a full stop */
export const malformed = (place: string, received: unknown, expected: string): PackageError => malformedAs(place, excerpt(received), expected)

/** The same, for what is received in words. */
export const malformedAs = (place: string, received: string, expected: string): PackageError =>
  new PackageError('malformed', `${place}: ${received} came; expected ${expected}.`)
