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
  /** How deep JSON may be nested that comes as text. */
  readonly maxDepth?: number
  /** Where the pattern stands, as the beginning of its places in errors. */
  readonly within?: string
}

/**
 * What WireMock's request pattern means.
 * @throws InvalidArgument for JSON, a JSONPath or a template that cannot be read, RegExpError, JsonDepthError: now, and not when a request comes that is compared
 */
export function compilePattern ({ method = 'ANY', url, headers = {}, queryParameters = {}, bodyPatterns = [], ...path }: RequestPattern, { maxDepth = defaultMaxDepth, within = '' }: PatternOptions = {}): MatchRequest {
  const parts: MatchRequest[] = compilePath(path, within)
  if (method !== 'ANY') parts.push(request => method.toUpperCase() === request.method)
  if (url !== undefined) parts.push(request => url === request.url)
  for (const [name, match] of Object.entries(headers)) {
    const matches = compileStringMatch(`${within}headers/${name}`, match)
    parts.push(request => matches(request.headers[name.toLowerCase()]?.toString()))
  }
  for (const [name, match] of Object.entries(queryParameters)) {
    const matches = compileStringMatch(`${within}queryParameters/${name}`, match)
    parts.push(request => matches(new URLSearchParams(request.url.split('?')[1]).get(name) ?? undefined))
  }
  for (const [index, match] of bodyPatterns.entries()) parts.push(compileBodyMatch(`${within}bodyPatterns/${index}`, match, maxDepth))
  return request => parts.every(matches => matches(request))
}

function compilePath ({ urlPattern, urlPath, urlPathPattern, urlPathTemplate, pathParameters }: Pick<RequestPattern, 'urlPattern' | 'urlPath' | 'urlPathPattern' | 'urlPathTemplate' | 'pathParameters'>, within: string): MatchRequest[] {
  const parts: MatchRequest[] = []
  if (urlPath !== undefined) parts.push(request => urlPath === pathOf(request))
  if (urlPattern !== undefined) parts.push(matching(`${within}urlPattern`, urlPattern, ({ url }) => url))
  if (urlPathPattern !== undefined) parts.push(matching(`${within}urlPathPattern`, urlPathPattern, pathOf))
  if (urlPathTemplate !== undefined) {
    const matches = compilePathTemplate(within, urlPathTemplate, pathParameters ?? {})
    parts.push(request => matches(pathOf(request)))
  } else if (pathParameters !== undefined) throw new InvalidArgument(`${within}pathParameters came without urlPathTemplate; expected urlPathTemplate beside them.`)
  return parts
}

const pathOf = ({ url }: MatchedRequest): string => url.split('?')[0]!

function matching (place: string, source: string, textOf: (request: MatchedRequest) => string): MatchRequest {
  const expression = compileWholeRegExp(place, source)
  return request => expression.test(textOf(request))
}
