export class UnsupportedMediaType extends Error {
  readonly statusCode = 415

  constructor (received: string | undefined, expected = 'application/json') {
    super(`The body came ${received === undefined ? 'without a Content-Type' : `as ${received}`}; expected Content-Type: ${expected}.`)
  }
}
