import t from 'tap'
import { geoJsonMarkup } from '../../../../routes/ogc/views/geojson-map.ts'
import { isGeoJson } from '../../../../routes/ogc/views/geojson-shapes.ts'

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
  [{ type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [7, 50] }, { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 1] }] }] }, /aria-label="Map of 2 shapes"/],
  [{ type: 'LineString', coordinates: [[7, 50, 300], [8, 51, 400]] }, /West 7, south 50, east 8, north 51/],
  [{ type: 'FeatureCollection', features: [{ geometry: { type: 'LineString', coordinates: [] } }, { geometry: { type: 'Point', coordinates: [0, 90] } }] }, /aria-label="Map of 1 shape"/]
]

t.test('each geometry is drawn, north above', async t => {
  for (const [value, markup] of drawn) t.match(geoJsonMarkup(value as Record<string, unknown>), markup)
  t.match(geoJsonMarkup({ type: 'Polygon', coordinates: square }), 'West 7, south 50, east 8, north 51')
})

const point = (...coordinates: number[]) => ({ type: 'Point', coordinates })
const cut = [170, -180].map(west => [[[west, -10], [west + 10, -10], [west + 10, 10], [west, -10]]])
const inMetres = (north: number) => ({ type: 'LineString', coordinates: [[500_000, north], [510_000, north + 10_000]] })

t.test('a map is as large as what is on it, and says where that is', async t => {
  for (const [what, value, size, caption] of [
    ['both sides of the antimeridian', { type: 'GeometryCollection', geometries: [point(179, 10), point(-179, 12)] }, '590 600', 'West 179, south 10, east -179, north 12'],
    ['a polygon that is cut there', { type: 'MultiPolygon', coordinates: cut }, '600 600', 'West 170, south -10, east -170, north 10'],
    ['the whole world', { type: 'Polygon', coordinates: [[[-180, -90], [180, -90], [180, 90], [-180, 90]]] }, '600 320', 'West -180, south -90, east 180, north 90'],
    ['what lies all around', { type: 'GeometryCollection', geometries: [point(-100, 0), point(0, 0), point(100, 0)] }, '600 41', 'West -100, south 0, east 100, north 0'],
    ['metres', inMetres(5_000_000), '600 600', 'West 500000, south 5000000, east 510000, north 5010000'],
    ['a point far out', point(1e20, -1e20), '600 600', 'West 100000000000000000000, south -100000000000000000000, east 100000000000000000000, north -100000000000000000000']
  ] as const) {
    const markup = geoJsonMarkup(value)
    t.match(markup, `viewBox="0 0 ${size}"`, what)
    t.match(markup, caption, what)
    t.notMatch(markup, /NaN|Infinity/, what)
  }
})

t.test('a page says what is not on its map, and text stays text', async t => {
  t.equal(geoJsonMarkup({ type: 'FeatureCollection', features: [] }), '<p class="hint">The collection has no features.</p>')
  const collections = (depth: number): object => depth === 0 ? point(1, 1) : { type: 'GeometryCollection', geometries: [collections(depth - 1)] }
  for (const value of [{ type: 'Point', coordinates: ['<b>', null] }, { type: 'Point', coordinates: {} }, point(1e308, 0), { type: 'Polygon', coordinates: [[[]]] }, { type: 'Feature', geometry: null }, { type: 'FeatureCollection', features: [null, 5, { geometry: { type: 'Odd' } }] }, collections(1000)]) {
    t.equal(geoJsonMarkup(value as Record<string, unknown>), '<p class="hint">No geometry that can be drawn on a map.</p>')
  }
  const table = geoJsonMarkup({ type: 'FeatureCollection', features: [{ properties: { '<i>': '<b>', a: { deep: 1 } } }, { properties: null }, ...Array(60).fill({ properties: { a: 1 } })] })
  t.match(table, '<bdi>&#60;i&#62;</bdi>')
  t.match(table, '&#60;b&#62;')
  t.match(table, '<caption>50 of 62 features</caption>')
  t.notMatch(table, '<b>')
  const wide = geoJsonMarkup({ type: 'Feature', geometry: null, properties: Object.fromEntries(Array.from({ length: 25 }, (_, column) => [`p${column}`, column])) })
  t.match(wide, '<caption>1 of 1 features, 20 of 25 properties</caption>')
})

t.test('no more is drawn than a page can hold, and a shape that is too large hides no other', async t => {
  const line = (length: number) => ({ type: 'LineString', coordinates: [...Array(length).keys()].map(at => [at % 180, at % 90]) })
  const markup = geoJsonMarkup({ type: 'GeometryCollection', geometries: [line(25_000), line(15_000), line(15_000), line(10)] })
  t.match(markup, 'Map of 2 shapes')
  t.match(markup, '2 of 4 shapes drawn: a map has room for 20,000 positions. West 0')
  t.equal(geoJsonMarkup(line(25_000)), '<p class="hint">0 of 1 shape drawn: a map has room for 20,000 positions.</p>')
})
