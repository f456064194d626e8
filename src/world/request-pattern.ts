import { isDeepStrictEqual } from 'node:util'
import { regularExpression } from '../faults/regular-expression.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { RequestPattern, StringMatch } from '../../schemas/control/request-pattern.ts'
import type { JournalEntry, RequestMatcher } from './journal.ts'

/** What WireMock's request pattern means, for entries of the journal. @throws InvalidArgument for an expression or JSON that cannot be read */
export function compilePattern (pattern: RequestPattern): RequestMatcher {
  refuseUnreadable(pattern)
  return entry => matchesLine(pattern, entry) && matchesParts(pattern, entry)
}

/** Now, and not when a request comes that is compared with it. */
function refuseUnreadable ({ urlPattern, urlPathPattern, headers = {}, queryParameters = {}, bodyPatterns = [] }: RequestPattern): void {
  const texts = [...Object.values(headers), ...Object.values(queryParameters), ...bodyPatterns]
  for (const pattern of [urlPattern, urlPathPattern, ...texts.flatMap(({ matches, doesNotMatch }) => [matches, doesNotMatch])]) {
    if (pattern !== undefined) regularExpression(pattern)
  }
  for (const { equalToJson } of bodyPatterns) readJson(equalToJson)
}

function matchesLine ({ method = 'ANY', url, urlPattern, urlPath, urlPathPattern }: RequestPattern, entry: JournalEntry): boolean {
  const [path = ''] = entry.url.split('?')
  return (method === 'ANY' || method.toUpperCase() === entry.method) &&
    (url === undefined || url === entry.url) &&
    (urlPattern === undefined || wholly(urlPattern, entry.url)) &&
    (urlPath === undefined || urlPath === path) &&
    (urlPathPattern === undefined || wholly(urlPathPattern, path))
}

function matchesParts ({ headers = {}, queryParameters = {}, bodyPatterns = [] }: RequestPattern, entry: JournalEntry): boolean {
  const query = new URLSearchParams(entry.url.split('?')[1])
  const body = entry.body === undefined ? undefined : JSON.stringify(entry.body)
  return Object.entries(headers).every(([name, match]) => matchesText(match, entry.headers[name.toLowerCase()]?.toString())) &&
    Object.entries(queryParameters).every(([name, match]) => matchesText(match, query.get(name) ?? undefined)) &&
    bodyPatterns.every(({ equalToJson, ...match }) => matchesText(match, body) && (equalToJson === undefined || isDeepStrictEqual(parsed(equalToJson), entry.body)))
}

function matchesText ({ equalTo, contains, matches, doesNotMatch, absent }: StringMatch, text: string | undefined): boolean {
  if (absent !== undefined) return absent === (text === undefined)
  return (equalTo === undefined || equalTo === text) &&
    (contains === undefined || text?.includes(contains) === true) &&
    (matches === undefined || (text !== undefined && wholly(matches, text))) &&
    (doesNotMatch === undefined || (text !== undefined && !wholly(doesNotMatch, text)))
}

/** @throws InvalidArgument */
function readJson (json: unknown): void {
  try {
    parsed(json)
  } catch (error) {
    throw new InvalidArgument(`equalToJson: ${JSON.stringify(json)} came; expected JSON: ${(error as Error).message}.`)
  }
}

/** WireMock takes JSON as text too. */
function parsed (json: unknown): unknown {
  return typeof json === 'string' ? JSON.parse(json) : json
}

const wholly = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`, 's').test(text)
