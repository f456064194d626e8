/** Goes on with a value: at once where it is there, later where it is promised. Waiting for what is there costs several turns. */
export const andThen = <T, U>(value: T | Promise<T>, goOn: (value: T) => U | Promise<U>): U | Promise<U> =>
  value instanceof Promise ? value.then(goOn) : goOn(value)
