/** One exchange, in the order in which things happened to it: numbers of one count that the whole world shares. */
export interface JournalEntry {
  readonly id: string
  readonly method: string
  /** Path and query, as the world sees them: without `/w/{world}`. */
  readonly url: string
  readonly absoluteUrl: string
  readonly clientIp: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Epoch milliseconds of the world's clock. */
  readonly at: number
  readonly invoked: number
  body?: unknown
  /** When the handler was through: whatever it changed is changed. */
  committed?: number
  answered?: number
  /** False where no resource answers the path. */
  matched: boolean
  status?: number
  responseHeaders?: Readonly<Record<string, unknown>>
  responseBody?: unknown
  /** The name of the fault that struck it. */
  fault?: string
}

/** What a request must be like to be meant. What is absent admits all. */
export type Wanted = (entry: JournalEntry) => boolean

/** The last requests of a world, oldest first, in a bounded ring. */
export class Journal {
  readonly #limit: number
  #entries: JournalEntry[] = []
  #oldest = 0
  #count = 0
  #waiting = new Set<{ wanted: Wanted, resolve: (entry: JournalEntry) => void }>()

  /** @param limit how many it remembers; 0: none, and nobody need tell it anything */
  constructor (limit = 1000) {
    this.#limit = limit
  }

  get on (): boolean {
    return this.#limit > 0
  }

  /** The next number of the count. */
  tick (): number {
    return this.#count++
  }

  add (entry: JournalEntry): void {
    if (this.#entries.length < this.#limit) {
      this.#entries.push(entry)
      return
    }
    this.#entries[this.#oldest] = entry
    this.#oldest = (this.#oldest + 1) % this.#limit
  }

  /** An exchange is over: whoever waits for one like it hears of it. */
  answered (entry: JournalEntry): void {
    for (const waiting of this.#waiting) {
      if (!waiting.wanted(entry)) continue
      this.#waiting.delete(waiting)
      waiting.resolve(entry)
    }
  }

  /** The exchanges that are over, oldest first. */
  list (wanted: Wanted = () => true): JournalEntry[] {
    return this.#ordered().filter(entry => entry.answered !== undefined && wanted(entry))
  }

  /** The first exchange that is wanted, now or when it comes. @throws the reason of `signal`, once nobody waits any more */
  async waitFor (wanted: Wanted, signal: AbortSignal): Promise<JournalEntry> {
    const [found] = this.list(wanted)
    if (found !== undefined) return found
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const waiting = { wanted, resolve }
      this.#waiting.add(waiting)
      signal.addEventListener('abort', () => { if (this.#waiting.delete(waiting)) reject(signal.reason) }, { once: true })
    })
  }

  clear (): void {
    this.#entries = []
    this.#oldest = 0
  }

  /** Forgets those that are wanted; one that is still under way is not over, so it stays. */
  remove (wanted: Wanted): JournalEntry[] {
    const removed = new Set(this.list(wanted))
    this.#entries = this.#ordered().filter(entry => !removed.has(entry))
    this.#oldest = 0
    return [...removed]
  }

  #ordered (): JournalEntry[] {
    return [...this.#entries.slice(this.#oldest), ...this.#entries.slice(0, this.#oldest)]
  }
}
