import { createHash } from 'node:crypto'
import { v1 } from 'uuid'
import type { Clock } from '../jobs/clock.ts'

/** What a generator is asked for where neither node nor clock sequence are given; here they are, and it is not asked. */
const noRandom = new Uint8Array(16)

/** How many version-1 UUIDs fit into a millisecond of one clock sequence: they count in 100 ns. */
const perMillisecond = 10_000

export interface Ids {
  next (): string
  /** How many there were. */
  readonly given: number
  /** Begins anew: the same launches in the same order get the same ids again. @param given goes on after so many */
  reset (given?: number): void
}

/**
 * Version-1 UUIDs whose time is the clock's, as both Tator's `run_uid` and `group_id` are. `origin` (the world's
 * name and the seed, in pieces) is in their node, and the how-manieth id it is makes it unique even while the clock stands still: so a
 * test that runs again gets the same ids, whatever its neighbours do.
 */
export function createIds (clock: Clock, origin: Iterable<string> = ''): Ids {
  const node = nodeOf(origin)
  let count = 0
  return {
    next () {
      const ordinal = count++
      const clockseq = Math.floor(ordinal / perMillisecond) & 0x3fff
      return v1({ random: noRandom, msecs: clock.now(), nsecs: ordinal % perMillisecond, clockseq, node })
    },
    get given () { return count },
    reset (given = 0) { count = given }
  }
}

/** Six bytes with the multicast bit set, as RFC 9562 asks of a node that is no network card. */
function nodeOf (origin: Iterable<string>): Uint8Array {
  const hash = createHash('sha1')
  for (const piece of origin) hash.update(piece)
  const node = hash.digest().subarray(0, 6)
  node[0]! |= 1
  return Uint8Array.from(node)
}
