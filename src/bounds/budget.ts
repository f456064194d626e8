/** Something takes more steps than there may be. */
class BudgetError extends Error {
  readonly statusCode = 400

  constructor (message: string) {
    super(message)
    this.name = 'BudgetError'
  }
}

/** Steps that something may take. */
export class Budget {
  readonly #exceeded: string
  #left: number

  /** @param exceeded what is said to whom there are no steps left for */
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

/** The same value, for whoever looks through it in a way that nobody can foresee: each member that they read is a step. */
export function countSteps (value: unknown, budget: Budget): unknown {
  const counted = new WeakMap<object, object>()
  const handler: ProxyHandler<object> = {
    get: (target, name) => wrap(Reflect.get(target, name)),
    ownKeys (target) {
      budget.take(1)
      return Reflect.ownKeys(target)
    }
  }
  // The same proxy for the same object: who compares what they found finds it equal to itself.
  const wrap = (value: unknown): unknown => {
    budget.take(1)
    if (typeof value !== 'object' || value === null) return value
    const proxy = counted.get(value) ?? new Proxy(value, handler)
    counted.set(value, proxy)
    return proxy
  }
  return wrap(value)
}
