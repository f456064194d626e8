import type { RealDescription } from '../description.ts'

const origin = (file: string) => `geopython/pygeoapi at debd17bd, pygeoapi/process/${file}`
const about = { type: 'text/html', rel: 'about', title: 'information', href: 'https://example.org/process', hreflang: 'en-US' }
const square = { type: 'Polygon', coordinates: [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]] }
const once = { minOccurs: 1, maxOccurs: 1 }
const perhaps = { minOccurs: 0, maxOccurs: 1 }

export const pygeoapi: readonly RealDescription[] = [
  {
    origin: origin('hello_world.py'),
    description: {
      id: 'hello-world',
      title: 'Hello World',
      description: 'Greets whoever is named.',
      version: '0.2.0',
      jobControlOptions: ['sync-execute', 'async-execute'],
      keywords: ['hello world', 'example', 'echo'],
      links: [about],
      inputs: {
        name: { title: 'Name', schema: { type: 'string' }, ...once, keywords: ['full name', 'personal'] },
        message: { title: 'Message', schema: { type: 'string' }, ...perhaps, keywords: ['message'] },
        as_bytes: { title: 'As bytes', schema: { type: 'boolean', default: false }, ...perhaps, keywords: ['as_bytes'] },
        media_type: { title: 'Media type', schema: { type: 'string', default: 'application/json' }, ...perhaps, keywords: ['media_type'] }
      },
      outputs: { echo: { title: 'Greeting', schema: { type: 'object', contentMediaType: 'application/json' } } },
      example: { inputs: { name: 'World', message: 'An optional message.' } }
    },
    results: { echo: { id: 'echo', value: 'Hello World!' } },
    executions: [
      { what: 'its own example', body: { inputs: { name: 'World', message: 'An optional message.' } }, status: 200, type: 'application/json', json: { id: 'echo', value: 'Hello World!' } },
      { what: 'without a name', body: { inputs: {} }, status: 400, json: { detail: /input "name": nothing came/ } }
    ]
  },
  {
    origin: origin('echo.py'),
    description: {
      id: 'pygeoapi-echo',
      title: 'Echo Process',
      description: 'Gives back a value.',
      version: '1.0.0',
      jobControlOptions: ['async-execute', 'sync-execute'],
      outputTransmission: ['value', 'reference'],
      inputs: {
        echoInput: { title: 'Echo value', ...once, schema: { type: 'string', enum: ['Echo', 'Test', '42'] } },
        pause: { title: 'Pause value', ...once, schema: { type: 'number', enum: [5.5, 10.25, 42.0] } }
      },
      outputs: { echoOutput: { schema: { type: 'string' } } },
      links: [about],
      example: { inputs: { echo: 'echoValue', pause: 10.0 } }
    },
    results: { echoOutput: 'Echo' },
    executions: [
      { what: 'one of its values', body: { inputs: { echoInput: 'Echo', pause: 5.5 } }, status: 200, type: 'text/plain', text: 'Echo' },
      { what: 'its own example, which its own inputs do not take', body: { inputs: { echo: 'echoValue', pause: 10.0 } }, status: 400, json: { detail: /input "echo": "echoValue" came; expected no such input.*input "pause": 10 came; expected one of 5.5, 10.25, 42/ } }
    ]
  },
  {
    origin: origin('shapely_functions.py'),
    description: {
      id: 'shapely-functions',
      title: 'Shapely Functions',
      description: 'Applies an operation to one or two geometries.',
      version: '0.2.0',
      jobControlOptions: ['sync-execute', 'async-execute'],
      keywords: ['shapely functions', 'measurement', 'predicates', 'set operations', 'constructive ops'],
      links: [{ ...about, href: 'https://shapely.readthedocs.io' }],
      inputs: {
        operation: { title: 'Shapely operation', schema: { type: 'string' }, ...once, enum: ['measurement:area', 'predicates:within', 'set:union', 'constructive:buffer'] },
        geoms: {
          title: 'Input geometry',
          schema: {
            type: 'array',
            minItems: 1,
            maxItems: 2,
            items: { oneOf: [{ type: 'string' }, { oneOf: [{ format: 'geojson-geometry' }, { $ref: 'http://schemas.opengis.net/ogcapi/features/part1/1.0/openapi/schemas/geometryGeoJSON.yaml' }] }] }
          },
          ...once
        },
        output_format: { title: 'Output format', schema: { type: 'string' }, ...perhaps, enum: ['wkt', 'geojson'] }
      },
      outputs: { result: { title: 'Result of the operation', schema: { type: 'object', contentMediaType: 'application/json' } } },
      example: { inputs: { operation: 'predicates:within', geoms: [square, square] } }
    },
    results: { result: { id: 'predicates:within', value: true } },
    executions: [
      { what: 'its own example', body: { inputs: { operation: 'predicates:within', geoms: [square, square] } }, status: 200, type: 'application/json', json: { value: true } },
      { what: 'WKT beside GeoJSON', body: { inputs: { operation: 'predicates:within', geoms: ['POINT(0.5 0.5)', square] }, response: 'document', outputs: { result: { format: { mediaType: 'application/json' } } } }, status: 200, type: 'application/json', json: /predicates:within/ },
      { what: 'no geometry', body: { inputs: { operation: 'set:union', geoms: [{ type: 'Square' }] } }, status: 400, json: { detail: /input "geoms\/0/ } }
    ]
  }
]
