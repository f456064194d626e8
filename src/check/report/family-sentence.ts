import type { Report } from '../../../schemas/check/report.ts'
import { matchingFamilies, wordings } from './wording.ts'

/** The family of a server, in a sentence. */
export function familySentence ({ api, family, table }: Pick<Report, 'api' | 'family' | 'table'>): string {
  const wording = wordings[api]
  const observed = table.filter(({ subject }) => subject !== '')
  if (family !== null) return `A ${wording.action} follows the ${wording.family} "${family}".`
  if (observed.length === 0) return `No ${wording.action} was observed, so its ${wording.family} is unknown.`
  const possible = matchingFamilies({ api, table })
  if (possible.length > 0) return `A ${wording.action} follows ${possible.map(name => `"${name}"`).join(' or ')}: the observations do not distinguish them.`
  return `A ${wording.action} follows ${wording.none}: ${observed.map(({ state, subject }) => `${state} ${subject}`).join('; ')}.`
}

/** The dialect of a Tator server, in a sentence; undefined for another API. */
export const dialectSentence = ({ dialect }: Pick<Report, 'dialect'>): string | undefined =>
  dialect === undefined ? undefined : `The server speaks the dialect ${dialect} of Tator.`
