import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { RequestPattern } from '../../schemas/control/request-pattern.ts'
import { defaultMaxDepth } from '../bounds/json-depth.ts'
import { compileWholeRegExp } from '../bounds/reg-exp.ts'
import { compileBodyMatch } from './body-match.ts'
import type { MatchedRequest, MatchRequest } from './matched-request.ts'
import { compilePathTemplate } from './path-template.ts'
import { compileStringMatch } from './string-match.ts'

export type { RequestPattern }

interface PatternOptions {
  /** Maximum nesting of JSON given as text. */
  readonly maxDepth?: number
  /** Where the pattern is, for errors. */
  readonly within?: string
}

/** One condition of a pattern, by the name of its member. */
export interface PatternPart { readonly name: string, readonly matches: MatchRequest }

export const matchesAll = (parts: readonly PatternPart[]): MatchRequest => request => parts.every(({ matches }) => matches(request))

/**
 * Compiles WireMock's request pattern.
 * @throws InvalidArgument for invalid JSON, JSONPath or template, RegExpError, JsonDepthError: at once, not when a
 * request is compared
 */
export const compilePattern = (pattern: RequestPattern, options: PatternOptions = {}): MatchRequest => matchesAll(compileParts(pattern, options))

/** The same, as separate conditions. */
export function compileParts ({ method = 'ANY', url, headers = {}, queryParameters = {}, bodyPatterns = [], ...path }: RequestPattern, { maxDepth = defaultMaxDepth, within = '' }: PatternOptions): PatternPart[] {
  const parts: PatternPart[] = compilePath(path, within)
  const add = (name: string, matches: MatchRequest) => parts.push({ name, matches })
  if (method !== 'ANY') add('method', request => method.toUpperCase() === request.method)
  if (url !== undefined) add('url', request => url === request.url)
  for (const [name, match] of Object.entries(headers)) {
    const matches = compileStringMatch(`${within}headers/${name}`, match)
    add(`headers/${name}`, request => matches(request.headers[name.toLowerCase()]?.toString()))
  }
  for (const [name, match] of Object.entries(queryParameters)) {
    const matches = compileStringMatch(`${within}queryParameters/${name}`, match)
    add(`queryParameters/${name}`, request => matches(new URLSearchParams(request.url.split('?')[1]).get(name) ?? undefined))
  }
  for (const [index, match] of bodyPatterns.entries()) add(`bodyPatterns/${index}`, compileBodyMatch(`${within}bodyPatterns/${index}`, match, maxDepth))
  return parts
}

function compilePath ({ urlPattern, urlPath, urlPathPattern, urlPathTemplate, pathParameters }: Pick<RequestPattern, 'urlPattern' | 'urlPath' | 'urlPathPattern' | 'urlPathTemplate' | 'pathParameters'>, within: string): PatternPart[] {
  const parts: PatternPart[] = []
  if (urlPath !== undefined) parts.push({ name: 'urlPath', matches: request => urlPath === pathOf(request) })
  if (urlPattern !== undefined) parts.push({ name: 'urlPattern', matches: compilePart(`${within}urlPattern`, urlPattern, ({ url }) => url) })
  if (urlPathPattern !== undefined) parts.push({ name: 'urlPathPattern', matches: compilePart(`${within}urlPathPattern`, urlPathPattern, pathOf) })
  if (urlPathTemplate !== undefined) {
    const matches = compilePathTemplate(within, urlPathTemplate, pathParameters ?? {})
    parts.push({ name: 'urlPathTemplate', matches: request => matches(pathOf(request)) })
  } else if (pathParameters !== undefined) throw new InvalidArgument(`${within}pathParameters came without urlPathTemplate; expected urlPathTemplate beside them.`)
  return parts
}

const pathOf = ({ url }: MatchedRequest): string => url.split('?')[0]!

function compilePart (place: string, source: string, textOf: (request: MatchedRequest) => string): MatchRequest {
  const expression = compileWholeRegExp(place, source)
  return request => expression.test(textOf(request))
}
