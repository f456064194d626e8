import { type JobQuery, mostJobsPerPage, usualLimit } from '../../schemas/ogc/job-query.ts'
import type { JobFilter } from '../../src/jobs/filter.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { OgcProblem } from './problems.ts'

const lists = ['type', 'processID', 'status', 'minDuration', 'maxDuration'] as const

/**
 * Both ways of sending a list mean the same: `status=a&status=b` and `status=a,b`. The form of the page sends every field
 * that it has, also where nothing stands in it. Runs before validation.
 * @param isName whether a text is a name of one thing, with its commas
 */
export function readLists (query: Record<string, unknown>, isName: (text: string) => boolean): void {
  if (query['f'] === 'html') for (const name of Object.keys(query)) if (query[name] === '') delete query[name]
  for (const name of lists) {
    const value = query[name]
    if (value !== undefined) query[name] = [value].flat().flatMap(item => name === 'processID' && isName(String(item)) ? [item] : String(item).split(','))
  }
}

/** @throws OgcProblem `invalid-query-parameter-value` */
export function filterOf ({ processID, status, datetime, minDuration, maxDuration }: JobQuery): JobFilter {
  return definedOnly({
    process: processID,
    status,
    created: datetime === undefined ? undefined : intervalOf(datetime),
    minDuration: minDuration && Math.min(...minDuration),
    maxDuration: maxDuration && Math.max(...maxDuration)
  })
}

export const limitOf = ({ limit = usualLimit }: { limit?: number }): number => Math.min(limit, mostJobsPerPage)

const instantForm = /^(\d{4})-(\d\d)-(\d\d)[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/

/** An instant, or an interval with optional open ends: `a/b`, `../b`, `/b`, `a/..`, `a/`. */
export function intervalOf (datetime: string): { from: number, until: number } {
  const ends = datetime.split('/')
  if (ends.length > 2) throw wrongDatetime(datetime)
  const [first = '', last = first] = ends
  const open = (end: string) => ends.length === 2 && (end === '' || end === '..')
  const from = open(first) ? -Infinity : instantOf(first, datetime)
  const until = open(last) ? Infinity : instantOf(last, datetime)
  if (from > until) throw wrongDatetime(datetime)
  return { from, until }
}

function instantOf (text: string, datetime: string): number {
  // A plus sign that was not encoded arrives as a space.
  const instant = Date.parse(text.replace(/ (?=\d\d:\d\d$)/, '+'))
  const [, year, month, day] = instantForm.exec(text.replace(' ', '+')) ?? []
  // Date.parse takes the 30th of February for the 2nd of March.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (Number.isNaN(instant) || !(Number(day) <= lastDay)) throw wrongDatetime(datetime)
  return instant
}

const wrongDatetime = (received: string) => new OgcProblem(
  'invalid-query-parameter-value',
  `Query parameter: datetime came as "${received}"; expected an RFC 3339 instant such as 2026-01-31T12:00:00Z, or two of them with a slash between them, the earlier one first, where one end may be empty or "..".`
)
