import type { InputDescription, Process, ValueSchema } from './process.ts'

const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

const bbox: ValueSchema = {
  allOf: [
    { format: 'ogc-bbox' },
    {
      type: 'object',
      required: ['bbox'],
      properties: {
        bbox: {
          type: 'array',
          oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }],
          items: { type: 'number' }
        },
        crs: { type: 'string', format: 'uri', default: crs84, enum: [crs84, 'http://www.opengis.net/def/crs/OGC/0/CRS84h'] }
      }
    }
  ]
}

const geometry: ValueSchema = {
  oneOf: [
    { type: 'string', contentMediaType: 'application/gml+xml; version=3.2' },
    {
      type: 'object',
      format: 'geojson-geometry',
      required: ['type', 'coordinates'],
      properties: {
        type: { type: 'string', enum: ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'] },
        coordinates: { type: 'array', items: {} }
      }
    }
  ]
}

/** The official suite builds its requests from these schemas and fails or skips on others; each shape here is needed by one of its tests. */
const schemas = {
  message: { type: 'string' },
  pause: { type: 'number', minimum: 0, maximum: 60, default: 0 },
  numbers: { type: 'array', minItems: 1, maxItems: 100, items: { type: 'integer' } },
  extent: bbox,
  geometry,
  record: { allOf: [{ type: 'object', format: 'json-object', additionalProperties: true }] },
  timestamp: { type: 'string', format: 'date-time' },
  flag: { type: 'boolean' },
  image: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/tiff; application=geotiff' }
} as const satisfies Record<string, ValueSchema>

type Name = keyof typeof schemas
const names = Object.keys(schemas) as Name[]

/** The values of outputs whose input is absent: all outputs come if none are named (`/req/core/process-execute-success-sync-outputs-omitted`). */
const usual: Record<Exclude<Name, 'message'>, unknown> = {
  pause: 0,
  numbers: [1, 2, 3],
  extent: { bbox: [7, 50, 8, 51], crs: crs84 },
  geometry: { type: 'Point', coordinates: [7.1, 50.7] },
  record: {},
  timestamp: '2026-01-01T12:00:00Z',
  flag: false,
  image: 'SUkqAAgAAAAAAAAAAAA='
}

const descriptions: Record<Name, string> = {
  message: 'Any text. The only required input.',
  pause: 'How many seconds the job runs before it succeeds.',
  numbers: 'Some whole numbers.',
  extent: 'A bounding box.',
  geometry: 'Up to five geometries, each as GML text or as GeoJSON.',
  record: 'Any JSON object.',
  timestamp: 'An instant.',
  flag: 'True or false.',
  image: 'A GeoTIFF, in base64.'
}

const occurrences: Partial<Record<Name, Pick<InputDescription, 'minOccurs' | 'maxOccurs'>>> = {
  message: {},
  geometry: { minOccurs: 0, maxOccurs: 5 }
}

const describe = (occurrence: (name: Name) => Partial<InputDescription>): Record<string, InputDescription> =>
  Object.fromEntries(names.map(name => [name, { title: name, description: descriptions[name], ...occurrence(name), schema: schemas[name] }]))

/** Returns its inputs as outputs of the same names, after a pause. */
export const echo: Process = {
  id: 'echo',
  title: 'Echo',
  description: 'Returns its inputs as outputs, after a pause.',
  version: '1.0.0',
  inputs: describe(name => occurrences[name] ?? { minOccurs: 0 }),
  outputs: describe(() => ({})),
  plan: ({ pause }) => ({ accepted: 0, running: Number(pause ?? 0) * 1000, outcome: 'successful' }),
  results: inputs => ({ ...usual, ...inputs })
}
