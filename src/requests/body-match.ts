import type { BodyMatch, JsonPathMatch } from '../../schemas/control/request-pattern.ts'
import { compileJsonMatch } from './json-match.ts'
import { compileJsonPath } from './json-path.ts'
import type { MatchRequest } from './matched-request.ts'
import { compileStringMatch } from './string-match.ts'

/** Compiles one of WireMock's body patterns. @throws InvalidArgument, RegExpError, JsonDepthError */
export function compileBodyMatch (place: string, { equalToJson, ignoreExtraElements, matchesJsonPath, ...text }: BodyMatch, maxDepth: number): MatchRequest {
  const matchesText = compileStringMatch(place, text)
  const matchesJson = compileJsonMatch(place, { equalToJson, ...(ignoreExtraElements !== undefined && { ignoreExtraElements }) }, maxDepth)
  const matchesPath = matchesJsonPath === undefined ? () => true : compilePathMatch(`${place}/matchesJsonPath`, matchesJsonPath, maxDepth)
  const reads = equalToJson !== undefined || matchesJsonPath !== undefined
  return request => matchesText(request.bodyText) && (!reads || (body => matchesJson(body) && matchesPath(body))(request.body))
}

/** A path alone requires a non-empty result; a path with a matcher requires a matching value. */
function compilePathMatch (place: string, match: string | JsonPathMatch, maxDepth: number): (body: unknown) => boolean {
  const { expression, equalToJson, ignoreExtraElements, ...text } = typeof match === 'string' ? { expression: match } : match
  const { leadsToOne, find } = compileJsonPath(place, expression)
  const findValues = (body: unknown) => body === undefined ? [] : find(body)
  const matchesText = compileStringMatch(place, text)
  const matchesJson = compileJsonMatch(place, { equalToJson, ...(ignoreExtraElements !== undefined && { ignoreExtraElements }) }, maxDepth)
  if (text.absent !== undefined) return body => text.absent === (findValues(body).length === 0)
  const alone = typeof match === 'string' || Object.keys(match).length === 1
  if (alone) return body => findValues(body).some(value => !leadsToOne || !isEmpty(value))
  return body => findValues(body).some(value => matchesText(typeof value === 'string' ? value : JSON.stringify(value)) && matchesJson(value))
}

const isEmpty = (value: unknown): boolean => value === null || (typeof value === 'object' && Object.keys(value).length === 0)
