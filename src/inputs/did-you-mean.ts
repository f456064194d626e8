import { closest, distance } from 'fastest-levenshtein'

/** The end of a sentence about a name that is not known: the one that was probably meant. Empty if none is near. */
export function didYouMean (came: unknown, known: readonly string[]): string {
  if (typeof came !== 'string' || came.length > longestName || known.length === 0) return ''
  const nearest = known.find(name => lettersOf(name) === lettersOf(came)) ?? closest(came, known)
  const isNear = lettersOf(nearest) === lettersOf(came) || distance(came, nearest) <= Math.min(3, Math.floor(came.length / 2.5))
  return isNear ? `; did you mean ${nearest}?` : ''
}

/** The same for a name of which letters were transposed. */
const lettersOf = (name: string): string => [...name].sort().join('')

/** Comparing takes as long as both are: nobody mistypes a text of a megabyte. */
const longestName = 100
