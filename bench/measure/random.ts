/** Whole numbers below `limit` by chance, the same in every run (xorshift). */
export function createRandom (): (limit: number) => number {
  let state = 2_463_534_242
  return limit => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
}

/** The items in an order of chance, the same in every run. */
export function shuffled<T> (items: readonly T[]): T[] {
  const result = [...items]
  const random = createRandom()
  for (let last = result.length - 1; last > 0; last--) {
    const other = random(last + 1)
    const item = result[last]!
    result[last] = result[other]!
    result[other] = item
  }
  return result
}
