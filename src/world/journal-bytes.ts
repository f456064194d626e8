/** A journal, as far as its bytes go. */
export interface CountedJournal {
  readonly bytes: number
  /** Forgets its oldest exchange. */
  forgetOldest (): void
}

/**
 * The bytes that the journals of all worlds may have together. Where they are used up, the journal that has the most
 * forgets its oldest exchanges: a world that asks little keeps what it has, whatever the others do.
 */
export class JournalBytes {
  readonly limit: number
  /** As many bytes of one body are kept; the rest is cut off. */
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

  /** `journal` has so many bytes more, or fewer. */
  count (journal: CountedJournal, bytes: number): void {
    this.#used += bytes
    if (journal.bytes === bytes) this.#journals.add(journal)
    else if (journal.bytes === 0) this.#journals.delete(journal)
    if (this.#used > this.limit) this.#makeRoom()
  }

  /** Some more than is needed, so that not every request looks at all journals. */
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
/** However large bodies are, so many are remembered. */
const bodiesAtLeast = 64
