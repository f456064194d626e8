import type { RealDescription } from '../description.ts'

/** Conversion of the kernel's configuration to schemas: zoo-project/zoo-kernel/service_json.c. */
const origin = (file: string) => `ZOO-Project/ZOO-Project at afc0403, zoo-project/zoo-services/${file}`
const both = { jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'] as ('sync-execute' | 'async-execute' | 'dismiss')[], outputTransmission: ['value', 'reference'] as ('value' | 'reference')[] }
const xml = (encoding: string, contentSchema?: string) => ({ type: 'string', contentEncoding: encoding, contentMediaType: 'text/xml', ...(contentSchema !== undefined && { contentSchema }) })
const xmlOrJson = (encoding: string, contentSchema?: string) => ({ oneOf: [xml(encoding, contentSchema), { type: 'object' }] })
const feature = 'http://schemas.opengis.net/gml/3.1.0/base/feature.xsd'
const crs = ['urn:ogc:def:crs:EPSG:6.6:4326', 'urn:ogc:def:crs:EPSG:6.6:3785']
const bbox = {
  type: 'object',
  required: ['bbox', 'crs'],
  properties: {
    bbox: { type: 'array', oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }], items: { type: 'number', format: 'double' } },
    crs: { type: 'string', format: 'uri', default: crs[0], enum: crs }
  },
  format: 'ogc-bbox'
}

export const zoo: readonly RealDescription[] = [
  {
    origin: origin('echo-py/cgi-env/echo.zcfg'),
    description: {
      id: 'zoo-echo',
      title: 'Echo input',
      description: 'Gives back what it is given.',
      version: '2.0.0',
      mutable: false,
      metadata: [{ title: 'Demo' }],
      ...both,
      inputs: {
        a: { title: 'Literal Input (string)', minOccurs: 0, maxOccurs: 1, schema: { type: 'string', nullable: true } },
        b: { title: 'Complex Input', minOccurs: 0, maxOccurs: 1, 'extended-schema': { nullable: true, oneOf: [{ allOf: [{ $ref: 'http://zoo-project.org/dl/link.json' }] }] }, schema: { ...xmlOrJson('utf-8'), nullable: true } },
        c: { title: 'BoundingBox Input', minOccurs: 0, maxOccurs: 1, schema: { ...bbox, nullable: true } },
        pause: { title: 'Literal Input (double)', minOccurs: 0, maxOccurs: 1, schema: { type: 'number', format: 'float', default: 10.0, nullable: true } }
      },
      outputs: { a: { title: 'The output a', schema: { type: 'string' } }, b: { title: 'The output b', schema: xmlOrJson('utf-8') }, c: { title: 'The output c', schema: bbox } }
    },
    results: {},
    executions: [
      { what: 'a text', body: { inputs: { a: 'text' }, outputs: { a: {} } }, status: 200, type: 'text/plain', text: 'text' },
      { what: 'XML in a charset that is said', body: { inputs: { b: { value: '<a/>', mediaType: 'text/xml', encoding: 'utf-8' } }, outputs: { b: {} } }, status: 200, type: 'text/xml; charset=utf-8', text: '<a/>' },
      { what: 'XML in base64', body: { inputs: { b: { value: 'PGEvPg==', mediaType: 'text/xml', encoding: 'base64' } }, outputs: { b: {} } }, status: 200, type: 'text/xml; charset=utf-8', text: '<a/>' },
      { what: 'JSON', body: { inputs: { b: { value: { a: 1 }, mediaType: 'application/json' } }, outputs: { b: {} } }, status: 200, type: 'application/json', json: { a: 1 } },
      { what: 'a bounding box of another CRS', body: { inputs: { c: { bbox: [1, 2, 3, 4], crs: 'EPSG:4326' } } }, status: 400, json: { detail: /input "c\/crs"/ } }
    ]
  },
  {
    origin: origin('ogr/base-vect-ops-py/cgi-env/BufferPy.zcfg'),
    description: {
      id: 'BufferPy',
      title: 'Creates a buffer around a polygon',
      version: '2.0.0',
      ...both,
      inputs: {
        InputPolygon: { title: 'Polygon to be buffered', minOccurs: 1, maxOccurs: 1, schema: xmlOrJson('UTF-8', feature) },
        BufferDistance: { title: 'Buffer Distance', minOccurs: 0, maxOccurs: 1, schema: { type: 'number', format: 'float', default: 1, nullable: true }, additionalParameters: { parameters: [{ name: 'uom', value: ['meters'] }] } }
      },
      outputs: { Result: { title: 'Buffered Polygon', schema: xmlOrJson('UTF-8', feature) } }
    },
    results: { Result: '<gml:Polygon/>' },
    references: { 'https://example.org/polygon': { mediaType: 'text/xml; charset=iso-8859-1', text: '<gml:Polygon/>' } },
    executions: [
      { what: 'GML by reference', body: { inputs: { InputPolygon: { href: 'https://example.org/polygon', type: 'text/xml' }, BufferDistance: 2.5 } }, status: 200, type: 'text/xml; charset=utf-8', text: '<gml:Polygon/>' },
      { what: 'the output in the schema that it has', body: { inputs: { InputPolygon: '<gml:Polygon/>' }, outputs: { Result: { format: { mediaType: 'text/xml', encoding: 'utf-8', schema: feature } } } }, status: 200, type: 'text/xml', text: '<gml:Polygon/>' },
      { what: 'the output in a schema that it has not', body: { inputs: { InputPolygon: '<gml:Polygon/>' }, outputs: { Result: { format: { mediaType: 'text/xml', schema: 'http://example.org/other.xsd' } } } }, status: 400, json: { detail: /output "Result": the schema "http:\/\/example\.org\/other\.xsd" came; expected "http:\/\/schemas\.opengis\.net/ } }
    ]
  },
  {
    origin: origin('utils/open-api/cgi-env/display.zcfg'),
    description: {
      id: 'display',
      title: 'Print templates as HTML',
      version: '2.0.0',
      ...both,
      inputs: { tmpl: { title: 'Template name', minOccurs: 1, maxOccurs: 1, schema: { oneOf: [{ type: 'object' }] } } },
      outputs: { Result: { title: 'The HTML', schema: { oneOf: ['text/html', 'text/plain'].map(contentMediaType => ({ type: 'string', contentEncoding: 'utf-8', contentMediaType })) } } }
    },
    results: { Result: '<p>Hello</p>' },
    executions: [
      { what: 'HTML', body: { inputs: { tmpl: { value: { name: 'index' } } } }, status: 200, type: 'text/html; charset=utf-8', text: '<p>Hello</p>' },
      { what: 'the same as text', body: { inputs: { tmpl: { value: { name: 'index' } } } }, headers: { accept: 'text/plain' }, status: 200, type: 'text/plain; charset=utf-8', text: '<p>Hello</p>' }
    ]
  }
]
