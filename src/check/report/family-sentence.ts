import type { Report } from '../../../schemas/check/report.ts'
import { candidates } from '../ogc/family.ts'

/** Which family a server belongs to, in a sentence. */
export function familySentence ({ family, table }: Pick<Report, 'family' | 'table'>): string {
  const seen = table.filter(({ subject }) => subject !== '')
  if (family !== null) return `A dismissal follows the family "${family}".`
  if (seen.length === 0) return 'No dismissal was seen, so that its family is not known.'
  const possible = candidates(Object.fromEntries(seen.map(({ state, subject }) => [state, subject])))
  if (possible.length > 0) return `A dismissal follows ${possible.map(name => `"${name}"`).join(' or ')}: the states that tell them apart were not seen.`
  return `A dismissal follows none of the families: ${seen.map(({ state, subject }) => `${state} ${subject}`).join('; ')}.`
}
