/** The double through real sockets, used by published clients. Needs Python; not part of `npm test`. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { python, tallied, workshop } from '../tools.ts'
import { check, type Cases } from './cases.ts'

const OGC = 'ogc-api-processes-client'
const SEED = "Tator's client of 2020"

const all: Cases[] = [
  { client: OGC, flags: [], names: ['test_ogc_api_processes_client', 'test_ogc_dismissal.Retain'] },
  { client: OGC, flags: ['--dismiss', 'remove'], names: ['test_ogc_dismissal.Remove'] },
  { client: OGC, flags: ['--dismiss', 'gone'], names: ['test_ogc_dismissal.Gone'] },
  { client: OGC, flags: ['--dismiss', 'refuse'], names: ['test_ogc_dismissal.Refuse'] },
  { client: OGC, flags: ['--removed-status', '410'], names: ['test_ogc_dismissal.RemovedIsGone'] },
  { client: OGC, flags: [], names: ['test_faults'] },
  { client: 'tator', flags: ['--tator', '1.5'], names: ['test_tator'] },
  { client: 'owslib', flags: [], names: ['test_owslib'] },
  { client: 'unity-sps', flags: [], names: ['test_unity'] },
  { client: SEED, flags: [], names: ['test_tator_2020'] },
  { client: SEED, flags: ['--tator-bare-key', 'refuse'], names: ['test_tator_2020_settings.BareKeyRefused'] },
  { client: SEED, flags: ['--tator-delete-status', '204'], names: ['test_tator_2020_settings.Documented204'] },
  { client: SEED, flags: ['--tator-unknown', '500'], names: ['test_tator_2020_settings.Observed500'] },
  { client: "Weaver's client and others", flags: [], names: ['test_odd_requests'] },
  { client: 'nobody in particular', flags: [], names: ['test_unreadable'] }
]

await tallied(async tally => {
  const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url))
  const program = await python(workshop('clients'), ['--no-deps', '-r', requirements], await readFile(requirements, 'utf8'))
  for (const cases of all) await check(tally, program, cases)
})
