/**
 * The ids of removed jobs: at least the latest half of `limit`. Two sets take turns, since removing the oldest member of
 * a large Set costs more with each removal.
 */
export class RemovedIds {
  readonly #half: number
  #newer = new Set<string>()
  #older = new Set<string>()

  /** @param limit maximum number of ids */
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
