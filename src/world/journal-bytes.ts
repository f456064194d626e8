/** The part of a journal that counting its bytes needs. */
export interface CountedJournal {
  readonly bytes: number
  /** Forgets its oldest exchange. */
  forgetOldest (): void
}

/**
 * The bytes of the journals of all worlds. When they are used up, the largest journal forgets its oldest exchanges: a
 * world with few requests keeps its own, whatever others do.
 */
export class JournalBytes {
  readonly limit: number
  /** Maximum bytes kept of one body; the rest is cut off. */
  readonly mostOfBody: number
  readonly #journals = new Set<CountedJournal>()
  #used = 0

  constructor (limit = defaultJournalBytes) {
    this.limit = limit
    this.mostOfBody = Math.floor(limit / bodiesAtLeast)
  }

  get used (): number {
    return this.#used
  }

  /** Adds bytes of `journal`; negative to give back. */
  count (journal: CountedJournal, bytes: number): void {
    this.#used += bytes
    if (journal.bytes === bytes) this.#journals.add(journal)
    else if (journal.bytes === 0) this.#journals.delete(journal)
    if (this.#used > this.limit) this.#makeRoom()
  }

  /** Frees a little more than needed, so that not every request searches all journals. */
  #makeRoom (): void {
    const goal = this.limit - this.mostOfBody
    while (this.#used > goal && this.#journals.size > 0) {
      const [largest, share] = [this.#largest(), this.limit / this.#journals.size]
      do largest.forgetOldest()
      while (this.#used > goal && largest.bytes > share)
    }
  }

  #largest (): CountedJournal {
    return [...this.#journals].reduce((one, other) => other.bytes > one.bytes ? other : one)
  }
}

export const defaultJournalBytes = 64 * 1024 * 1024
/** However large bodies are, this many are kept. */
const bodiesAtLeast = 64
