import { randomBytes } from 'node:crypto'
import { CapacityError } from '../bounds/capacity.ts'
import type { Clock } from '../jobs/clock.ts'
import type { User } from './seed-content.ts'

export const defaultMaxTokens = 10_000

/** What a user was granted: tokens that stand for it come from it. */
export interface Grant {
  readonly user: User
  /** The name of the client that authenticated itself; absent: none did. */
  readonly client?: string
  readonly scope?: string
}

interface IssuedToken {
  readonly grant: Grant
  /** Epoch milliseconds of the world's clock. */
  readonly expires: number
}

/** The tokens that the users of a world got: kept in memory until the world is reset, and never written anywhere. */
export class IssuedTokens {
  readonly #clock: Pick<Clock, 'now'>
  readonly #limit: number
  readonly #accessTokens = new Map<string, IssuedToken>()
  readonly #refreshTokens = new Map<string, IssuedToken>()

  /** @param limit how many it holds at most, those included that have expired since there was last no room */
  constructor (clock: Pick<Clock, 'now'>, limit = defaultMaxTokens) {
    this.#clock = clock
    this.#limit = limit
  }

  /** @param lifetime seconds @throws CapacityError */
  issue (grant: Grant, lifetime: number): string {
    return this.#add(this.#accessTokens, grant, lifetime)
  }

  /** A token that others can be had for. @param lifetime seconds @throws CapacityError */
  issueForRefresh (grant: Grant, lifetime: number): string {
    return this.#add(this.#refreshTokens, grant, lifetime)
  }

  /** What was issued under this token, expired or not; undefined if nothing is known of it. */
  find (token: string): IssuedToken | undefined {
    return this.#accessTokens.get(token)
  }

  /** What a refresh token stands for; undefined if it is not known, or has expired. */
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
    if (this.#size >= this.#limit) throw new CapacityError(`The world has as many issued tokens as it may have (${this.#limit}, --max-tokens), and none has expired. Reset it, let its clock go on, or start with a higher limit.`)
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
