import { isDeepStrictEqual } from 'node:util'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { RequestPattern, StringMatch } from '../../schemas/control/request-pattern.ts'
import { defaultMaxDepth, parseJson } from '../bounds/json-depth.ts'
import { compileWholeRegExp } from '../bounds/reg-exp.ts'
import type { JournalEntry, RequestMatcher } from './journal.ts'

type TextMatcher = (text: string | undefined) => boolean

/**
 * What WireMock's request pattern means, for entries of the journal.
 * @param maxDepth how deep JSON may be nested that comes as text
 * @throws InvalidArgument for JSON that cannot be read, RegExpError, JsonDepthError: now, and not when a request comes that is compared
 */
export const compilePattern = (pattern: RequestPattern, maxDepth = defaultMaxDepth): RequestMatcher => matchesAll(compileParts(pattern, maxDepth))

/** One condition of a pattern, by the name of its member. */
export interface PatternPart { readonly name: string, readonly matches: RequestMatcher }

export const matchesAll = (parts: readonly PatternPart[]): RequestMatcher => entry => parts.every(({ matches }) => matches(entry))

/** The same, condition by condition. */
export function compileParts ({ method = 'ANY', url, urlPattern, urlPath, urlPathPattern, headers = {}, queryParameters = {}, bodyPatterns = [] }: RequestPattern, maxDepth: number): PatternPart[] {
  const parts: PatternPart[] = []
  const add = (name: string, matches: RequestMatcher) => parts.push({ name, matches })
  if (method !== 'ANY') add('method', entry => method.toUpperCase() === entry.method)
  if (url !== undefined) add('url', entry => url === entry.url)
  if (urlPath !== undefined) add('urlPath', entry => urlPath === pathOf(entry))
  if (urlPattern !== undefined) add('urlPattern', matching('urlPattern', urlPattern, entry => entry.url))
  if (urlPathPattern !== undefined) add('urlPathPattern', matching('urlPathPattern', urlPathPattern, pathOf))
  for (const [name, match] of Object.entries(headers)) {
    const matches = compileTextMatch(`headers/${name}`, match)
    add(`headers/${name}`, entry => matches(entry.headers[name.toLowerCase()]?.toString()))
  }
  for (const [name, match] of Object.entries(queryParameters)) {
    const matches = compileTextMatch(`queryParameters/${name}`, match)
    add(`queryParameters/${name}`, entry => matches(new URLSearchParams(entry.url.split('?')[1]).get(name) ?? undefined))
  }
  for (const [index, { equalToJson, ...match }] of bodyPatterns.entries()) {
    const matches = compileTextMatch(`bodyPatterns/${index}`, match)
    // WireMock takes JSON as text too.
    const json = typeof equalToJson === 'string' ? readJson(equalToJson, maxDepth) : equalToJson
    add(`bodyPatterns/${index}`, entry => matches(entry.bodyText) && (json === undefined || isDeepStrictEqual(json, entry.body)))
  }
  return parts
}

function readJson (text: string, maxDepth: number): unknown {
  try {
    return parseJson(text, maxDepth)
  } catch (error) {
    throw error instanceof SyntaxError ? new InvalidArgument(`equalToJson: ${JSON.stringify(text)} came; expected JSON: ${error.message}.`) : error
  }
}

const pathOf = ({ url }: JournalEntry): string => url.split('?')[0]!

function matching (place: string, source: string, textOf: (entry: JournalEntry) => string): RequestMatcher {
  const expression = compileWholeRegExp(place, source)
  return entry => expression.test(textOf(entry))
}

function compileTextMatch (place: string, { equalTo, contains, matches, doesNotMatch, absent }: StringMatch): TextMatcher {
  const [wanted, unwanted] = [matches, doesNotMatch].map((source, index) => source === undefined ? undefined : compileWholeRegExp(`${place}/${index === 0 ? 'matches' : 'doesNotMatch'}`, source))
  return text => {
    if (absent !== undefined) return absent === (text === undefined)
    return (equalTo === undefined || equalTo === text) &&
      (contains === undefined || text?.includes(contains) === true) &&
      (wanted === undefined || (text !== undefined && wanted.test(text))) &&
      (unwanted === undefined || (text !== undefined && !unwanted.test(text)))
  }
}
