/** Whether the verdicts of `jobdouble check` are right. Not part of `npm test`. Arguments select parts by name. */
import { type Tally, tallied } from '../tools.ts'
import { answerFaults } from './faults/answers.ts'
import { dismissalFaults } from './faults/dismissal.ts'
import { resourceFaults } from './faults/resources.ts'
import { tatorFaults } from './faults/tator.ts'
import { judgeFaultless, judgeFaults } from './faulty.ts'
import { judgeItself, judgeTator } from './itself.ts'
import type { Fault } from './proxy.ts'
import { judgeRealServer } from './real-server.ts'
import { tatorDialects } from '../../../schemas/control/settings.ts'

/** Most of a run is waiting for servers. */
const atOnce = 8

/** Proxies that change nothing. */
const faultless = (runs: number, settings: Fault['settings'] = {}): Partial<Fault>[] => Array.from({ length: runs }, () => ({ settings }))

const parts: Readonly<Record<string, (tally: Tally) => Promise<void>>> = {
  // Their durations are checked, too.
  itself: tally => judgeItself(tally, atOnce / 4),
  tator: tally => judgeTator(tally, atOnce / 4),
  faults: tally => judgeFaults(tally, [...dismissalFaults, ...resourceFaults, ...answerFaults], atOnce, 60),
  'tator-faults': tally => judgeFaults(tally, tatorFaults, atOnce, 20),
  pygeoapi: judgeRealServer,
  faultless: tally => judgeFaultless(tally, [...faultless(20), ...tatorDialects.flatMap(tator => faultless(5, { tator }))], atOnce)
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
