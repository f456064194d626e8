import { encodingNameOf, type Format } from '../../src/formats/format.ts'
import { Formats } from '../../src/formats/formats.ts'
import { resolveIn } from '../../src/inputs/json-schema.ts'
import type { InputDescription, ValueSchema } from '../../src/processes/process.ts'

/** The members of an input's description that decide its field; a process as JSON has them all. */
export type FieldDescription = Partial<Pick<InputDescription, 'title' | 'description' | 'minOccurs' | 'maxOccurs'>> & { readonly schema: ValueSchema }

/**
 * The kind of an input's field: a choice of values, a number, one line of text, several lines, text or JSON with its
 * media type chosen beside it, or JSON for everything else. Several occurrences are one JSON array.
 */
export type FieldKind = 'choice' | 'number' | 'line' | 'text' | 'formats' | 'json'

const formats = new Formats(resolveIn({}))

/** The formats of an input, as far as its schema names them. */
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

/** The allowed values, if the schema names them all and each fits in a line; else empty. */
export function choicesOf ({ type, enum: values }: ValueSchema): unknown[] {
  if (Array.isArray(values) && values.every(value => typeof value !== 'object' || value === null)) return values
  return type === 'boolean' ? [true, false] : []
}

/** Name and id of the field with the media type of an input. */
export const typeFieldId = (input: string): string => `${fieldId(input)}.type`

/** Name and id of an input's field: letters, digits and hyphens stay, other characters become their code. */
export const fieldId = (input: string): string =>
  `input-${input.replace(/[^A-Za-z0-9-]/g, char => `.${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}`
