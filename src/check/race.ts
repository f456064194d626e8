import type { Exchange } from './exchange.ts'

type RaceAnswer = Pick<Exchange, 'status' | 'body' | 'start' | 'end'>

/** An answer in short. */
type Words = (answer: Exchange) => string

/**
 * Whether some order of concurrent requests explains their answers, if sequential requests get the answers in `chain`,
 * whose last answer repeats. A request that ended before another began comes before it. Of requests with the same
 * answer, the one that ended first can come first without loss.
 */
export function isLinearizable (answers: readonly RaceAnswer[], chain: readonly string[], words: Words): boolean {
  let left = [...answers]
  for (let place = 0; left.length > 0; place++) {
    const expected = chain[Math.min(place, chain.length - 1)]
    const earliestEnd = Math.min(...left.map(({ end }) => end))
    const [next] = left
      .filter(answer => answer.start <= earliestEnd && words(answer as Exchange) === expected)
      .sort((one, other) => one.end - other.end)
    if (next === undefined) return false
    left = left.filter(answer => answer !== next)
  }
  return true
}

/** Counts equal answers: `1 × 200 dismissed, 19 × 404`. */
export function countAnswers (answers: readonly Exchange[], words: Words): string {
  const counts = new Map<string, number>()
  for (const answer of answers) counts.set(words(answer), (counts.get(words(answer)) ?? 0) + 1)
  return [...counts].map(([words, count]) => `${count} × ${words}`).join(', ')
}
