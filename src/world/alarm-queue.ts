import TinyQueue from 'tinyqueue'

export interface Alarm {
  /** Epoch milliseconds. */
  readonly at: number
  readonly ring: () => void
}

interface QueuedAlarm extends Alarm {
  /** Order of insertion, for alarms at the same instant. */
  readonly order: number
  calledOff: boolean
}

const byInstant = (one: QueuedAlarm, other: QueuedAlarm): number => one.at - other.at || one.order - other.order

/** Cancelled alarms that may always stay in the queue. */
const fewCalledOff = 64

/**
 * Alarms by instant, those of the same instant in order of insertion. A cancelled alarm stays in place until it would be
 * next, or until half of the queue is cancelled: so cancelling needs no search, and the queue is never more than twice
 * as long as needed.
 */
export class AlarmQueue {
  #queue = new TinyQueue<QueuedAlarm>([], byInstant)
  #calledOff = 0
  #count = 0

  /** Length, cancelled alarms included. */
  get size (): number {
    return this.#queue.length
  }

  /** Adds an alarm; the returned function cancels it, and returns whether it was still pending. */
  add ({ at, ring }: Alarm): () => boolean {
    const alarm = { at, ring, order: this.#count++, calledOff: false }
    this.#queue.push(alarm)
    return () => this.#callOff(alarm)
  }

  /** The next alarm. */
  get next (): Alarm | undefined {
    for (let next = this.#queue.peek(); next !== undefined; next = this.#queue.peek()) {
      if (!next.calledOff) return next
      this.#queue.pop()
      this.#calledOff--
    }
    return undefined
  }

  /** Removes and returns the next alarm that is due until `until` (epoch milliseconds). */
  takeDue (until: number): Alarm | undefined {
    const { next } = this
    if (next === undefined || next.at > until) return undefined
    const alarm = this.#queue.pop()!
    // Cancelling it from now on has no effect.
    alarm.calledOff = true
    return alarm
  }

  #callOff (alarm: QueuedAlarm): boolean {
    if (alarm.calledOff) return false
    alarm.calledOff = true
    this.#calledOff++
    if (this.#calledOff > fewCalledOff && this.#calledOff * 2 > this.#queue.length) this.#dropCalledOff()
    return true
  }

  #dropCalledOff (): void {
    this.#queue = new TinyQueue(this.#queue.data.filter(({ calledOff }) => !calledOff), byInstant)
    this.#calledOff = 0
  }
}
