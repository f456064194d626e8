import { randomBytes } from 'node:crypto'
import { CapacityError } from '../bounds/capacity.ts'
import type { Clock } from '../jobs/clock.ts'
import type { User } from './seed-content.ts'

export const defaultMaxTokens = 10_000

/** The access granted to a user; tokens are issued for it. */
export interface Grant {
  readonly user: User
  /** The name of the authenticated client; absent if none authenticated itself. */
  readonly client?: string
  readonly scope?: string
}

interface IssuedToken {
  readonly grant: Grant
  /** Epoch milliseconds of the world's clock. */
  readonly expires: number
}

/** The tokens issued to users of a world: in memory until the world is reset, never stored anywhere. */
export class IssuedTokens {
  readonly #clock: Pick<Clock, 'now'>
  readonly #limit: number
  readonly #accessTokens = new Map<string, IssuedToken>()
  readonly #refreshTokens = new Map<string, IssuedToken>()

  /** @param limit maximum number of tokens; expired ones count until room is needed */
  constructor (clock: Pick<Clock, 'now'>, limit = defaultMaxTokens) {
    this.#clock = clock
    this.#limit = limit
  }

  /** @param lifetime seconds @throws CapacityError */
  issue (grant: Grant, lifetime: number): string {
    return this.#add(this.#accessTokens, grant, lifetime)
  }

  /** Issues a refresh token. @param lifetime seconds @throws CapacityError */
  issueForRefresh (grant: Grant, lifetime: number): string {
    return this.#add(this.#refreshTokens, grant, lifetime)
  }

  /** The token's record, expired or not; undefined if unknown. */
  find (token: string): IssuedToken | undefined {
    return this.#accessTokens.get(token)
  }

  /** The grant of a refresh token; undefined if it is unknown or has expired. */
  findForRefresh (token: string): Grant | undefined {
    const found = this.#refreshTokens.get(token)
    return found !== undefined && this.#clock.now() < found.expires ? found.grant : undefined
  }

  revoke (token: string): void {
    this.#accessTokens.delete(token)
  }

  clear (): void {
    this.#accessTokens.clear()
    this.#refreshTokens.clear()
  }

  #add (tokens: Map<string, IssuedToken>, grant: Grant, lifetime: number): string {
    if (this.#size >= this.#limit) this.#forgetExpired()
    if (this.#size >= this.#limit) throw new CapacityError(`The limit of issued tokens is reached (${this.#limit}, --max-tokens), and none has expired. Reset it, advance its clock, or start with a higher limit.`)
    const token = randomBytes(32).toString('base64url')
    tokens.set(token, { grant, expires: this.#clock.now() + lifetime * 1000 })
    return token
  }

  get #size (): number {
    return this.#accessTokens.size + this.#refreshTokens.size
  }

  #forgetExpired (): void {
    const now = this.#clock.now()
    for (const tokens of [this.#accessTokens, this.#refreshTokens]) {
      for (const [token, { expires }] of tokens) if (expires <= now) tokens.delete(token)
    }
  }
}
