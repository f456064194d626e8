import type { RequestPattern } from '../../schemas/control/request-pattern.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { JournalEntry } from './journal.ts'
import { compileParts, matchesAll, type PatternPart } from '../requests/request-pattern.ts'
import { withTimeout } from './with-timeout.ts'
import type { World } from './world.ts'

/** Default timeout, in milliseconds. */
const usualTimeout = 10_000

/**
 * The first request that matches the pattern, past or future.
 * @param timeout milliseconds of real time
 * @param ends further signals that end the wait
 * @throws InvalidArgument if the journal is off; TimeoutError that names the pattern and the nearest requests; the
 * reason of the aborted signal
 */
export async function waitForRequest ({ journal, life, maxDepth }: Pick<World, 'journal' | 'life' | 'maxDepth'>, pattern: RequestPattern, timeout = usualTimeout, ends: readonly AbortSignal[] = []): Promise<JournalEntry> {
  if (!journal.enabled) throw new InvalidArgument('The request journal is off (--remember-requests 0), so there is no request to wait for.')
  const parts = compileParts(pattern, { maxDepth })
  const describe = () => `No such request came within ${timeout} ms: ${JSON.stringify(pattern)}. ${nearest(journal.list(), parts)}`
  return withTimeout(timeout, describe, signal => journal.waitFor(matchesAll(parts), signal), [...ends, life])
}

const mostNamed = 3

/** The requests that fit the most parts of a pattern, latest first, with the parts that do not fit. */
function nearest (entries: readonly JournalEntry[], parts: readonly PatternPart[]): string {
  if (entries.length === 0) return 'No request came at all.'
  const ranked = entries.map(entry => ({ entry, misses: parts.filter(({ matches }) => !matches(entry)).map(({ name }) => name) })).reverse()
    .sort((one, other) => one.misses.length - other.misses.length).slice(0, mostNamed)
  const named = ranked.map(({ entry: { method, url, status }, misses }) => `${method} ${url.slice(0, 100)} (${status ?? 'no answer'}; not its ${misses.join(', ')})`)
  return `Nearest of ${entries.length} that came: ${named.join('; ')}.`
}
