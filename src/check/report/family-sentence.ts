import type { Report } from '../../../schemas/check/report.ts'
import { fitting, wordsOf } from './wording.ts'

/** The family of a server, in a sentence. */
export function familySentence ({ api, family, table }: Pick<Report, 'api' | 'family' | 'table'>): string {
  const words = wordsOf[api]
  const seen = table.filter(({ subject }) => subject !== '')
  if (family !== null) return `A ${words.deed} follows the ${words.family} "${family}".`
  if (seen.length === 0) return `No ${words.deed} was seen, so that its ${words.family} is not known.`
  const possible = fitting({ api, table })
  if (possible.length > 0) return `A ${words.deed} follows ${possible.map(name => `"${name}"`).join(' or ')}: nothing that was seen tells them apart.`
  return `A ${words.deed} follows ${words.none}: ${seen.map(({ state, subject }) => `${state} ${subject}`).join('; ')}.`
}

/** The dialect of a Tator server, in a sentence; undefined for another API. */
export const dialectSentence = ({ dialect }: Pick<Report, 'dialect'>): string | undefined =>
  dialect === undefined ? undefined : `The server speaks the dialect ${dialect} of Tator.`
