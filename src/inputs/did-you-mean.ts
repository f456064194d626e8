import { closest, distance } from 'fastest-levenshtein'

/** The end of a sentence about an unknown name: the known name that was probably meant. Empty if none is similar. */
export function didYouMean (received: unknown, known: readonly string[]): string {
  if (typeof received !== 'string' || received.length > longestName || known.length === 0) return ''
  const nearest = known.find(name => lettersOf(name) === lettersOf(received)) ?? closest(received, known)
  const isNear = lettersOf(nearest) === lettersOf(received) || distance(received, nearest) <= Math.min(3, Math.floor(received.length / 2.5))
  return isNear ? `; did you mean ${nearest}?` : ''
}

/** The letters of a name in order, equal for a transposition. */
const lettersOf = (name: string): string => [...name].sort().join('')

/** Comparing takes time in proportion to both lengths, and a typo is never a megabyte long. */
const longestName = 100
