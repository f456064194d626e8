import { FairShare } from './fair-share.ts'

/** A bounded resource is used up; the message names the bound and its flag. */
export class CapacityError extends Error {
  readonly statusCode = 503

  constructor (message: string) {
    super(message)
    this.name = 'CapacityError'
  }
}

/** A bounded amount, such as bytes, that several users share. */
export class Capacity {
  readonly limit: number
  readonly #exceeded: (limit: number) => string
  #used = 0

  /** @param exceeded makes the error message */
  constructor (limit: number, exceeded: (limit: number) => string) {
    this.limit = limit
    this.#exceeded = exceeded
  }

  get used (): number {
    return this.#used
  }

  /** @param amount negative to give back. @throws CapacityError, and nothing is taken */
  take (amount: number): void {
    if (amount > 0 && this.#used + amount > this.limit) throw new CapacityError(this.#exceeded(this.limit))
    this.#used += amount
  }

  giveBack (amount: number): void {
    this.#used -= amount
  }
}

/** Places that owners share fairly; each is held while something is in progress. */
export class SharedPlaces {
  readonly #places: FairShare<string>
  readonly #exceeded: (limit: number) => string

  /** @param exceeded makes the error message */
  constructor (limit: number, exceeded: (limit: number) => string) {
    this.#places = new FairShare(limit)
    this.#exceeded = exceeded
  }

  /** Holds a place while `use` runs. @throws CapacityError */
  async use<T> (owner: string, use: () => Promise<T>): Promise<T> {
    const giveBack = this.#places.take(owner)
    if (giveBack === undefined) throw new CapacityError(this.#exceeded(this.#places.limit))
    try {
      return await use()
    } finally {
      giveBack()
    }
  }
}
