import { createHash } from 'node:crypto'
import { v1 } from 'uuid'
import type { Clock } from '../jobs/clock.ts'

/** The generator uses random bytes only if node or clock sequence are absent; here both are given. */
const noRandom = new Uint8Array(16)

/** How many version-1 UUIDs fit into a millisecond of one clock sequence: they count in 100 ns. */
const perMillisecond = 10_000

export interface Ids {
  next (): string
  /** How many ids were issued. */
  readonly issuedCount: number
  /** Restarts: the same launches in the same order get the same ids again. @param issuedCount continues after this many */
  reset (issuedCount?: number): void
}

/**
 * Issues version-1 UUIDs with the clock's time, like Tator's `run_uid` and `group_id`. Their node comes from `origin`
 * (the world's name and the seed, in pieces), and a counter makes them unique while the clock stands still: a repeated
 * test run gets the same ids, whatever other worlds do.
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
    get issuedCount () { return count },
    reset (issuedCount = 0) { count = issuedCount }
  }
}

/** Six bytes with the multicast bit set, as RFC 9562 requires of a node that is no network card. */
function nodeOf (origin: Iterable<string>): Uint8Array {
  const hash = createHash('sha1')
  for (const piece of origin) hash.update(piece)
  const node = hash.digest().subarray(0, 6)
  node[0]! |= 1
  return Uint8Array.from(node)
}
