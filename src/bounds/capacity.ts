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

/**
 * Places that many owners share. One owner may have as many as are free, so that however many one takes, there is
 * room for the next: alone it has half of them, one of two a third.
 */
export class SharedPlaces {
  readonly limit: number
  readonly #exceeded: (limit: number) => string
  readonly #byOwner = new Map<string, number>()
  #used = 0

  /** @param exceeded what is said to whom there is no place left for */
  constructor (limit: number, exceeded: (limit: number) => string) {
    this.limit = limit
    this.#exceeded = exceeded
  }

  /** Takes a place while `use` lasts. @throws CapacityError */
  async use<T> (owner: string, use: () => Promise<T>): Promise<T> {
    const own = this.#byOwner.get(owner) ?? 0
    if (own >= this.limit - this.#used) throw new CapacityError(this.#exceeded(this.limit))
    this.#set(owner, own + 1)
    try {
      return await use()
    } finally {
      this.#set(owner, this.#byOwner.get(owner)! - 1)
    }
  }

  #set (owner: string, own: number): void {
    this.#used += own - (this.#byOwner.get(owner) ?? 0)
    if (own === 0) this.#byOwner.delete(owner)
    else this.#byOwner.set(owner, own)
  }
}
