import { html } from 'ghtml'
import { valueMarkup } from '../../pages/html.ts'
import { type Box, boxOf, isInDegrees, withoutGap } from './geojson-box.ts'
import { type Position, type Shape, shapesOf } from './geojson-shapes.ts'

/** So many positions are drawn, and so many rows and columns of properties are shown, at most. */
const mostPositions = 20_000
const mostRows = 50
const mostColumns = 20
const width = 600

/** A plain map without tiles, north above, and the properties of the features as a table. */
export function geoJsonMarkup (value: Record<string, unknown>): string {
  const features = featuresOf(value)
  const shapes = features.flatMap(feature => shapesOf(Object(feature)['geometry'] ?? feature))
  return (shapes.length === 0 ? emptyMarkup(features) : mapMarkup(shapes)) + tableMarkup(features)
}

const featuresOf = (value: Record<string, unknown>): readonly unknown[] =>
  value['type'] === 'FeatureCollection' ? value['features'] as unknown[] : [value]

const emptyMarkup = ({ length }: readonly unknown[]): string =>
  html`<p class="hint">${length === 0 ? 'The collection has no features.' : 'No geometry that can be drawn on a map.'}</p>`

function withinBound (shapes: readonly Shape[]): Shape[] {
  let left = mostPositions
  return shapes.filter(({ rings }) => {
    const size = rings.reduce((sum, ring) => sum + ring.length, 0)
    if (size > left) return false
    left -= size
    return true
  })
}

function mapMarkup (all: readonly Shape[]): string {
  const some = withinBound(all)
  const leftOut = all.length === some.length ? '' : `${some.length} of ${count(all.length)} drawn: a map has room for ${mostPositions.toLocaleString('en')} positions.`
  if (some.length === 0) return html`<p class="hint">${leftOut}</p>`
  const shapes = withoutGap(some)
  const box = boxOf(shapes)
  const { size, place } = projectionOf(box)
  const draw = ({ kind, rings }: Shape): string => kind === 'point'
    ? html`<circle cx="${place(rings[0]![0]!)[0]!}" cy="${place(rings[0]![0]!)[1]!}" r="6"/>`
    : html`<path class="${kind}" d="${rings.map(ring => `M${ring.map(at => place(at).join(' ')).join('L')}${kind === 'area' ? 'Z' : ''}`).join('')}"/>`
  const [west, south, east, north] = [box.west, box.south, isInDegrees(box) && box.east > 180 ? box.east - 360 : box.east, box.north].map(degrees)
  return html`<figure class="map"><svg viewBox="0 0 ${size[0]} ${size[1]}" width="${size[0]}" role="img" aria-label="Map of ${count(shapes.length)}">!${shapes.map(draw)}</svg>
<figcaption class="hint">${leftOut} West ${west}, south ${south}, east ${east}, north ${north}</figcaption></figure>`
}

const count = (shapes: number): string => shapes === 1 ? '1 shape' : `${shapes} shapes`

/** Where positions lie in the drawing, with some room around them. */
function projectionOf (box: Box) {
  // A degree of longitude is shorter than one of latitude by the cosine of the latitude; metres are not.
  const shrink = isInDegrees(box) ? Math.max(Math.cos((box.south + box.north) / 2 * Math.PI / 180), 0.05) : 1
  const [west, north] = [box.west - margin(box.west, box.east), box.north + margin(box.south, box.north)]
  const [wide, high] = [(box.east + margin(box.west, box.east) - west) * shrink, north - box.south + margin(box.south, box.north)]
  const scale = (width - 40) / Math.max(wide, high)
  const size = [wide * scale + 40, high * scale + 40].map(Math.ceil) as [number, number]
  const place = ([x, y]: Position) => [20 + (x - west) * shrink * scale, 20 + (north - y) * scale].map(at => Math.round(at * 10) / 10)
  return { size, place }
}

/** A point has room around it too, also where numbers are so large that a hundredth more is the same. */
const margin = (from: number, to: number): number => Math.max((to - from) * 0.1, 0.01, Math.abs(from) * 1e-9)

const degrees = (at: number): string => String(Number(at.toFixed(5)))

function tableMarkup (features: readonly unknown[]): string {
  const rows = features.slice(0, mostRows).map(feature => Object(Object(feature)['properties']) as Record<string, unknown>)
  const all = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const names = all.slice(0, mostColumns)
  if (names.length === 0) return ''
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Properties"><table><caption>${rows.length} of ${features.length} features${names.length < all.length ? `, ${names.length} of ${all.length} properties` : ''}</caption>
<thead><tr>!${names.map(name => html`<th scope="col"><bdi>${name}</bdi></th>`)}</tr></thead>
<tbody>!${rows.map(row => html`<tr>!${names.map(name => html`<td dir="auto">!${row[name] === undefined ? '' : valueMarkup(row[name])}</td>`)}</tr>`)}</tbody></table></div>`
}
