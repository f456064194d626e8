/** Continues with a value: at once if it is there, later if it is a promise. Awaiting a plain value would cost several turns. */
export const andThen = <T, U>(value: T | Promise<T>, goOn: (value: T) => U | Promise<U>): U | Promise<U> =>
  value instanceof Promise ? value.then(goOn) : goOn(value)
