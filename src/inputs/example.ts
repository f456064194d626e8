import { contentEncodingOf } from '../formats/content-encoding.ts'
import { encodingNameOf } from '../formats/format.ts'
import type { ValueSchema } from '../processes/process.ts'

const deepest = 4
/** West, south, east, north. */
const box = [7, 50, 8, 51]

/** An example value for people; it need not satisfy every keyword. */
export function exampleOf (schema: ValueSchema, depth = 0): unknown {
  const [given] = [schema['default'], schema['example'], first(schema['enum'])].filter(value => value !== undefined)
  if (given !== undefined) return given
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

const numberIn = ({ minimum, maximum }: ValueSchema): number =>
  typeof minimum === 'number' ? minimum : typeof maximum === 'number' ? Math.min(1, maximum) : 1

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
  return encoding === undefined ? texts[String(schema['format'])] ?? 'text' : encoding.encode(Buffer.from('hello'))
}

function arrayExample (schema: ValueSchema, depth: number): unknown[] {
  const [items] = schemasIn([schema['items']])
  const least = schemasIn(schema['oneOf'])[0]?.['minItems'] ?? schema['minItems']
  const length = typeof least === 'number' ? Math.min(least, 10) : 2
  if (items === undefined || depth >= deepest) return []
  return Array.from({ length: Math.max(length, 1) }, (_, index) => items['type'] === 'number' || items['type'] === 'integer' ? Number(numberIn(items)) + index : exampleOf(items, depth + 1))
}

/** The required members; all of them if none is required. */
function objectExample ({ properties, required }: ValueSchema, depth: number): Record<string, unknown> {
  const wanted = Array.isArray(required) ? required : []
  const members = Object.entries(isSchema(properties) ? properties : {}).filter(([name]) => wanted.length === 0 || wanted.includes(name))
  if (members.length === 0) return { name: 'value' }
  return Object.fromEntries(members.map(([name, schema]) => [name, name === 'bbox' ? box : depth < deepest && isSchema(schema) ? exampleOf(schema, depth + 1) : 'text']))
}

const first = (values: unknown): unknown => Array.isArray(values) ? values[0] : undefined

const schemasIn = (value: unknown): ValueSchema[] => Array.isArray(value) ? value.filter(isSchema) : []

const isSchema = (value: unknown): value is ValueSchema => typeof value === 'object' && value !== null && !Array.isArray(value)
