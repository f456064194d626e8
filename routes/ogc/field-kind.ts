import { encodingNameOf, type Format } from '../../src/formats/format.ts'
import { Formats } from '../../src/formats/formats.ts'
import { resolveIn } from '../../src/inputs/json-schema.ts'
import type { InputDescription, ValueSchema } from '../../src/processes/process.ts'

/** What of an input's description decides its field; the JSON of a process has no less. */
export type FieldDescription = Partial<Pick<InputDescription, 'title' | 'description' | 'minOccurs' | 'maxOccurs'>> & { readonly schema: ValueSchema }

/**
 * What kind of field an input has: one of some values, a number, a line of text, several lines of it, text or JSON whose
 * media type is chosen beside it, or JSON for whatever a person can say no other way. Several occurrences are one JSON array.
 */
export type FieldKind = 'choice' | 'number' | 'line' | 'text' | 'formats' | 'json'

const formats = new Formats(resolveIn({}))

/** The formats in which an input can be given, as far as its schema says them itself. */
export const formatsOf = ({ schema }: FieldDescription): readonly Format[] => formats.of(schema)

export function kindOf (description: FieldDescription): FieldKind {
  const { schema } = description
  if (mayOccurOften(description)) return 'json'
  if (choicesOf(schema).length > 0) return 'choice'
  if (formatsOf(description).length > 1) return 'formats'
  if (schema['type'] === 'number' || schema['type'] === 'integer') return 'number'
  if (schema['type'] !== 'string') return 'json'
  return encodingNameOf(schema) === undefined && schema['contentMediaType'] === undefined ? 'line' : 'text'
}

export const mayOccurOften = ({ maxOccurs = 1 }: FieldDescription): boolean => maxOccurs === 'unbounded' || maxOccurs > 1

/** The values that a schema allows, where it names them all and each can be shown in a line; else none. */
export function choicesOf ({ type, enum: values }: ValueSchema): unknown[] {
  if (Array.isArray(values) && values.every(value => typeof value !== 'object' || value === null)) return values
  return type === 'boolean' ? [true, false] : []
}

/** Name and id of the field that chooses the media type of an input. */
export const typeFieldId = (input: string): string => `${fieldId(input)}.type`

/** Name and id of the field of an input: letters, digits and hyphens stay, the rest is written as its code. */
export const fieldId = (input: string): string =>
  `input-${input.replace(/[^A-Za-z0-9-]/g, char => `.${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}`
