import { isDeepStrictEqual } from 'node:util'
import { parseJson } from '../bounds/json-depth.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'

export interface JsonMatch {
  readonly equalToJson?: unknown
  readonly ignoreExtraElements?: boolean
}

/**
 * Compiles WireMock's `equalToJson`; if absent, everything matches. Like WireMock, it accepts JSON as text too.
 * @param place where it is, for errors
 * @param maxDepth maximum nesting of JSON given as text
 * @throws InvalidArgument, JsonDepthError
 */
export function compileJsonMatch (place: string, { equalToJson, ignoreExtraElements }: JsonMatch, maxDepth: number): (value: unknown) => boolean {
  if (equalToJson === undefined) {
    if (ignoreExtraElements !== undefined) throw new InvalidArgument(`${place}: ignoreExtraElements came without equalToJson; expected equalToJson beside it.`)
    return () => true
  }
  const pattern = typeof equalToJson === 'string' ? readJson(place, equalToJson, maxDepth) : equalToJson
  return value => ignoreExtraElements === true ? includes(value, pattern) : isDeepStrictEqual(value, pattern)
}

function readJson (place: string, text: string, maxDepth: number): unknown {
  try {
    return parseJson(text, maxDepth)
  } catch (error) {
    throw error instanceof SyntaxError ? new InvalidArgument(`${place}/equalToJson: ${JSON.stringify(text)} came; expected JSON: ${error.message}.`) : error
  }
}

/** Whether `value` includes all of `pattern`: further members of objects, and further items at the end of arrays, are allowed. */
function includes (value: unknown, pattern: unknown): boolean {
  if (typeof pattern !== 'object' || pattern === null) return isDeepStrictEqual(value, pattern)
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(pattern)) return false
  return Object.entries(pattern).every(([name, member]) => Object.hasOwn(value, name) && includes((value as Record<string, unknown>)[name], member))
}
