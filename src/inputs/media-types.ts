import type { ValueSchema } from '../processes/process.ts'

/** The media types that a schema names; empty: any will do. */
export function mediaTypesOf (schema: ValueSchema): string[] {
  const { contentMediaType, type, format } = schema
  const choices = alternativesOf(schema)
  if (choices !== undefined) return choices.flatMap(mediaTypesOfAlternative)
  if (typeof contentMediaType === 'string') return [contentMediaType]
  if (typeof format === 'string' && format.startsWith('geojson-')) return ['application/geo+json', 'application/json']
  return type === 'object' ? ['application/json'] : []
}

/**
 * The schema by which a value of this media type is judged: of alternatives those that name it, else those that name
 * none. Undefined if there is none. The same object each time, so that its validator is made once.
 */
export function schemaFor (schema: ValueSchema, mediaType: string | undefined): ValueSchema | undefined {
  if (mediaType === undefined) return schema
  const choices = alternativesOf(schema)
  if (choices === undefined) return names(mediaTypesOf(schema), mediaType) || mediaTypesOf(schema).length === 0 ? schema : undefined
  const naming = choices.filter(choice => names(mediaTypesOfAlternative(choice), mediaType))
  const chosen = naming.length > 0 ? naming : choices.filter(choice => mediaTypesOfAlternative(choice).length === 0)
  return chosen.length === 0 ? undefined : narrowed(schema, chosen, chosen.map(choice => choices.indexOf(choice)).join())
}

/** The alternatives of a schema, where there are any. */
export function alternativesOf ({ oneOf, anyOf }: ValueSchema): ValueSchema[] | undefined {
  return [oneOf, anyOf].find((choices): choices is ValueSchema[] => Array.isArray(choices))
}

const mediaTypesOfAlternative = (schema: ValueSchema): string[] =>
  Array.isArray(schema['allOf']) ? schema['allOf'].flatMap(mediaTypesOf) : mediaTypesOf(schema)

const names = (types: readonly string[], mediaType: string): boolean => types.some(type => essence(type) === essence(mediaType))

const essence = (mediaType: string): string => mediaType.replace(/;.*/s, '').trim().toLowerCase()

const narrowings = new WeakMap<ValueSchema, Map<string, ValueSchema>>()

/** By object, so that it goes when its seed goes. */
function narrowed (schema: ValueSchema, chosen: ValueSchema[], key: string): ValueSchema {
  const known = narrowings.get(schema) ?? new Map<string, ValueSchema>()
  narrowings.set(schema, known)
  const narrow = known.get(key) ?? { ...schema, [Array.isArray(schema['oneOf']) ? 'oneOf' : 'anyOf']: chosen }
  known.set(key, narrow)
  return narrow
}
