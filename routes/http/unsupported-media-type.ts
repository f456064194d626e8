export class UnsupportedMediaType extends Error {
  readonly statusCode = 415

  constructor (came: string | undefined, expected = 'application/json') {
    super(`The body came ${came === undefined ? 'without a Content-Type' : `as ${came}`}; expected Content-Type: ${expected}.`)
  }
}
