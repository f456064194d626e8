import type { Formats } from '../formats/formats.ts'
import type { ValueSchema } from '../processes/process.ts'

/** The media types that an output offers; empty if it accepts any. */
export const offeredTypes = (schema: ValueSchema, formats: Formats): readonly string[] =>
  formats.of(schema).flatMap(({ mediaType }) => mediaType ?? [])

/** The media type of an output that offers only one. */
export function onlyTypeOf (schema: ValueSchema, formats: Formats): string | undefined {
  const [first, ...others] = new Set(formats.of(schema).map(({ mediaType }) => mediaType))
  return others.length === 0 ? first : undefined
}
