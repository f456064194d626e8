import type { InputDescription, ValueSchema } from '../../src/processes/process.ts'

/** What of an input's description decides its field; the JSON of a process has no less. */
export type FieldDescription = Partial<Pick<InputDescription, 'title' | 'description' | 'minOccurs' | 'maxOccurs'>> & { readonly schema: ValueSchema }

/**
 * What kind of field an input has: one of some values, a number, a line of text, several lines of it, or JSON for
 * whatever a person can say no other way. Several occurrences are one JSON array.
 */
export type FieldKind = 'choice' | 'number' | 'line' | 'text' | 'json'

export function kindOf (description: FieldDescription): FieldKind {
  const { schema } = description
  if (mayOccurOften(description)) return 'json'
  if (choicesOf(schema).length > 0) return 'choice'
  if (schema['type'] === 'number' || schema['type'] === 'integer') return 'number'
  if (schema['type'] !== 'string') return 'json'
  return schema['contentEncoding'] === undefined && schema['contentMediaType'] === undefined ? 'line' : 'text'
}

export const mayOccurOften = ({ maxOccurs = 1 }: FieldDescription): boolean => maxOccurs === 'unbounded' || maxOccurs > 1

/** The values that a schema allows, where it names them all and each can be shown in a line; else none. */
export function choicesOf ({ type, enum: values }: ValueSchema): unknown[] {
  if (Array.isArray(values) && values.every(value => typeof value !== 'object' || value === null)) return values
  return type === 'boolean' ? [true, false] : []
}

/** Name and id of the field of an input: letters, digits and hyphens stay, the rest is written as its code. */
export const fieldId = (input: string): string =>
  `input-${input.replace(/[^A-Za-z0-9-]/g, char => `.${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}`
