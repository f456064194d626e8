import type { Exchange } from './exchange.ts'

type RaceAnswer = Pick<Exchange, 'status' | 'body' | 'start' | 'end'>

/** An answer in one word or two. */
type Words = (answer: Exchange) => string

/**
 * Whether some order of requests that raced explains their answers, if requests one after the other are answered as in
 * `chain`, whose last answer repeats. What ended before another began comes before it. Of those with the same answer the
 * one that ended first goes first: no order is lost by that.
 */
export function isLinearizable (answers: readonly RaceAnswer[], chain: readonly string[], words: Words): boolean {
  let left = [...answers]
  for (let place = 0; left.length > 0; place++) {
    const wanted = chain[Math.min(place, chain.length - 1)]
    const earliestEnd = Math.min(...left.map(({ end }) => end))
    const [next] = left
      .filter(answer => answer.start <= earliestEnd && words(answer as Exchange) === wanted)
      .sort((one, other) => one.end - other.end)
    if (next === undefined) return false
    left = left.filter(answer => answer !== next)
  }
  return true
}

/** How often each answer came: `1 × 200 dismissed, 19 × 404`. */
export function countAnswers (answers: readonly Exchange[], words: Words): string {
  const counts = new Map<string, number>()
  for (const answer of answers) counts.set(words(answer), (counts.get(words(answer)) ?? 0) + 1)
  return [...counts].map(([words, count]) => `${count} × ${words}`).join(', ')
}
