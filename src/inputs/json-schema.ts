import { formatNames } from 'ajv-formats/dist/formats.js'
import { contentEncodingOf, contentEncodings } from '../formats/content-encoding.ts'
import { encodingNameOf } from '../formats/format.ts'
import type { Resolve } from '../formats/formats.ts'
import type { ValueSchema } from '../processes/process.ts'
import { wellKnownAddress, wellKnownFormat, wellKnownShape } from './well-known-schemas.ts'

/** The id under which ajv finds the shared schemas. */
export const componentsId = 'components:'

const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const maps = ['properties', 'patternProperties', 'dependentSchemas', 'definitions', '$defs']
const schemas = ['items', 'additionalItems', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties']

/**
 * Converts a schema of OpenAPI 3.0 or a draft of JSON Schema to JSON Schema 2020-12.
 * @param components names of the schemas that it may refer to
 * @throws Error for a `$ref` to anything else, with its place
 */
export function toJsonSchema (schema: ValueSchema, components: readonly string[], place = ''): ValueSchema {
  const convert = (value: unknown, at: string): unknown => isObject(value) ? toJsonSchema(value, components, `${place}/${at}`) : value
  const format = wellKnownFormat(schema['format'])
  if (format !== undefined && Object.keys(constraintsOf(schema)).length === 0) return { $ref: format }
  const entries = Object.entries(withoutRepetitions(schema)).map(([keyword, value]): [string, unknown] => {
    if (keyword === '$ref' && typeof value === 'string') return [keyword, resolve(value, components, place)]
    if (Array.isArray(value) && (lists.includes(keyword) || keyword === 'items')) return [keyword, value.map((item, index) => isNameOf(keyword, value, item) ? {} : convert(item, `${keyword}/${index}`))]
    if (isObject(value) && maps.includes(keyword)) return [keyword, Object.fromEntries(Object.entries(value).map(([name, member]) => [name, convert(member, `${keyword}/${name}`)]))]
    return [keyword, schemas.includes(keyword) ? convert(value, keyword) : value]
  })
  return withNull(withTuples(withExclusiveBounds(withEncoding(Object.fromEntries(entries), place))))
}

/** The encoding in the one form that is checked. */
function withEncoding (schema: ValueSchema, place: string): ValueSchema {
  const name = encodingNameOf(schema)
  if (name === undefined) return schema
  const encoding = contentEncodingOf(name)
  if (encoding === undefined) throw new Error(`${place}/contentEncoding: ${JSON.stringify(name)} came; expected one of ${contentEncodings.join(', ')}`)
  return { ...withoutEncoding(schema), contentEncoding: encoding.name }
}

/** A format beside a schema that describes it, as in `allOf: [{ format: ogc-bbox }, …]`. Weaver adds that the document is a string, and accepts objects. */
const isNameOf = (keyword: string, parts: readonly unknown[], part: unknown): boolean => keyword === 'allOf' && parts.length > 1 && isObject(part) &&
  Object.keys(constraintsOf(part)).every(name => wellKnownFormat(part['format']) !== undefined && ['type', 'format'].includes(name))

const annotations = ['contentMediaType', 'contentEncoding', 'contentSchema', 'title', 'description', 'example', 'examples', 'default', 'deprecated', '$comment']

/** The keywords of a schema that can make a value invalid. */
const constraintsOf = (schema: ValueSchema): ValueSchema => Object.fromEntries(Object.entries(schema).filter(([keyword, value]) =>
  !annotations.includes(keyword) && !keyword.startsWith('x-') && (keyword !== 'format' || (formatNames as readonly unknown[]).includes(value))))

/** Merges alternatives that differ only in annotations or in their encoding: a value that fits one of them then fits exactly one. */
function withoutRepetitions ({ oneOf, ...schema }: ValueSchema): ValueSchema {
  if (!Array.isArray(oneOf)) return oneOf === undefined ? schema : { ...schema, oneOf }
  const alike = new Map<string, unknown[]>()
  for (const choice of oneOf) {
    const key = isObject(choice) ? keyOf(choice) : JSON.stringify(choice)
    alike.set(key, [...alike.get(key) ?? [], choice])
  }
  return { ...schema, oneOf: [...alike.values()].map(eitherOf) }
}

/** The same key for a document by the name of its format and by its address. */
function keyOf (choice: ValueSchema): string {
  const known = wellKnownFormat(choice['format']) ?? (typeof choice['$ref'] === 'string' ? wellKnownAddress(choice['$ref']) : undefined)
  const { format, $ref, ...others } = choice
  return known !== undefined && Object.keys(constraintsOf(others)).length === 0 ? known : JSON.stringify(constraintsOf(withoutEncoding(choice)))
}

/** Removes OpenAPI 3.0's keywords of an encoding. */
const withoutEncoding = (schema: ValueSchema): ValueSchema => Object.fromEntries(Object.entries(schema).filter(([keyword, value]) => keyword !== 'format' || (value !== 'byte' && value !== 'binary')))

/** Of equal alternatives, the one without an encoding accepts what any other accepts. */
function eitherOf (choices: readonly unknown[]): unknown {
  const plain = choices.find(choice => !isObject(choice) || encodingNameOf(choice) === undefined)
  return plain ?? (choices.length === 1 ? choices[0] : { anyOf: choices })
}

/** Converts `minimum: 0, exclusiveMinimum: true` of OpenAPI 3.0. Removes keywords that validate nothing: a `contentSchema` may be an address. */
function withExclusiveBounds (schema: ValueSchema): ValueSchema {
  const { $schema, contentSchema, examples, ...rest } = schema
  const changed: Record<string, unknown> = rest
  for (const [bound, exclusive] of [['minimum', 'exclusiveMinimum'], ['maximum', 'exclusiveMaximum']] as const) {
    if (typeof changed[exclusive] !== 'boolean') continue
    if (changed[exclusive] && bound in changed) {
      changed[exclusive] = changed[bound]
      delete changed[bound]
    } else delete changed[exclusive]
  }
  return changed
}

/** Converts a list of `items`, the tuple form of drafts before 2020-12. */
function withTuples ({ items, additionalItems, ...rest }: ValueSchema): ValueSchema {
  if (!Array.isArray(items)) return items === undefined ? rest : { ...rest, items }
  return { ...rest, prefixItems: items, ...(additionalItems !== undefined && { items: additionalItems }) }
}

/** Converts `nullable: true` of OpenAPI 3.0. */
function withNull ({ nullable, ...schema }: ValueSchema): ValueSchema {
  if (nullable !== true) return schema
  return { anyOf: [schema, { type: 'null' }] }
}

const pointer = '#/components/schemas/'

/** Resolves a `$ref`, as far as the formats of values need it. */
export const resolveIn = (components: Readonly<Record<string, ValueSchema>>): Resolve => ref => {
  const name = componentIn(ref)
  return name === undefined ? wellKnownShape(ref) : Object.hasOwn(components, name) ? components[name] : undefined
}

const componentIn = (ref: string): string | undefined =>
  ref.startsWith(pointer) ? decodeURIComponent(ref.slice(pointer.length)).replaceAll('~1', '/').replaceAll('~0', '~') : undefined

/** The id here of a `$ref`: a place in the schema itself, a schema of the seed, or a document of the standard. */
function resolve (ref: string, components: readonly string[], place: string): string {
  const name = componentIn(ref)
  if (name !== undefined) {
    if (components.includes(name)) return `${componentsId}#/$defs/${ref.slice(pointer.length)}`
    throw new Error(`${place}/$ref: ${JSON.stringify(ref)} came; expected one of the components of the seed: ${components.join(', ') || 'there are none'}`)
  }
  if (ref.startsWith('#')) return ref
  const known = wellKnownAddress(ref)
  if (known !== undefined) return known
  throw new Error(`${place}/$ref: ${JSON.stringify(ref)} came; expected ${pointer}… of the seed, a place in the schema itself, or a document of GeoJSON or of the standard`)
}

const isObject = (value: unknown): value is ValueSchema => typeof value === 'object' && value !== null && !Array.isArray(value)
