import t from 'tap'
import { readText, writerOf } from '../../../src/formats/charset.ts'
import { Formats } from '../../../src/formats/formats.ts'
import { agree, essenceOf, isBinary, isJson, parametersOf } from '../../../src/formats/media-type.ts'
import { resolveIn } from '../../../src/inputs/json-schema.ts'
import type { ValueSchema } from '../../../src/processes/process.ts'

const components = {
  picture: { oneOf: [{ $ref: '#/components/schemas/png' }, { type: 'string', contentMediaType: 'image/gif' }] },
  png: { type: 'string', contentMediaType: 'image/png' },
  tree: { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/tree' }] },
  'a/b': { type: 'integer' }
}
const formats = new Formats(resolveIn(components))

/** What each format of a schema is: media type, kind and encoding. */
const formatTexts = (schema: ValueSchema): string[] => formats.of(schema).map(({ mediaType, kind, encoding }) => [mediaType ?? 'any', kind, encoding?.name].filter(part => part !== undefined).join(' '))

t.test('the formats of a schema are those of its alternatives, wherever they stand', async t => {
  for (const [schema, ...expected] of [
    [{}, 'any'],
    [{ type: 'string' }, 'text/plain; charset=utf-8 text'],
    [{ type: ['string', 'null'] }, 'text/plain; charset=utf-8 text'],
    [{ type: ['string', 'number'] }, 'any'],
    [{ type: 'number' }, 'application/json json'],
    [{ properties: {} }, 'application/json json'],
    [{ items: {} }, 'application/json json'],
    [{ contentMediaType: 'application/ld+json' }, 'application/ld+json json'],
    [{ contentMediaType: 'text/csv' }, 'text/csv text'],
    [{ contentMediaType: 'image/png' }, 'image/png encoded base64'],
    [{ type: 'object', contentMediaType: 'image/png' }, 'image/png json'],
    [{ type: 'string', contentMediaType: 'application/json' }, 'application/json text'],
    [{ type: 'string', contentEncoding: 'base32' }, 'application/octet-stream encoded base32'],
    [{ type: 'string', format: 'byte' }, 'application/octet-stream encoded base64'],
    [{ type: 'string', format: 'binary' }, 'application/octet-stream encoded base64'],
    [{ type: 'string', contentEncoding: '7bit' }, 'text/plain; charset=utf-8 text 7bit'],
    [{ type: 'string', contentMediaType: 'image/svg+xml' }, 'image/svg+xml text'],
    [{ format: 'geojson-geometry' }, 'application/geo+json json'],
    [{ $ref: 'https://geojson.org/schema/FeatureCollection.json' }, 'application/geo+json json'],
    [{ $ref: 'https://geojson.org/schema/Point.json' }, 'application/geo+json json'],
    [{ $ref: 'https://schemas.stacspec.org/v1.0.0/item-spec/json-schema/item.json' }, 'application/geo+json json'],
    [{ $ref: 'https://schemas.stacspec.org/v1.0.0/collection-spec/json-schema/collection.json' }, 'application/json json'],
    [{ $ref: 'bbox.json' }, 'application/json json'],
    [{ $ref: 'https://example.org/unknown.json' }, 'any'],
    [{ $ref: '#/components/schemas/unknown' }, 'any'],
    [{ $ref: '#/components/schemas/a~1b' }, 'application/json json'],
    [{ $ref: '#/components/schemas/picture' }, 'image/png encoded base64', 'image/gif encoded base64'],
    [{ $ref: '#/components/schemas/tree' }, 'text/plain; charset=utf-8 text'],
    [{ allOf: [{ $ref: '#/components/schemas/png' }, { title: 'a' }] }, 'image/png encoded base64'],
    [{ anyOf: [{ oneOf: [components.png, { type: 'object' }] }, components.png] }, 'image/png encoded base64', 'application/json json'],
    [{ type: 'array', oneOf: [{ minItems: 4 }, { minItems: 6 }] }, 'application/json json'],
    [{ oneOf: 'nothing' }, 'any']
  ] as [ValueSchema, ...string[]][]) t.same(formatTexts(schema), expected, JSON.stringify(schema))
  const schema = { type: 'string' }
  t.equal(formats.of(schema), formats.of(schema), 'worked out once')
})

t.test('a media type chooses among the alternatives of a schema', async t => {
  const json = { type: 'object' }
  const text = { type: 'string' }
  const gml = { type: 'string', contentMediaType: 'application/gml+xml; version=3.2' }
  for (const [schema, mediaType, expected] of [
    [{ oneOf: [gml, json] }, 'application/gml+xml', { oneOf: [gml] }],
    [{ oneOf: [gml, json] }, 'application/gml+xml; version=2.1', undefined],
    [{ oneOf: [gml, json] }, 'application/json', { oneOf: [json] }],
    [{ anyOf: [gml, text] }, 'application/wkt', { anyOf: [text] }],
    [{ oneOf: [gml, json] }, 'image/png', undefined],
    [gml, 'text/plain', undefined],
    [gml, 'application/gml+xml; charset=utf-8', gml],
    [json, 'application/ld+json', json],
    [json, 'text/plain', json],
    [json, 'image/png', undefined],
    [{}, 'image/png', {}],
    [{ $ref: '#/components/schemas/picture' }, 'image/gif', { oneOf: [components.picture.oneOf[1]] }],
    [{ $ref: '#/components/schemas/picture' }, 'image/tiff', undefined],
    [{ format: 'geojson-feature' }, 'application/vnd.geo+json', undefined],
    [{ format: 'geojson-feature' }, 'application/json', { format: 'geojson-feature' }]
  ] as const) t.same(formats.schemaFor(schema, mediaType), expected, `${JSON.stringify(schema)} as ${mediaType}`)
  const schema = { oneOf: [gml, json] }
  t.equal(formats.schemaFor(schema, undefined), schema)
  t.equal(formats.schemaFor(schema, 'application/json'), formats.schemaFor(schema, 'application/json'), 'the same object each time')
})

t.test('media types agree where no parameter contradicts another', async t => {
  for (const [one, other, expected] of [
    ['image/tiff', 'IMAGE/TIFF; application=geotiff', true],
    ['image/tiff; application="geotiff"', 'image/tiff; application=GeoTIFF', true],
    ['image/tiff; application=a', 'image/tiff; application=b', false],
    ['text/plain; charset=utf-8', 'text/plain; charset=latin1', true],
    ['image/tiff', 'image/png', false]
  ] as const) t.equal(agree(one, other), expected, `${one} and ${other}`)
  t.equal(essenceOf(' Text/HTML ; charset=utf-8'), 'text/html')
  t.same([...parametersOf('a/b; c="d;\\"e"; F=g')], [['c', 'd;\\"e'], ['f', 'g']])
  t.same(['application/json', 'a/b+json; c=d', 'application/jsonl'].map(isJson), [true, true, false])
  t.same(['image/png', 'image/svg+xml', 'application/x-netcdf', 'application/zip', 'text/csv', 'application/xml'].map(isBinary), [true, false, true, true, false, false])
})

t.test('text is read by its byte order mark, then by its charset, and what is none is told apart', async t => {
  t.equal(readText(Buffer.from('\ufeffä')), 'ä')
  t.equal(readText(Buffer.from('\ufeffä', 'utf16le'), 'iso-8859-1'), 'ä')
  t.equal(readText(Buffer.from('\ufeffä', 'utf16le').swap16()), 'ä')
  t.equal(readText(Buffer.from('ä', 'latin1'), 'ISO-8859-1'), 'ä')
  t.throws(() => readText(Buffer.from([0xff])), { message: 'text in utf-8; for other bytes the schema needs a contentEncoding' })
  t.throws(() => readText(Buffer.from('a'), 'klingon'), { message: 'text in a known charset, such as utf-8; it came in klingon' })
  t.equal(writerOf('toString'), undefined)
})
