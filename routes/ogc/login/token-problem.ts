import type { TokenError } from '../../../schemas/ogc/token.ts'

const statuses: Readonly<Record<TokenError['error'], number>> = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  temporarily_unavailable: 503
}

/** A refusal of the token endpoint, in the form of RFC 6749 (5.2). */
export class TokenProblem extends Error {
  readonly code: TokenError['error']
  readonly status: number

  constructor (code: TokenError['error'], description: string) {
    super(description)
    this.name = 'TokenProblem'
    this.code = code
    this.status = statuses[code]
  }
}
