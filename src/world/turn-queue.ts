interface WaitingTurn { readonly begin: () => void, readonly refuse: (reason: Error) => void }

/** Who turns a clock comes one after another, in the order in which they asked. */
export class TurnQueue {
  #waiting: WaitingTurn[] = []
  #busy = false

  /**
   * What `turn` comes to. It begins in this very turn of the event loop if nobody else is at it; one that needs no promise
   * is over in it too.
   */
  async take<T> (turn: () => T | Promise<T>): Promise<T> {
    if (this.#busy) await new Promise<void>((resolve, reject) => this.#waiting.push({ begin: resolve, refuse: reject }))
    this.#busy = true
    let result: T | Promise<T>
    try {
      result = turn()
    } catch (error) {
      this.#giveOver()
      throw error
    }
    if (!(result instanceof Promise)) {
      this.#giveOver()
      return result
    }
    return result.finally(() => this.#giveOver())
  }

  #giveOver (): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#busy = false
    else next.begin()
  }

  /** Ends those that wait for their turn: they throw `reason`. */
  end (reason: Error): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse(reason)
  }
}
