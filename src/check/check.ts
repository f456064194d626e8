import type { Report } from '../../schemas/check/report.ts'
import { checkOgc, ogcChecks, type Sequel } from './ogc/check-ogc.ts'
import { observeServer } from './ogc/observe-server.ts'
import { type CheckOptions, UsageError } from './options.ts'
import { learnPersona, type LearnedPersona } from './persona/learn-persona.ts'
import { learnPlans, type LearnedPlans } from './persona/learn-plans.ts'
import type { Observations } from './persona/observations.ts'
import { toReport } from './report/to-report.ts'

/**
 * Judges a server over HTTP. It launches jobs there and dismisses them, and removes what it can.
 * @throws UnreachableError if the server cannot be reached or is none of the API; UsageError for options that cannot be
 */
export const check = (url: string, options: CheckOptions = {}): Promise<Report> => judge(url, options)

/**
 * Judges a server as `check` does, all of it, and learns from what it answers how it behaves.
 * @throws UnreachableError, UsageError
 */
export async function learn (url: string, options: CheckOptions = {}): Promise<{ report: Report, learned: LearnedPersona, plans: LearnedPlans }> {
  if (options.only !== undefined) throw new UsageError('A persona is learned from all checks; expected no --only beside it.')
  let seen: Observations | undefined
  const report = await judge(url, { ...options, strict: true }, async (subject, judged) => {
    seen = await observeServer(subject, judged)
  })
  return { report, learned: learnPersona(seen!, new Date().toISOString().slice(0, 10)), plans: learnPlans(seen!) }
}

async function judge (url: string, options: CheckOptions, sequel?: Sequel): Promise<Report> {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new UsageError(`The address is ${JSON.stringify(url)}; expected one that begins with http:// or https://.`)
  const judged = await checkOgc(url, chosen(ogcChecks, options.only), options, sequel)
  return toReport({ api: 'ogc', ...judged })
}

/** The checks of the classes that were asked for. */
function chosen<C extends { readonly id: string }> (checks: readonly C[], only: readonly string[] | undefined): readonly C[] {
  const classes = [...new Set(checks.map(classOf))]
  const unknown = only?.find(name => !classes.includes(name))
  if (unknown !== undefined) throw new UsageError(`There are no checks of the class ${JSON.stringify(unknown)}; expected some of ${classes.join(', ')}.`)
  return only === undefined ? checks : checks.filter(check => only.includes(classOf(check)))
}

const classOf = ({ id }: { readonly id: string }): string => id.split('/')[0]!
