/** Hostile inputs, races, memory and stalls, against the built server. Needs Python for schemathesis; not part of `npm test`. Arguments select parts by name. */
import { type Tally, tallied } from '../tools.ts'
import { sockets } from './sockets.ts'
import { dismissals } from './dismissals.ts'
import { memory } from './memory.ts'
import { seeds } from './seeds.ts'
import { structured } from './structured.ts'
import { upstreams } from './upstreams.ts'

const parts: Readonly<Record<string, (tally: Tally) => Promise<void>>> = { sockets, structured, upstreams, seeds, dismissals, memory }
const wanted = process.argv.slice(2)

await tallied(async tally => {
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const started = performance.now()
    console.log(`\n${name}`)
    await part(tally).catch((error: Error) => tally.note(false, `${name} reaches its end`, error.stack))
    console.log(`       ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
})
