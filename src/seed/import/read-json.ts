import { defaultMaxDepth, parseJson } from '../../bounds/json-depth.ts'
import type { Answer } from './http-source.ts'
import { ImportError } from './import-error.ts'

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects in a list; empty if it is not a list. */
export const objectsIn = (list: unknown): JsonObject[] => Array.isArray(list) ? list.filter(isObject) : []

/** Parses a response that must be a JSON object. @throws ImportError */
export function readObject ({ url, type, body }: Answer): JsonObject {
  const value = tryParse(body.toString())
  if (!isObject(value)) throw new ImportError(`${url} answers ${type || 'without a media type'}, which is not a JSON object; expected one.`)
  return value
}

export function tryParse (text: string): unknown {
  try {
    return parseJson(text, defaultMaxDepth)
  } catch {
    return undefined
  }
}
