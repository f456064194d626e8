import { contentEncodingOf } from '../formats/content-encoding.ts'
import { encodingNameOf } from '../formats/format.ts'
import type { ValueSchema } from '../processes/process.ts'

const deepest = 4
/** Longer texts and lists are not made. */
const longest = 1000
const mostItems = 100
/** West, south, east, north. */
const box = [7, 50, 8, 51]

/** An example value for people; it need not satisfy every keyword. */
export function exampleOf (schema: ValueSchema, depth = 0): unknown {
  const [example] = [schema['default'], schema['example'], first(schema['enum'])].filter(value => value !== undefined)
  if (example !== undefined) return example
  if (schema['format'] === 'ogc-bbox') return { bbox: box }
  if (schema['format'] === 'geojson-geometry') return { type: 'Point', coordinates: [7.1, 50.7] }
  const parts = schemasIn(schema['allOf'])
  if (parts.length > 0) return exampleOf(Object.assign({}, ...parts), depth)
  const variants = [...schemasIn(schema['oneOf']), ...schemasIn(schema['anyOf'])]
  // Of several variants with a text among them, the last one is the richest: people know what text looks like.
  if (schema['type'] === undefined && variants.length > 0) return exampleOf(variants.at(-1)!, depth)
  return exampleOfType(schema, depth)
}

function exampleOfType (schema: ValueSchema, depth: number): unknown {
  switch (schema['type']) {
    case 'array': return arrayExample(schema, depth)
    case 'object': return objectExample(schema, depth)
    case 'integer':
    case 'number': return numberIn(schema)
    case 'boolean': return true
    case 'string': return textExample(schema)
    default: return isSchema(schema['properties']) ? objectExample(schema, depth) : 'text'
  }
}

/** The lowest number where there is one, else 1, else one that is near a bound or between them. */
function numberIn (schema: ValueSchema): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const step = isNumber(multipleOf) ? multipleOf : 1
  const least = Math.max(...[minimum, exclusiveMinimum].filter(isNumber))
  const most = Math.min(...[maximum, exclusiveMaximum].filter(isNumber))
  const candidates = [minimum, 1, maximum, multipleOf, (Math.floor(least / step) + 1) * step, (Math.ceil(most / step) - 1) * step, (least + most) / 2]
  return candidates.filter(isNumber).find(candidate => isNumberOf(schema, candidate)) ?? 1
}

/** OpenAPI 3.0 says of a bound whether it is exclusive, JSON Schema has exclusive bounds beside it. */
function isNumberOf ({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: ValueSchema, value: number): boolean {
  const [least, most] = [isNumber(minimum) ? minimum : -Infinity, isNumber(maximum) ? maximum : Infinity]
  const isMultiple = !isNumber(multipleOf) || Math.abs(value / multipleOf - Math.round(value / multipleOf)) < 1e-9
  return Number.isFinite(value) && isMultiple && (type !== 'integer' || Number.isInteger(value)) &&
    (exclusiveMinimum === true ? value > least : value >= least) && (exclusiveMaximum === true ? value < most : value <= most) &&
    !(isNumber(exclusiveMinimum) && value <= exclusiveMinimum) && !(isNumber(exclusiveMaximum) && value >= exclusiveMaximum)
}

const isNumber = (value: unknown): value is number => typeof value === 'number'

const texts: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T12:00:00Z',
  date: '2026-01-01',
  time: '12:00:00Z',
  uri: 'https://h.example/',
  email: 'name@h.example',
  uuid: '00000000-0000-4000-8000-000000000000'
}

function textExample (schema: ValueSchema): string {
  const encoding = contentEncodingOf(encodingNameOf(schema) ?? '')
  const least = Math.min(isNumber(schema['minLength']) ? schema['minLength'] : 0, longest)
  if (encoding !== undefined) return encoding.encode(Buffer.from(longEnough('hello', least)))
  const text = texts[String(schema['format'])]
  if (text !== undefined) return text
  return longEnough('text', least).slice(0, Math.max(least, isNumber(schema['maxLength']) ? schema['maxLength'] : 'text'.length))
}

const longEnough = (text: string, least: number): string => text.repeat(Math.max(1, Math.ceil(least / text.length)))

function arrayExample (schema: ValueSchema, depth: number): unknown[] {
  const [items] = schemasIn([schema['items']])
  const least = schemasIn(schema['oneOf'])[0]?.['minItems'] ?? schema['minItems']
  const usual = Math.min(schema['uniqueItems'] === true ? 1 : 2, isNumber(schema['maxItems']) ? schema['maxItems'] : 2)
  const length = isNumber(least) ? Math.min(least, mostItems) : usual
  if (items === undefined || depth >= deepest) return []
  return Array.from({ length: Math.max(length, Math.min(usual, 1)) }, (_, index) => itemExample(items, index, depth + 1))
}

/** Numbers go up, as long as they may. */
function itemExample (items: ValueSchema, index: number, depth: number): unknown {
  const one = exampleOf(items, depth)
  return isNumber(one) && items['enum'] === undefined && isNumberOf(items, one + index) ? one + index : one
}

/** The required members; all of them if none is required. */
function objectExample ({ properties, required }: ValueSchema, depth: number): Record<string, unknown> {
  const requiredNames = Array.isArray(required) ? required : []
  const members = Object.entries(isSchema(properties) ? properties : {}).filter(([name]) => requiredNames.length === 0 || requiredNames.includes(name))
  if (members.length === 0) return { name: 'value' }
  return Object.fromEntries(members.map(([name, schema]) => [name, name === 'bbox' ? box : depth < deepest && isSchema(schema) ? exampleOf(schema, depth + 1) : 'text']))
}

const first = (values: unknown): unknown => Array.isArray(values) ? values[0] : undefined

const schemasIn = (value: unknown): ValueSchema[] => Array.isArray(value) ? value.filter(isSchema) : []

const isSchema = (value: unknown): value is ValueSchema => typeof value === 'object' && value !== null && !Array.isArray(value)
