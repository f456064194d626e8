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
