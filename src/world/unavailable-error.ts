/** What a request is told that cannot be served now, through no fault of its own. */
export class UnavailableError extends Error {
  readonly statusCode = 503
}

/** For whoever came to a world that is not there any more as it was. */
export const worldHasEnded = (name: string): UnavailableError =>
  new UnavailableError(`The world "${name}" was reset or forgotten before this request was through; in the world that is there now nothing was done.`)
