import { v1 } from 'uuid'
import type { Clock } from './jobs/clock.ts'

/** How many version-1 UUIDs fit into a millisecond of one clock sequence: they count in 100 ns. */
const perMillisecond = 10_000

/** Marks the ids of a double: a multicast bit set, as RFC 9562 asks of a node that is no network card. */
const node = Uint8Array.of(0x6b, 0x6a, 0x6f, 0x62, 0x32, 0x78)

/**
 * Version-1 UUIDs whose time is the clock's, as both Tator's `run_uid` and `group_id` are. The how-manieth id it is
 * makes it unique even while the clock stands still, so the same launches in the same order get the same ids.
 */
export function createIds (clock: Clock): () => string {
  let count = 0
  return () => {
    const ordinal = count++
    const clockseq = Math.floor(ordinal / perMillisecond) & 0x3fff
    return v1({ msecs: clock.now(), nsecs: ordinal % perMillisecond, clockseq, node })
  }
}
