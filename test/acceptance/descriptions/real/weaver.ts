import type { RealDescription } from '../description.ts'

const origin = (file: string) => `crim-ca/weaver at 90299718, ${file}`
const features = { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] }, properties: {} }] }
const geojson = (format: string, address: string) => ({ allOf: [{ type: 'string', format, contentMediaType: 'application/geo+json' }, { $ref: address }] })
const collection = geojson('geojson-feature-collection', 'https://geojson.org/schema/FeatureCollection.json')

export const weaver: readonly RealDescription[] = [
  {
    origin: origin('tests/functional/application-packages/EchoFeatures/deploy.yml'),
    description: {
      id: 'EchoFeatures',
      title: 'Echo features',
      version: '1.0',
      keywords: ['test'],
      jobControlOptions: ['async-execute', 'sync-execute'],
      outputTransmission: ['reference'],
      inputs: {
        features: { schema: { oneOf: [collection, { type: 'array', items: geojson('geojson-geometry', 'http://schemas.opengis.net/ogcapi/features/part1/1.0/openapi/schemas/geometryGeoJSON.yaml') }] } }
      },
      outputs: { features: { schema: collection } }
    },
    results: {},
    executions: [
      { what: 'a collection', body: { inputs: { features: { value: features, mediaType: 'application/geo+json' } }, response: 'document' }, status: 200, type: 'application/json', json: { features: { href: /\/results\/features$/, type: 'application/geo+json' } } },
      { what: 'a text that says it is a collection', body: { inputs: { features: 'FeatureCollection' } }, status: 400, json: { detail: /input "features": "FeatureCollection" came/ } }
    ]
  },
  {
    origin: origin('tests/functional/application-packages/EchoProcess/describe.yml'),
    description: {
      id: 'weaver-EchoProcess',
      title: 'Echo Process',
      version: '1.0.0',
      inputs: {
        boundingBoxInput: { schema: { allOf: [{ format: 'ogc-bbox' }, { $ref: 'https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/bbox.yaml' }] } },
        doubleInput: { schema: { type: 'number', format: 'double', minimum: 0, maximum: 10, default: 5, exclusiveMinimum: true } },
        imagesInput: { minOccurs: 1, maxOccurs: 150, schema: { oneOf: ['image/tiff; application=geotiff', 'image/jp2'].map(contentMediaType => ({ type: 'string', contentEncoding: 'binary', contentMediaType })) } },
        measureInput: { schema: { type: 'object', required: ['measurement', 'uom'], properties: { measurement: { type: 'number' }, uom: { type: 'string' }, reference: { type: 'string', format: 'uri' } } } }
      },
      outputs: { measureOutput: { schema: { type: 'object', required: ['measurement', 'uom'], properties: { measurement: { type: 'number' }, uom: { type: 'string' } } } }, boundingBoxOutput: { schema: { format: 'ogc-bbox' } } }
    },
    results: { measureOutput: { measurement: 10.3, uom: 'm' }, boundingBoxOutput: { bbox: [1, 2, 3, 4] } },
    executions: [
      {
        what: 'a measure, a box and images',
        body: { response: 'document', inputs: { boundingBoxInput: { bbox: [51.9, 7, 52, 7.1], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' }, doubleInput: 3.14, measureInput: { value: { measurement: 10.3, uom: 'm' } }, imagesInput: [{ value: 'AAEC', encoding: 'base64', mediaType: 'image/jp2' }] } },
        status: 200,
        type: 'application/json',
        json: { measureOutput: { value: { measurement: 10.3, uom: 'm' } }, boundingBoxOutput: { bbox: [1, 2, 3, 4] } }
      },
      { what: 'what is not above its minimum', body: { inputs: { doubleInput: 0 } }, status: 400, json: { detail: /input "doubleInput": 0 came; expected > 0/ } }
    ]
  },
  {
    origin: origin('weaver/processes/builtin/jsonarray2netcdf.yml and .cwl'),
    description: {
      id: 'jsonarray2netcdf',
      title: 'JSON array to NetCDF',
      version: '2.0',
      jobControlOptions: ['async-execute', 'sync-execute'],
      outputTransmission: ['reference', 'value'],
      inputs: { input: { schema: { type: 'string', format: 'uri', contentMediaType: 'application/json' } } },
      outputs: { output: { schema: { type: 'string', format: 'uri', contentMediaType: 'application/x-netcdf' } } }
    },
    results: { output: { $bytes: 0, type: 'application/x-netcdf' } },
    executions: [
      { what: 'an address', body: { inputs: { input: { value: 'https://example.org/array.json', mediaType: 'application/json' } } }, headers: { accept: 'application/x-netcdf' }, status: 200, type: 'application/x-netcdf', text: '' },
      { what: 'no address', body: { inputs: { input: 'array.json' } }, status: 400, json: { detail: /input "input": "array\.json" came; expected format "uri"/ } }
    ]
  }
]
