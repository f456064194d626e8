/**
 * One exchange as a reader sees it, in the order in which things happened to it: numbers of one count that the whole
 * world shares.
 */
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
  readonly body?: unknown
  /** When the handler was through: whatever it changed is changed. Absent where the request was refused, or a fault struck before. */
  readonly committed?: number | undefined
  readonly answered?: number | undefined
  /** False where no resource answers the path. */
  readonly matched: boolean
  readonly status?: number | undefined
  readonly responseHeaders?: Readonly<Record<string, unknown>> | undefined
  readonly responseBody?: unknown
  /** The name of the fault that struck it. */
  readonly fault?: string | undefined
}

/**
 * An exchange as it is kept: as little as possible, since every request leaves one behind and hardly any is ever read.
 * What a reader sees of it is made when someone reads.
 */
export interface JournalRecord {
  /** Undefined while it is under way. */
  readonly answered: number | undefined
  read (): JournalEntry
}

/** What a request must be like to be meant. What is absent admits all. */
export type RequestMatcher = (entry: JournalEntry) => boolean

/** The last requests of a world, oldest first, in a bounded ring. */
export class Journal {
  readonly #limit: number
  #kept: JournalRecord[] = []
  #oldest = 0
  #count = 0
  #waiting = new Set<{ wanted: RequestMatcher, resolve: (entry: JournalEntry) => void }>()

  /** @param limit how many it remembers; 0: none, and nobody need tell it anything */
  constructor (limit = 1000) {
    this.#limit = limit
  }

  get enabled (): boolean {
    return this.#limit > 0
  }

  /** The next number of the count. */
  nextNumber (): number {
    return this.#count++
  }

  add (exchange: JournalRecord): void {
    if (this.#kept.length < this.#limit) {
      this.#kept.push(exchange)
      return
    }
    this.#kept[this.#oldest] = exchange
    this.#oldest = (this.#oldest + 1) % this.#limit
  }

  /** An exchange is over: whoever waits for one like it hears of it. */
  notifyWaiters (exchange: JournalRecord): void {
    if (this.#waiting.size === 0) return
    const entry = exchange.read()
    for (const waiting of this.#waiting) {
      if (!waiting.wanted(entry)) continue
      this.#waiting.delete(waiting)
      waiting.resolve(entry)
    }
  }

  /** The exchanges that are over, oldest first. */
  list (wanted: RequestMatcher = () => true): JournalEntry[] {
    return this.#over().map(exchange => exchange.read()).filter(wanted)
  }

  /** The first exchange that is wanted, now or when it comes. @throws the reason of `signal`, once nobody waits any more */
  async waitFor (wanted: RequestMatcher, signal: AbortSignal): Promise<JournalEntry> {
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
    this.#kept = []
    this.#oldest = 0
  }

  /** Forgets those that are wanted; one that is still under way is not over, so it stays. */
  remove (wanted: RequestMatcher): JournalEntry[] {
    const removed = new Map(this.#over().map(exchange => [exchange, exchange.read()] as const).filter(([, entry]) => wanted(entry)))
    this.#kept = this.#ordered().filter(exchange => !removed.has(exchange))
    this.#oldest = 0
    return [...removed.values()]
  }

  #over (): JournalRecord[] {
    return this.#ordered().filter(({ answered }) => answered !== undefined)
  }

  #ordered (): JournalRecord[] {
    return [...this.#kept.slice(this.#oldest), ...this.#kept.slice(0, this.#oldest)]
  }
}
