import type { ValueSchema } from '../processes/process.ts'

const id = 'well-known:'
const own = (name: string) => ({ $ref: `#/$defs/${name}` })

const position = { type: 'array', minItems: 2, items: { type: 'number' } }
const listOf = (items: ValueSchema, minItems = 0) => ({ type: 'array', minItems, items })
const line = listOf(position, 2)
const rings = listOf(listOf(position, 4))

const geometry = (type: string, coordinates: ValueSchema) =>
  ({ type: 'object', required: ['type', 'coordinates'], properties: { type: { const: type }, coordinates } })

const geometries = {
  Point: geometry('Point', position),
  MultiPoint: geometry('MultiPoint', listOf(position)),
  LineString: geometry('LineString', line),
  MultiLineString: geometry('MultiLineString', listOf(line)),
  Polygon: geometry('Polygon', rings),
  MultiPolygon: geometry('MultiPolygon', listOf(rings)),
  GeometryCollection: { type: 'object', required: ['type', 'geometries'], properties: { type: { const: 'GeometryCollection' }, geometries: listOf(own('Geometry')) } }
}

const crs = 'http://www.opengis.net/def/crs/OGC'

/** A document of the SpatioTemporal Asset Catalog, which Application Packages of EOEPCA take and return. */
const stac = (type: string, ...required: string[]) =>
  ({ type: 'object', required: ['type', 'stac_version', 'id', 'links', ...required], properties: { type: { const: type }, stac_version: { type: 'string' }, id: { type: 'string' }, links: listOf({ type: 'object' }) } })

/** Documents that process descriptions refer to by address or by the name of a format. @see RFC 7946, bbox.yaml */
export const wellKnownSchemas = {
  $id: id,
  $defs: {
    ...geometries,
    Geometry: { type: 'object', oneOf: Object.keys(geometries).map(own) },
    Feature: {
      type: 'object',
      required: ['type', 'geometry', 'properties'],
      properties: { type: { const: 'Feature' }, geometry: { anyOf: [own('Geometry'), { type: 'null' }] }, properties: { type: ['object', 'null'] } }
    },
    Item: stac('Feature', 'geometry', 'properties', 'assets'),
    Collection: stac('Collection', 'description', 'license', 'extent'),
    Catalog: stac('Catalog', 'description'),
    FeatureCollection: { type: 'object', required: ['type', 'features'], properties: { type: { const: 'FeatureCollection' }, features: listOf(own('Feature')) } },
    bbox: {
      type: 'object',
      required: ['bbox'],
      properties: {
        bbox: { type: 'array', oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }], items: { type: 'number' } },
        crs: { enum: [`${crs}/1.3/CRS84`, `${crs}/0/CRS84h`] }
      }
    }
  }
}

const refOf = (name: string): string => `${id}#/$defs/${name}`

const formats = new Map<unknown, string>([
  ['geojson-geometry', refOf('Geometry')],
  ['geojson-feature', refOf('Feature')],
  ['geojson-feature-collection', refOf('FeatureCollection')],
  ['ogc-bbox', refOf('bbox')]
])

/** The name here of a format of the standard; undefined for another format. */
export const wellKnownFormat = (format: unknown): string | undefined => formats.get(format)

/** The name here of the document at an address; undefined for another address. */
export function wellKnownAddress (address: string): string | undefined {
  const [, geojson] = /^https?:\/\/geojson\.org\/schema\/(\w+)\.json$/.exec(address) ?? /^https?:\/\/schemas\.opengis\.net\/ogcapi\/features\/.*\/(\w+)GeoJSON\.yaml$/.exec(address) ?? []
  const name = geojson === undefined ? undefined : Object.keys(wellKnownSchemas.$defs).find(known => known.toLowerCase() === geojson.toLowerCase())
  if (name !== undefined) return refOf(name)
  const [, item] = /^https?:\/\/schemas\.stacspec\.org\/v1\.\d\.\d\/(item|collection|catalog)-spec\/json-schema\/\1\.json#?$/.exec(address) ?? []
  if (item !== undefined) return refOf(`${item[0]!.toUpperCase()}${item.slice(1)}`)
  return /(^|\/)openapi\/schemas\/(processes-core\/)?bbox\.yaml$|^bbox\.json$/.test(address) ? refOf('bbox') : undefined
}

/** What is known of the document at an address: its format, or that it is an object. */
export function wellKnownShape (address: string): ValueSchema | undefined {
  const known = wellKnownAddress(address)
  if (known === undefined) return undefined
  const [format] = [...formats].find(([, id]) => id === (known === refOf('Item') ? refOf('Feature') : known)) ?? []
  const isJson = ['bbox', 'Collection', 'Catalog'].map(refOf).includes(known)
  return { type: 'object', ...(!isJson && { format: format ?? 'geojson-geometry' }) }
}
