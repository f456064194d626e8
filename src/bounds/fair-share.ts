/**
 * Places that all worlds of a server share. A world may hold as many as are left free: half of them if it is alone, half
 * of the rest for the next world, and so on. So no world takes all, and while one is free every world gets its first.
 */
export class FairShare<Owner> {
  /** Total number of places. */
  readonly limit: number
  readonly #held = new Map<Owner, number>()
  #total = 0

  constructor (limit: number) {
    this.limit = limit
  }

  /** Takes a place for `owner` and returns a function that gives it back; undefined if the owner has its share, or none is free. */
  take (owner: Owner): (() => void) | undefined {
    const count = this.#held.get(owner) ?? 0
    const free = this.limit - this.#total
    if (free === 0 || (count > 0 && count >= free)) return undefined
    this.#total++
    this.#held.set(owner, count + 1)
    let isTaken = true
    return () => {
      if (isTaken) this.#giveBack(owner)
      isTaken = false
    }
  }

  #giveBack (owner: Owner): void {
    const count = this.#held.get(owner)! - 1
    this.#total--
    if (count === 0) this.#held.delete(owner)
    else this.#held.set(owner, count)
  }
}
