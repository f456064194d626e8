import { alternativesOf, mediaTypesOf, schemaFor } from '../inputs/media-types.ts'
import type { ValueSchema } from '../processes/process.ts'

/** The media types that an output offers; empty: any will do. */
export const offeredTypes = (schema: ValueSchema): readonly string[] => mediaTypesOf(schema)

/** The media type of an output that offers no choice. */
export function onlyTypeOf (schema: ValueSchema): string | undefined {
  const [first, ...others] = mediaTypesOf(schema)
  return others.length === 0 || alternativesOf(schema) === undefined ? first : undefined
}

/** The schema by which a value of this media type is judged; undefined if the output does not offer it. */
export const schemaOfType = (schema: ValueSchema, type: string | undefined): ValueSchema | undefined => schemaFor(schema, type)

/** Whether its text is JSON. */
export const isJson = (type: string): boolean => /^application\/([\w.-]+\+)?json\b/i.test(type)

/** Whether it is text for people. */
export const isText = (type: string): boolean => /^text\//i.test(type)

/** The very schema of a value of this media type, without others beside it. */
export function schemaOfAlternative (schema: ValueSchema, type: string | undefined): ValueSchema {
  const chosen = schemaFor(schema, type) ?? schema
  return alternativesOf(chosen)?.[0] ?? chosen
}
