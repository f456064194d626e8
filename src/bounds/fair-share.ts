/**
 * Places that all worlds of a server share. A world may hold as many as are left free: half of them if it is alone, and
 * whoever comes next half of the rest. So no world takes them all, and as long as one is left everybody gets a first one.
 */
export class FairShare<Owner> {
  /** How many places there are. */
  readonly limit: number
  readonly #held = new Map<Owner, number>()
  #total = 0

  constructor (limit: number) {
    this.limit = limit
  }

  /** A place for `owner`, and what gives it back; undefined if it has its share, or none is left. */
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
