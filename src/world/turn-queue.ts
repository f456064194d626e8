interface WaitingTurn { readonly begin: () => void, readonly refuse: (reason: Error) => void }

/** Runs moves of a clock one after another, in order of the calls. */
export class TurnQueue {
  #waiting: WaitingTurn[] = []
  #busy = false

  /** Runs `turn` and returns its result. It starts in the same turn of the event loop if the queue is empty; without a promise it also ends there. */
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

  /** Rejects all waiting calls with `reason`. */
  end (reason: Error): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse(reason)
  }
}
