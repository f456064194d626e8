import { FairShare } from './fair-share.ts'

/** Something that is bounded is used up; the message names the bound and its flag. */
export class CapacityError extends Error {
  readonly statusCode = 503

  constructor (message: string) {
    super(message)
    this.name = 'CapacityError'
  }
}

/** An amount of something that many share, such as bytes. */
export class Capacity {
  readonly limit: number
  readonly #exceeded: (limit: number) => string
  #used = 0

  /** @param exceeded what is said to whom there is nothing left for */
  constructor (limit: number, exceeded: (limit: number) => string) {
    this.limit = limit
    this.#exceeded = exceeded
  }

  get used (): number {
    return this.#used
  }

  /** @param amount below zero: gives back. @throws CapacityError, and nothing is taken */
  take (amount: number): void {
    if (amount > 0 && this.#used + amount > this.limit) throw new CapacityError(this.#exceeded(this.limit))
    this.#used += amount
  }

  giveBack (amount: number): void {
    this.#used -= amount
  }
}

/** A fair share of places, each held while something is under way. */
export class SharedPlaces {
  readonly #places: FairShare<string>
  readonly #exceeded: (limit: number) => string

  /** @param exceeded what is said to whom there is no place left for */
  constructor (limit: number, exceeded: (limit: number) => string) {
    this.#places = new FairShare(limit)
    this.#exceeded = exceeded
  }

  /** Takes a place while `use` lasts. @throws CapacityError */
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
