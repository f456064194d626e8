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
    const held = this.#held.get(owner) ?? 0
    const free = this.limit - this.#total
    if (free === 0 || (held > 0 && held >= free)) return undefined
    this.#total++
    this.#held.set(owner, held + 1)
    let taken = true
    return () => {
      if (taken) this.#giveBack(owner)
      taken = false
    }
  }

  #giveBack (owner: Owner): void {
    const held = this.#held.get(owner)! - 1
    this.#total--
    if (held === 0) this.#held.delete(owner)
    else this.#held.set(owner, held)
  }
}
