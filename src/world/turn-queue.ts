interface WaitingTurn { readonly begin: () => void, readonly refuse: (reason: Error) => void }

/** Who turns a clock comes one after another, in the order in which they asked. */
export class TurnQueue {
  #waiting: WaitingTurn[] = []
  #busy = false

  /** What `turn` comes to; it begins in this very turn of the event loop if nobody else is at it. */
  async take<T> (turn: () => T | Promise<T>): Promise<T> {
    if (this.#busy) await new Promise<void>((resolve, reject) => this.#waiting.push({ begin: resolve, refuse: reject }))
    this.#busy = true
    try {
      return await turn()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#busy = false
      else next.begin()
    }
  }

  /** Ends those that wait for their turn: they throw `reason`. */
  end (reason: Error): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse(reason)
  }
}
