import { WaitOptions } from '../../../schemas/control/arguments.ts'
import { RequestPattern } from '../../../schemas/control/request-pattern.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import type { JournalEntry, RequestMatcher } from '../journal.ts'
import { compilePattern } from '../../requests/request-pattern.ts'
import { waitForRequest } from '../wait-for-request.ts'
import type { World } from '../world.ts'

/** The request journal of a world, for tests. A pattern is WireMock's request pattern. */
export interface RequestsHandle {
  /** Requests and answers, oldest first: all, or those that match the pattern. @throws InvalidArgument (a RangeError) for an invalid pattern */
  list (pattern?: RequestPattern): readonly JournalEntry[]
  /** The number of requests, or of those that match the pattern. */
  count (pattern?: RequestPattern): number
  /**
   * The first request that matches the pattern, past or future.
   * @param options.timeout milliseconds of real time; 10 000 if absent
   * @throws TimeoutError that names the pattern and the nearest requests; Error if the world is reset or the double
   * closed
   */
  waitFor (pattern: RequestPattern, options?: { readonly timeout?: number }): Promise<JournalEntry>
  clear (): void
}

/** @param open returns the world; throws once the double is closed */
export function createRequestsHandle (open: () => World): RequestsHandle {
  const matcherOf = (call: string, pattern: RequestPattern | undefined): RequestMatcher | undefined => {
    if (pattern === undefined) return undefined
    expectArgument(call, RequestPattern, pattern)
    return compilePattern(pattern, { maxDepth: open().maxDepth })
  }
  return {
    list: pattern => open().journal.list(matcherOf('requests.list', pattern)),
    count: pattern => open().journal.list(matcherOf('requests.count', pattern)).length,
    async waitFor (pattern, options = {}) {
      expectArgument('requests.waitFor', RequestPattern, pattern)
      expectArgument('requests.waitFor: options', WaitOptions, options)
      return waitForRequest(open(), pattern, options.timeout)
    },
    clear: () => open().journal.clear()
  }
}
