import type { ValueSchema } from '../processes/process.ts'

export const isSchema = (value: unknown): value is ValueSchema => typeof value === 'object' && value !== null && !Array.isArray(value)
export const listIn = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : []
export const schemasIn = (value: unknown): readonly ValueSchema[] => listIn(value).filter(isSchema)
export const isNumber = (value: unknown): value is number => typeof value === 'number'

/** Merges schemas: members and required names add up, for the rest the last one wins. */
export const merge = (schemas: readonly ValueSchema[]): ValueSchema => schemas.reduce((one, other) => ({
  ...one,
  ...other,
  ...(isSchema(one['properties']) && isSchema(other['properties']) && { properties: { ...one['properties'], ...other['properties'] } }),
  ...(Array.isArray(one['required']) && Array.isArray(other['required']) && { required: [...one['required'], ...other['required']] })
}))

/** The types that a value may have; null only if nothing else is allowed. */
export function typesOf ({ type, properties, required, items, prefixItems, minimum, maximum }: ValueSchema): readonly unknown[] {
  if (type !== undefined) return [type].flat().sort((one, other) => Number(one === 'null') - Number(other === 'null'))
  if (properties !== undefined || required !== undefined) return ['object']
  if (items !== undefined || prefixItems !== undefined) return ['array']
  return minimum !== undefined || maximum !== undefined ? ['number'] : ['string', 'object', 'array', 'number']
}

/** The target of a `$ref`: a place in the schema itself, a schema of the seed, or a document of the standard by its name. */
export function resolveSchema (ref: string, root: ValueSchema, components: Readonly<Record<string, ValueSchema>>): ValueSchema {
  const [, name, path = ''] = /^#\/components\/schemas\/([^/]+)(.*)$/.exec(ref) ?? []
  if (!ref.startsWith('#')) return { format: formatOf(ref) }
  const start = name === undefined ? root : components[decode(name)]
  const members = (name === undefined ? ref.slice(1) : path).split('/').slice(1)
  const found = members.reduce<unknown>((place, member) => (place as ValueSchema | undefined)?.[decode(member)], start)
  return isSchema(found) ? found : {}
}

const decode = (member: string): string => decodeURIComponent(member).replaceAll('~1', '/').replaceAll('~0', '~')

/** The format name of the standard for the document at an address. */
function formatOf (address: string): string | undefined {
  if (address.endsWith('bbox.yaml')) return 'ogc-bbox'
  const [, name = ''] = /\/(\w+?)(?:GeoJSON)?\.(?:json|yaml)$/.exec(address) ?? []
  return { feature: 'geojson-feature', featurecollection: 'geojson-feature-collection' }[name.toLowerCase()] ?? 'geojson-geometry'
}
