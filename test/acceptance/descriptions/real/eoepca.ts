import type { RealDescription } from '../description.ts'

/** Conversion of packages to descriptions: eoap/cwl2ogc at d0e5791, src/cwl2ogc/__init__.py. */
const stac = (kind: string) => ({ $ref: `https://schemas.stacspec.org/v1.0.0/${kind}-spec/json-schema/${kind}.json` })
const uri = { type: 'string', format: 'uri' }
const file = { oneOf: [uri, stac('item')] }
const directory = { oneOf: [uri, stac('item'), stac('collection'), { $ref: 'https://schemas.opengis.net/ogcapi/features/part1/1.0/openapi/schemas/featureCollectionGeoJSON.yaml' }] }
const item = { type: 'Feature', stac_version: '1.0.0', id: 'S2B', geometry: null, properties: {}, links: [], assets: {} }
const results = { type: 'FeatureCollection', features: [] }

export const eoepca: readonly RealDescription[] = [
  {
    origin: 'the Application Package water-bodies (eoap), by cwl2ogc; options as ZOO-Project DRU of EOEPCA gives them',
    description: {
      id: 'water-bodies',
      title: 'Water bodies detection based on NDWI and the Otsu threshold',
      version: '1.1.0',
      mutable: true,
      jobControlOptions: ['async-execute', 'dismiss'],
      outputTransmission: ['value', 'reference'],
      metadata: [{ role: 'https://schema.org/softwareVersion', value: '1.1.0' }],
      links: [{ rel: 'http://www.opengis.net/def/rel/ogc/1.0/execute', type: 'application/json', title: 'Execute End Point', href: '/acme/ogc-api/processes/water-bodies/execution' }],
      inputs: {
        stac_items: { title: 'Sentinel-2 STAC items', minOccurs: 1, maxOccurs: 'unbounded', schema: file },
        aoi: { title: 'Area of interest', schema: { type: 'string' } },
        epsg: { title: 'EPSG code', schema: { type: 'string', default: 'EPSG:4326' }, minOccurs: 0 },
        bands: { title: 'Bands', minOccurs: 0, schema: { type: 'array', items: { type: 'string' }, default: ['green', 'nir'] } }
      },
      outputs: { stac_catalog: { title: 'Results', schema: directory } }
    },
    results: { stac_catalog: results },
    executions: [
      { what: 'addresses of items', body: { inputs: { stac_items: ['https://example.org/S2B', 'https://example.org/S2A'], aoi: '1,2,3,4' } }, status: 201, json: { status: 'successful' } },
      { what: 'an item itself', body: { inputs: { stac_items: [{ value: item }], aoi: '1,2,3,4' } }, status: 201, json: { status: 'successful' } },
      { what: 'an item that is none', body: { inputs: { stac_items: [{ value: { ...item, assets: undefined } }], aoi: '1,2,3,4' } }, status: 400, json: { detail: /input "stac_items": .* came; expected .*a member assets/ } }
    ]
  }
]
