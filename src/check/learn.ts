import type { Report } from '../../schemas/check/report.ts'
import { checkOgc, ogcChecks } from './ogc/check-ogc.ts'
import { observeServer } from './ogc/observe-server.ts'
import { checkAddress, type CheckOptions, checkUsage, UsageError } from './options.ts'
import { learnPersona, type LearnedPersona } from './persona/learn-persona.ts'
import { learnPlans, type LearnedPlans } from './persona/learn-plans.ts'
import type { Observations } from './persona/observations.ts'
import { toReport } from './report/to-report.ts'

/** The findings about a server, and what a double needs to imitate it. */
export interface LearnedServer {
  readonly report: Report
  readonly learned: LearnedPersona
  readonly plans: LearnedPlans
}

/**
 * Judges a server of OGC API – Processes with all checks, as with `strict`, and learns how it behaves.
 * @throws UnreachableError if it cannot be reached or does not have the API; UsageError for invalid options
 */
export async function learn (url: string, options: CheckOptions = {}): Promise<LearnedServer> {
  checkAddress(url)
  checkUsage(options)
  if (options.api === 'tator') throw new UsageError('A persona describes a server of OGC API – Processes; expected --write-persona without --api tator.')
  if (options.only !== undefined) throw new UsageError('A persona is learned from all checks; expected --write-persona without --only.')
  let observations: Observations | undefined
  const judged = await checkOgc(url, ogcChecks, { ...options, strict: true }, async (subject, judged) => { observations = await observeServer(subject, judged) })
  return { report: toReport({ ...judged, api: 'ogc' }), learned: learnPersona(observations!, new Date().toISOString().slice(0, 10)), plans: learnPlans(observations!) }
}
