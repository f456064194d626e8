/** The items in an order of chance, the same in every run (xorshift, Fisher and Yates). */
export function shuffled<T> (items: readonly T[]): T[] {
  const result = [...items]
  let state = 2_463_534_242
  for (let last = result.length - 1; last > 0; last--) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const other = (state >>> 0) % (last + 1)
    const item = result[last]!
    result[last] = result[other]!
    result[other] = item
  }
  return result
}
