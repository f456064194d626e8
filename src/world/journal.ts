import { JournalBytes } from './journal-bytes.ts'

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
  /** The header that carried an API key when it came, if it carried one. */
  readonly secretHeader?: string | undefined
  /** Epoch milliseconds of the world's clock. */
  readonly at: number
  readonly invoked: number
  /** The body as it came; its beginning where it was cut. */
  readonly bodyText?: string | undefined
  /** What the body says: JSON, or the fields of a form. Undefined where it was cut or cannot be read. */
  readonly body?: unknown
  /** How many characters, or bytes, of the body are not kept, as far as is known; absent if all are. */
  readonly bodyCut?: number | undefined
  /** When the handler was through: whatever it changed is changed. Absent where the request was refused, or a fault was injected before. */
  readonly committed?: number | undefined
  readonly answered?: number | undefined
  /** False where no resource answers the path. */
  readonly matched: boolean
  readonly status?: number | undefined
  readonly responseHeaders?: Readonly<Record<string, unknown>> | undefined
  readonly responseBody?: unknown
  /** How many characters, or bytes, of the answer are not kept; absent if all are. */
  readonly responseBodyCut?: number | undefined
  /** The name of the fault that was injected. */
  readonly fault?: string | undefined
}

/**
 * An exchange as it is kept: as little as possible, since every request leaves one behind and hardly any is ever read.
 * What a reader sees of it is made when someone reads.
 */
export interface JournalRecord {
  /** Undefined while it is under way. */
  readonly answered: number | undefined
  /** How many bytes it takes, about; the journal adds what comes later. */
  bytes: number
  /** Set by the journal: it takes no bytes of it any more. */
  forgotten: boolean
  read (): JournalEntry
}

/** What a request must be like to be meant. What is absent admits all. */
export type RequestMatcher = (entry: JournalEntry) => boolean

interface Waiter {
  readonly wanted: RequestMatcher
  readonly resolve: (entry: JournalEntry) => void
  readonly reject: (error: unknown) => void
}

/** The last requests of a world, oldest first: so many at most, and so many bytes in all worlds together. */
export class Journal {
  readonly #limit: number
  readonly #shared: JournalBytes
  /** From `#first` on; what is before it is forgotten. */
  #kept: (JournalRecord | undefined)[] = []
  #first = 0
  #bytes = 0
  #count = 0
  #waiting = new Set<Waiter>()

  /**
   * @param limit how many it remembers; 0: none, and nobody need tell it anything
   * @param shared the bytes that it shares with the journals of other worlds
   */
  constructor (limit = 1000, shared = new JournalBytes()) {
    this.#limit = limit
    this.#shared = shared
  }

  get enabled (): boolean {
    return this.#limit > 0
  }

  /** How many bytes it takes, about. */
  get bytes (): number {
    return this.#bytes
  }

  /** As much of one body is kept: characters of a text, or bytes. */
  get mostOfBody (): number {
    return this.#shared.mostOfBody
  }

  /** The next number of the count. */
  nextNumber (): number {
    return this.#count++
  }

  add (exchange: JournalRecord): void {
    if (this.#kept.length - this.#first === this.#limit) this.forgetOldest()
    this.#kept.push(exchange)
    this.#grow(exchange.bytes)
  }

  /** An exchange that was added takes so many bytes more. One that is forgotten takes none. */
  grow (exchange: JournalRecord, bytes: number): void {
    if (exchange.forgotten) return
    exchange.bytes += bytes
    this.#grow(bytes)
  }

  forgetOldest (): void {
    const oldest = this.#kept[this.#first]
    this.#kept[this.#first++] = undefined
    if (this.#first > 1000 && this.#first * 2 > this.#kept.length) this.#keep(this.#kept.slice(this.#first))
    if (oldest !== undefined) this.#forget(oldest)
  }

  /** An exchange is over: whoever waits for one like it hears of it. What goes wrong with one of them hurts that one alone. */
  notifyWaiters (exchange: JournalRecord): void {
    if (this.#waiting.size === 0) return
    const entry = exchange.read()
    for (const waiter of this.#waiting) {
      try {
        if (!waiter.wanted(entry)) continue
        waiter.resolve(entry)
      } catch (error) {
        waiter.reject(error)
      }
      this.#waiting.delete(waiter)
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
      const waiter = { wanted, resolve, reject }
      this.#waiting.add(waiter)
      signal.addEventListener('abort', () => { if (this.#waiting.delete(waiter)) reject(signal.reason) }, { once: true })
    })
  }

  clear (): void {
    const remembered = this.#remembered()
    this.#keep([])
    for (const exchange of remembered) this.#forget(exchange)
  }

  /** Forgets those that are wanted; one that is still under way is not over, so it stays. */
  remove (wanted: RequestMatcher): JournalEntry[] {
    const removed = new Map(this.#over().map(exchange => [exchange, exchange.read()] as const).filter(([, entry]) => wanted(entry)))
    this.#keep(this.#remembered().filter(exchange => !removed.has(exchange)))
    for (const exchange of removed.keys()) this.#forget(exchange)
    return [...removed.values()]
  }

  #keep (kept: (JournalRecord | undefined)[]): void {
    this.#kept = kept
    this.#first = 0
  }

  #forget (exchange: JournalRecord): void {
    exchange.forgotten = true
    this.#grow(-exchange.bytes)
  }

  #grow (bytes: number): void {
    this.#bytes += bytes
    this.#shared.count(this, bytes)
  }

  #over (): JournalRecord[] {
    return this.#remembered().filter(({ answered }) => answered !== undefined)
  }

  #remembered (): JournalRecord[] {
    return this.#kept.slice(this.#first) as JournalRecord[]
  }
}
