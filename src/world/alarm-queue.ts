import TinyQueue from 'tinyqueue'

export interface Alarm {
  /** Epoch milliseconds. */
  readonly at: number
  readonly ring: () => void
}

interface QueuedAlarm extends Alarm {
  /** Which was set first, where two are for the same instant. */
  readonly order: number
  calledOff: boolean
}

const byInstant = (one: QueuedAlarm, other: QueuedAlarm): number => one.at - other.at || one.order - other.order

/** So few alarms that were called off may always stay among the others. */
const fewCalledOff = 64

/**
 * Alarms by their instant, those of the same one in the order in which they were set. One that is called off stays
 * where it is until it would be next, or until as many of them are there as of those that are still to ring: so
 * calling off costs no search, and the queue holds no more than twice what is to ring.
 */
export class AlarmQueue {
  #queue = new TinyQueue<QueuedAlarm>([], byInstant)
  #calledOff = 0
  #count = 0

  /** How many places it uses, those of alarms that were called off included. */
  get size (): number {
    return this.#queue.length
  }

  /** Adds an alarm; what it returns calls that off, and says whether it was still to ring. */
  add ({ at, ring }: Alarm): () => boolean {
    const alarm = { at, ring, order: this.#count++, calledOff: false }
    this.#queue.push(alarm)
    return () => this.#callOff(alarm)
  }

  /** The alarm that rings next. */
  get next (): Alarm | undefined {
    for (let next = this.#queue.peek(); next !== undefined; next = this.#queue.peek()) {
      if (!next.calledOff) return next
      this.#queue.pop()
      this.#calledOff--
    }
    return undefined
  }

  /** Takes out the alarm that rings next, if it does until `until` (epoch milliseconds). */
  takeDue (until: number): Alarm | undefined {
    const { next } = this
    if (next === undefined || next.at > until) return undefined
    const taken = this.#queue.pop()!
    // Whoever calls it off now is late.
    taken.calledOff = true
    return taken
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
