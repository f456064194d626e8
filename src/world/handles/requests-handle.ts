import { WaitOptions } from '../../../schemas/control/arguments.ts'
import { RequestPattern } from '../../../schemas/control/request-pattern.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import type { JournalEntry, RequestMatcher } from '../journal.ts'
import { compilePattern } from '../../requests/request-pattern.ts'
import { waitForRequest } from '../wait-for-request.ts'
import type { World } from '../world.ts'

/** The request journal of a world, in the hands of a test. A pattern is that of WireMock. */
export interface RequestsHandle {
  /** What was asked and answered, oldest first: all of it, or what is like the pattern. @throws InvalidArgument (a RangeError) for what is no pattern */
  list (pattern?: RequestPattern): readonly JournalEntry[]
  /** How many requests there are, or how many are like the pattern. */
  count (pattern?: RequestPattern): number
  /**
   * The first request like the pattern, now or when it comes.
   * @param options.timeout milliseconds of real time; 10 000 if absent
   * @throws TimeoutError when that is over, which names the pattern and the requests nearest to it; Error if the world is reset or the double closed
   */
  waitFor (pattern: RequestPattern, options?: { readonly timeout?: number }): Promise<JournalEntry>
  clear (): void
}

/** @param open the world, as long as the double is open */
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
