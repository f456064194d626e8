/** A computation takes more steps than allowed. */
class BudgetError extends Error {
  readonly statusCode = 400

  constructor (message: string) {
    super(message)
    this.name = 'BudgetError'
  }
}

/** A number of steps that a computation may take. */
export class Budget {
  readonly #exceeded: string
  #left: number

  /** @param exceeded the error message */
  constructor (steps: number, exceeded: string) {
    this.#left = steps
    this.#exceeded = exceeded
  }

  /** @throws BudgetError */
  take (steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw new BudgetError(this.#exceeded)
  }
}

/** A view of the value that takes one step of the budget for each member that is read, for code that reads it in an unpredictable way. */
export function countSteps (value: unknown, budget: Budget): unknown {
  const counted = new WeakMap<object, object>()
  const handler: ProxyHandler<object> = {
    get: (target, name) => wrap(Reflect.get(target, name)),
    ownKeys (target) {
      budget.take(1)
      return Reflect.ownKeys(target)
    }
  }
  // The same object has the same proxy, so that two results that are identical compare as equal.
  const wrap = (value: unknown): unknown => {
    budget.take(1)
    if (typeof value !== 'object' || value === null) return value
    const proxy = counted.get(value) ?? new Proxy(value, handler)
    counted.set(value, proxy)
    return proxy
  }
  return wrap(value)
}
