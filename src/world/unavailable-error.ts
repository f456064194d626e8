/** A request cannot be served now; the client did nothing wrong. */
export class UnavailableError extends Error {
  readonly statusCode = 503
}

/** For a request whose world was reset or forgotten meanwhile. */
export const worldEndedError = (name: string): UnavailableError =>
  new UnavailableError(`The world "${name}" was reset or removed before this request was finished; nothing was changed in the present world.`)
