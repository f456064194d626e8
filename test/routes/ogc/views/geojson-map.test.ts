import t from 'tap'
import { geoJsonMarkup, isGeoJson } from '../../../../routes/ogc/views/geojson-map.ts'

const square = [[[7, 50], [8, 50], [8, 51], [7, 51], [7, 50]]]

t.test('GeoJSON is told from what only looks like it', async t => {
  for (const value of [{ type: 'Point', coordinates: [1, 2] }, { type: 'FeatureCollection', features: [] }, { type: 'Feature', geometry: null }, { type: 'GeometryCollection', geometries: [] }]) t.ok(isGeoJson(value), JSON.stringify(value))
  for (const value of [null, 5, 'Point', [], {}, { type: 'Point' }, { type: 'FeatureCollection', features: {} }, { type: 'Feature' }, { type: 'job', coordinates: [] }]) t.notOk(isGeoJson(value), JSON.stringify(value))
})

const drawn: [object, RegExp][] = [
  [{ type: 'Point', coordinates: [7, 50] }, /<circle cx="[\d.]+" cy="[\d.]+" r="6"\/>/],
  [{ type: 'MultiPoint', coordinates: [[7, 50], [8, 51]] }, /(<circle [^>]*>.*){2}/s],
  [{ type: 'LineString', coordinates: [[7, 50], [8, 51]] }, /<path class="line" d="M[\d. ]+L[\d. ]+"\/>/],
  [{ type: 'MultiLineString', coordinates: [[[7, 50], [8, 51]], [[1, 1], [2, 2]]] }, /<path class="line" d="M[^"]*M[^"]*"\/>/],
  [{ type: 'Polygon', coordinates: square }, /<path class="area" d="M[\d. L]+Z"\/>/],
  [{ type: 'MultiPolygon', coordinates: [square, square] }, /<path class="area" d="M[\d. L]+ZM[\d. L]+Z"\/>/],
  [{ type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [7, 50] }, { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 1] }] }] }, /aria-label="Map of 1 shapes"/]
]

t.test('each geometry is drawn, north above', async t => {
  for (const [value, markup] of drawn) t.match(geoJsonMarkup(value as Record<string, unknown>), markup)
  t.match(geoJsonMarkup({ type: 'Polygon', coordinates: square }), 'West 6.9, south 49.9, east 8.1, north 51.1')
})

t.test('what cannot be drawn is left out, and text stays text', async t => {
  for (const value of [{ type: 'Point', coordinates: ['<b>', null] }, { type: 'Point', coordinates: {} }, { type: 'Polygon', coordinates: [[[]]] }, { type: 'Feature', geometry: null }, { type: 'FeatureCollection', features: [null, 5, { geometry: { type: 'Odd' } }] }]) t.equal(geoJsonMarkup(value as Record<string, unknown>), '', JSON.stringify(value))
  const table = geoJsonMarkup({ type: 'FeatureCollection', features: [{ properties: { '<i>': '<b>', a: { deep: 1 } } }, { properties: null }, ...Array(60).fill({ properties: { a: 1 } })] })
  t.match(table, '<bdi>&#60;i&#62;</bdi>')
  t.match(table, '&#60;b&#62;')
  t.match(table, '50 of 62 features')
  t.notMatch(table, '<b>')
})

t.test('no more is drawn than a page can hold', async t => {
  const line = (length: number) => ({ type: 'LineString', coordinates: [...Array(length).keys()].map(at => [at % 180, at % 90]) })
  t.match(geoJsonMarkup({ type: 'GeometryCollection', geometries: [line(15_000), line(15_000), line(10)] }), 'Map of 1 shapes')
})
