import { JournalBytes } from './journal-bytes.ts'

/** An exchange as a reader of the journal sees it. `invoked`, `committed` and `answered` come from one counter of the world and give the order of events. */
export interface JournalEntry {
  readonly id: string
  readonly method: string
  /** Path and query, as the world sees them: without `/w/{world}`. */
  readonly url: string
  readonly absoluteUrl: string
  readonly clientIp: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The header that carried an API key, if the request had one. */
  readonly secretHeader?: string | undefined
  /** Epoch milliseconds of the world's clock. */
  readonly at: number
  readonly invoked: number
  /** The body as received; only its beginning if it was cut. */
  readonly bodyText?: string | undefined
  /** The parsed body: JSON, or the fields of a form. Undefined if it was cut or cannot be parsed. */
  readonly body?: unknown
  /** How many characters, or bytes, of the body are not kept, as far as known; absent if all are. */
  readonly bodyCut?: number | undefined
  /** When the handler finished: its changes are made. Absent if the request was refused, or a fault was injected before. */
  readonly committed?: number | undefined
  readonly answered?: number | undefined
  /** False if no resource has this path. */
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
 * An exchange as it is stored: as compact as possible, since every request leaves one behind and hardly any is ever
 * read. The reader's view is made on reading.
 */
export interface JournalRecord {
  /** Undefined while it is in progress. */
  readonly answered: number | undefined
  /** Roughly its bytes; the journal adds later parts. */
  bytes: number
  /** Set by the journal, which then no longer counts its bytes. */
  forgotten: boolean
  read (): JournalEntry
}

/** A condition on requests. */
export type RequestMatcher = (entry: JournalEntry) => boolean

interface Waiter {
  readonly matches: RequestMatcher
  readonly resolve: (entry: JournalEntry) => void
  readonly reject: (error: unknown) => void
}

/** The latest requests of a world, oldest first, bounded by number, and by bytes over all worlds. */
export class Journal {
  readonly #limit: number
  readonly #shared: JournalBytes
  /** Entries before `#first` are forgotten. */
  #kept: (JournalRecord | undefined)[] = []
  #first = 0
  #bytes = 0
  #count = 0
  #waiting = new Set<Waiter>()

  /** @param limit maximum number of requests; 0 disables the journal @param shared bytes shared with the journals of other worlds */
  constructor (limit = 1000, shared = new JournalBytes()) {
    this.#limit = limit
    this.#shared = shared
  }

  get enabled (): boolean {
    return this.#limit > 0
  }

  /** Roughly the bytes that it takes. */
  get bytes (): number {
    return this.#bytes
  }

  /** Maximum length kept of one body: characters of a text, or bytes. */
  get mostOfBody (): number {
    return this.#shared.mostOfBody
  }

  /** The next number of the counter. */
  nextNumber (): number {
    return this.#count++
  }

  add (exchange: JournalRecord): void {
    if (this.#kept.length - this.#first === this.#limit) this.forgetOldest()
    this.#kept.push(exchange)
    this.#grow(exchange.bytes)
  }

  /** Counts more bytes for an added exchange, unless it is forgotten. */
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

  /** The exchange is complete: notifies those who wait for one like it. An error of one waiter does not affect the others. */
  notifyWaiters (exchange: JournalRecord): void {
    if (this.#waiting.size === 0) return
    const entry = exchange.read()
    for (const waiter of this.#waiting) {
      try {
        if (!waiter.matches(entry)) continue
        waiter.resolve(entry)
      } catch (error) {
        waiter.reject(error)
      }
      this.#waiting.delete(waiter)
    }
  }

  /** The completed exchanges, oldest first. */
  list (matches: RequestMatcher = () => true): JournalEntry[] {
    return this.#over().map(exchange => exchange.read()).filter(matches)
  }

  /** The first matching exchange, past or future. @throws the reason of `signal` when it is aborted */
  async waitFor (matches: RequestMatcher, signal: AbortSignal): Promise<JournalEntry> {
    const [found] = this.list(matches)
    if (found !== undefined) return found
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const waiter = { matches, resolve, reject }
      this.#waiting.add(waiter)
      signal.addEventListener('abort', () => { if (this.#waiting.delete(waiter)) reject(signal.reason) }, { once: true })
    })
  }

  clear (): void {
    const remembered = this.#records()
    this.#keep([])
    for (const exchange of remembered) this.#forget(exchange)
  }

  /** Removes matching exchanges; one in progress is not complete, so it stays. */
  remove (matches: RequestMatcher): JournalEntry[] {
    const removed = new Map(this.#over().map(exchange => [exchange, exchange.read()] as const).filter(([, entry]) => matches(entry)))
    this.#keep(this.#records().filter(exchange => !removed.has(exchange)))
    for (const exchange of removed.keys()) this.#forget(exchange)
    return [...removed.values()]
  }

  #keep (records: (JournalRecord | undefined)[]): void {
    this.#kept = records
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
    return this.#records().filter(({ answered }) => answered !== undefined)
  }

  #records (): JournalRecord[] {
    return this.#kept.slice(this.#first) as JournalRecord[]
  }
}
