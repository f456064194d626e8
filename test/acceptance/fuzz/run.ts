/** Hostile inputs, races, memory and stalls, against the built server. Needs Python for schemathesis; not part of `npm test`. Arguments select parts by name. */
import { setTimeout } from 'node:timers/promises'
import { type Tally, tallied } from '../tools.ts'
import { dismissals } from './dismissals.ts'
import { askedFor } from './invariant.ts'
import { memory } from './memory.ts'
import { schemathesis } from './schemathesis.ts'
import { seeds } from './seeds.ts'
import { sockets } from './sockets.ts'
import { stalls } from './stalls.ts'
import { structured } from './structured.ts'
import { upstreams } from './upstreams.ts'
import { waits } from './waits.ts'
import { worlds } from './worlds.ts'

const parts: Readonly<Record<string, (tally: Tally) => Promise<void>>> = { schemathesis, sockets, structured, upstreams, seeds, dismissals, memory, stalls, waits, worlds }
const limit = 300
const wanted = process.argv.slice(2)

/** A part that exceeds its time limit has failed, and the next one starts. */
const bounded = (work: Promise<void>): Promise<void> => {
  const over = new AbortController()
  const late = setTimeout(limit * 1000, undefined, { signal: over.signal }).then(() => { throw new Error(`not done within ${limit} s`) }, () => {})
  return Promise.race([work, late]).finally(() => over.abort())
}

await tallied(async tally => {
  for (const { status, reason } of askedFor) console.log(`asked for: ${status}, ${reason}`)
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const started = performance.now()
    console.log(`\n${name}`)
    await bounded(part(tally)).catch((error: Error) => tally.note(false, `${name} reaches its end`, error.stack))
    console.log(`       ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
})
// Ends what a failed part left open.
process.exit()
