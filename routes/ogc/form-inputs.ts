import { findIllFormed } from '../../src/inputs/ill-formed-text.ts'
import { type ValidationError, excerpt } from '../../src/inputs/validation-error.ts'
import { defaultMaxDepth, parseJson } from '../../src/bounds/json-depth.ts'
import type { Values } from '../../src/processes/process.ts'
import { exampleOf } from '../../src/inputs/example.ts'
import { type FieldDescription, fieldId, type FieldKind, formatsOf, kindOf, mayOccurOften, typeFieldId } from './field-kind.ts'

/**
 * The inputs of an execute request from the fields of a process form. An empty field is an absent input. Text in a
 * number field stays text, so that input validation reports it; only invalid JSON, or JSON nested deeper than
 * `maxDepth`, is an error here.
 */
export function inputsOf (inputs: Readonly<Record<string, FieldDescription>>, form: URLSearchParams, maxDepth = defaultMaxDepth): { inputs: Values, errors: ValidationError[] } {
  const errors: ValidationError[] = []
  const values = Object.entries(inputs).flatMap(([name, description]) => {
    const text = form.get(fieldId(name)) ?? ''
    if (text.trim() === '') return []
    const read = kindOf(description) === 'formats'
      ? formattedValue(description, text, form.get(typeFieldId(name)) ?? '', maxDepth)
      : valueOf(description, text, maxDepth)
    if (read !== undefined && findIllFormed(read.value) === undefined) return [[name, read.value] as const]
    errors.push({ name, received: excerpt(text), expected: `JSON, nested at most ${maxDepth} deep, such as ${jsonExample(description)}` })
    return []
  })
  return { inputs: Object.fromEntries(values), errors }
}

/** An example of each required input, with the required number of occurrences. */
export const exampleInputs = (inputs: Readonly<Record<string, FieldDescription>>): Values =>
  Object.fromEntries(Object.entries(inputs).filter(([, { minOccurs }]) => minOccurs !== 0).map(([name, { schema, minOccurs = 1 }]) => {
    const one = qualifyValue(exampleOf(schema))
    return [name, minOccurs > 1 ? Array.from({ length: Math.min(minOccurs, mostOccurrences) }, () => one) : one]
  }))

/** Maximum number of occurrences in an example. */
const mostOccurrences = 100

/** An example for a JSON field. */
export function jsonExample (description: FieldDescription): string {
  const example = exampleOf(description.schema)
  return JSON.stringify(mayOccurOften(description) ? [example] : example)
}

/** A value of the chosen media type; without a choice, JSON if it parses as JSON, else text. */
function formattedValue (description: FieldDescription, text: string, mediaType: string, maxDepth: number): { value: unknown } | undefined {
  const json = parseField(text, maxDepth)
  const asText = text.replaceAll('\r\n', '\n')
  const chosen = formatsOf(description).find(format => format.mediaType === mediaType)
  if (chosen === undefined) return isMeant(description, json) ? { value: qualifyValue(json.value) } : { value: asText }
  if (chosen.kind === 'json' && json === undefined) return undefined
  const value = chosen.kind === 'json' ? json!.value : asText
  return { value: chosen.isNamed ? { value, mediaType } : qualifyValue(value) }
}

/** A number may be text, if the input accepts no numbers. */
const isMeant = (description: FieldDescription, json: { value: unknown } | undefined): json is { value: unknown } => json !== undefined &&
  (typeof json.value === 'object' || typeof json.value === 'string' || formatsOf(description).some(({ kind, isNamed }) => kind === undefined || (kind === 'json' && !isNamed)))

function valueOf (description: FieldDescription, text: string, maxDepth: number): { value: unknown } | undefined {
  switch (kindOf(description) as Exclude<FieldKind, 'formats'>) {
    case 'choice': return parseField(text, maxDepth) ?? { value: text }
    case 'number': return { value: numberPattern.test(text.trim()) && Number.isFinite(Number(text)) ? Number(text) : text }
    case 'line': return { value: text }
    // A browser sends each line end of a text area as two characters.
    case 'text': return { value: text.replaceAll('\r\n', '\n') }
    case 'json': return occurrencesOf(description, parseField(text, maxDepth))
  }
}

/** The syntax of a number in a field. */
export const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Parsed JSON in an object, since the value may be anything. */
function parseField (text: string, maxDepth: number): { value: unknown } | undefined {
  try {
    return { value: parseJson(text, maxDepth) }
  } catch {
    return undefined
  }
}

function occurrencesOf (description: FieldDescription, read: { value: unknown } | undefined): { value: unknown } | undefined {
  if (read === undefined) return undefined
  const { value } = read
  return { value: mayOccurOften(description) && Array.isArray(value) ? value.map(qualifyValue) : qualifyValue(value) }
}

/** An object is sent as `{"value": …}` (`/req/core/process-execute-input-inline-object`), unless it is qualified itself. */
const qualifyValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !['href', 'value', 'bbox'].some(name => Object.hasOwn(value, name))
    ? { value }
    : value
