import type { Report } from '../../schemas/check/report.ts'
import { checkOgc, ogcChecks } from './ogc/check-ogc.ts'
import { type CheckOptions, checkAddress, checkUsage, UsageError } from './options.ts'
import { toReport } from './report/to-report.ts'
import { checkTator, tatorChecks } from './tator/check-tator.ts'

/**
 * Judges a server over HTTP. It launches jobs there, dismisses them, and removes what it can.
 * @throws UnreachableError if the server cannot be reached or does not have the API; UsageError for invalid options
 */
export async function check (url: string, options: CheckOptions = {}): Promise<Report> {
  checkAddress(url)
  checkUsage(options)
  const { api = 'ogc', only } = options
  const judged = api === 'ogc' ? await checkOgc(url, selectChecks(ogcChecks, only), options) : await checkTator(url, selectChecks(tatorChecks, only), options)
  return toReport({ ...judged, api })
}

/** The checks of the selected classes. */
function selectChecks<C extends { readonly id: string }> (checks: readonly C[], only: readonly string[] | undefined): readonly C[] {
  const classes = [...new Set(checks.map(classOf))]
  const unknown = only?.find(name => !classes.includes(name))
  if (unknown !== undefined) throw new UsageError(`There is no class ${JSON.stringify(unknown)} of checks; expected one or more of ${classes.join(', ')}.`)
  return only === undefined ? checks : checks.filter(check => only.includes(classOf(check)))
}

const classOf = ({ id }: { readonly id: string }): string => id.split('/')[0]!
