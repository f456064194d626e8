/**
 * The ids of jobs that were removed: at least the latest half of as many as it may hold. Two sets take turns, since
 * taking the oldest member out of a large Set costs more the more were taken out before.
 */
export class RemovedIds {
  readonly #half: number
  #newer = new Set<string>()
  #older = new Set<string>()

  /** @param limit how many it holds at most */
  constructor (limit: number) {
    this.#half = Math.max(1, Math.floor(limit / 2))
  }

  add (id: string): void {
    if (this.#newer.size === this.#half) [this.#older, this.#newer] = [this.#newer, new Set()]
    this.#newer.add(id)
  }

  has (id: string): boolean {
    return this.#newer.has(id) || this.#older.has(id)
  }

  clear (): void {
    this.#newer = new Set()
    this.#older = new Set()
  }
}
