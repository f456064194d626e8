/** Compares personas with the servers that they imitate. Needs Python; not part of `npm test`. Arguments select parts by name. */
import { type Tally, tallied } from '../tools.ts'
import { judgeChecks } from './checks.ts'
import { compareWithReal } from './compare.ts'
import { pygeoapi, starlette } from './pygeoapi.ts'
import { judgeStandIn } from './stand-in.ts'
import { wraptile } from './wraptile.ts'

const parts: Readonly<Record<string, (tally: Tally) => Promise<void>>> = {
  checks: judgeChecks,
  pygeoapi: tally => compareWithReal(tally, pygeoapi),
  'pygeoapi-starlette': tally => compareWithReal(tally, starlette),
  'stand-in': judgeStandIn,
  wraptile: tally => compareWithReal(tally, wraptile)
}

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
