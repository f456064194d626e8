import { encodingNameOf } from '../../src/formats/format.ts'
import type { ValueSchema } from '../../src/processes/process.ts'
import { type FieldDescription, type FieldKind, formatsOf, kindOf, mayOccurOften } from './field-kind.ts'
import { jsonExample } from './form-inputs.ts'

/** Hints for filling in a field, as sentences. */
export function hintsOf (description: FieldDescription): string[] {
  const { schema, maxOccurs = 1 } = description
  return [
    ...mayOccurOften(description) ? [`${maxOccurs === 'unbounded' ? 'Any number of' : `Up to ${maxOccurs}`} values, as one JSON array.`] : [],
    ...hints[kindOf(description)](schema),
    ...rulesOf(schema),
    ...schema['default'] === undefined ? [] : [`Default: ${defaultOf(schema)}.`],
    ...mayOccurOften(description) && mediaTypesOf(description).length > 1 ? [`Media types: ${mediaTypesOf(description).join(', ')}; {"value": …, "mediaType": …} names one.`] : [],
    ...kindOf(description) === 'json' ? [`For example ${jsonExample(description)}`] : []
  ]
}

/** The media types that an input accepts. */
export const mediaTypesOf = (description: FieldDescription): string[] => formatsOf(description).flatMap(({ mediaType }) => mediaType ?? [])

/** The default value of an input as text. */
export const defaultOf = ({ default: value }: ValueSchema): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

const hints: Record<FieldKind, (schema: ValueSchema) => string[]> = {
  choice: () => [],
  number: ({ type }) => [type === 'integer' ? 'A whole number.' : 'A number.'],
  line: ({ format }) => format === undefined ? [] : [instants.get(format) ?? `Text of the format ${format}.`],
  text (schema) {
    const encoding = encodingNameOf(schema)
    return [`${encoding === undefined ? 'Text' : `Data in ${encoding === 'binary' ? 'base64' : encoding}`}${schema['contentMediaType'] === undefined ? '' : ` of the media type ${schema['contentMediaType']}`}.`]
  },
  formats: () => ['Text or JSON; {"href": "https://…"} fetches the value from that URL.'],
  json: schema => mayBeObject(schema) ? ['JSON; {"href": "https://…"} fetches the value from that URL.'] : ['JSON.']
}

const instants = new Map<unknown, string>([
  ['date-time', 'Date and time with time zone, such as 2026-01-01T12:00:00Z.'],
  ['date', 'Date, such as 2026-01-31.'],
  ['time', 'Time with time zone, such as 12:00:00Z.']
])

const mayBeObject = ({ type }: ValueSchema): boolean => type === undefined || type === 'object'

/** The wording of keywords, before and after their value. */
const words: Readonly<Record<string, readonly [string, string?]>> = {
  minimum: ['at least'],
  exclusiveMinimum: ['more than'],
  maximum: ['at most'],
  exclusiveMaximum: ['less than'],
  multipleOf: ['a multiple of'],
  minLength: ['at least', 'characters'],
  maxLength: ['at most', 'characters'],
  pattern: ['text matching the pattern'],
  minItems: ['at least', 'items'],
  maxItems: ['at most', 'items']
}

function rulesOf (schema: ValueSchema): string[] {
  const rules = Object.entries(words).flatMap(([keyword, [before, after]]) => {
    const value = schema[keyword]
    return typeof value === 'number' || typeof value === 'string' ? [[before, value, after ?? []].flat().join(' ')] : []
  })
  return rules.length === 0 ? [] : [`Expected: ${rules.join(', ')}.`]
}
