/** A request that is refused before its handler; each façade words it in its own way. */
export class RefusedRequest extends Error {
  readonly statusCode: 400 | 403 | 421

  constructor (status: 400 | 403 | 421, message: string) {
    super(message)
    this.name = 'RefusedRequest'
    this.statusCode = status
  }
}
