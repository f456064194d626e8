import { html } from 'ghtml'
import { valueMarkup } from '../../pages/html.ts'

type Position = readonly [x: number, y: number]

/** The parts of a geometry to draw. */
interface Shape { readonly kind: 'point' | 'line' | 'area', readonly rings: readonly (readonly Position[])[] }

/** Maximum number of positions drawn, and of rows of properties. */
const mostPositions = 20_000
const mostRows = 50
const width = 600

const geometryTypes = new Set(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection'])

/** Whether a value is GeoJSON by its type (RFC 7946). */
export const isGeoJson = (value: unknown): value is Record<string, unknown> => {
  const { type, features, geometry, coordinates, geometries } = Object(value) as Record<string, unknown>
  return (type === 'FeatureCollection' && Array.isArray(features)) || (type === 'Feature' && geometry !== undefined) ||
    (geometryTypes.has(String(type)) && (Array.isArray(coordinates) || Array.isArray(geometries)))
}

/** A plain map without tiles, north at the top, and the properties of the features as a table. */
export function geoJsonMarkup (value: Record<string, unknown>): string {
  const features = featuresOf(value)
  const shapes = withinBound(features.flatMap(feature => shapesOf(Object(feature)['geometry'] ?? feature)))
  return mapMarkup(shapes) + tableMarkup(features)
}

const featuresOf = (value: Record<string, unknown>): readonly unknown[] =>
  value['type'] === 'FeatureCollection' ? value['features'] as unknown[] : [value]

/** The shapes of a geometry; invalid parts are skipped. */
function shapesOf (geometry: unknown): Shape[] {
  const { type, coordinates, geometries } = Object(geometry) as { type?: unknown, coordinates?: unknown, geometries?: unknown }
  const rings = (depth: number) => ringsAt(coordinates, depth)
  if (type === 'Point') return rings(0).map(ring => ({ kind: 'point', rings: [ring] }))
  if (type === 'MultiPoint') return rings(1).flatMap(ring => ring.map(at => ({ kind: 'point', rings: [[at]] })))
  if (type === 'LineString') return [{ kind: 'line', rings: rings(1) }]
  if (type === 'MultiLineString') return [{ kind: 'line', rings: rings(2) }]
  if (type === 'Polygon') return [{ kind: 'area', rings: rings(2) }]
  if (type === 'MultiPolygon') return [{ kind: 'area', rings: rings(3) }]
  return type === 'GeometryCollection' && Array.isArray(geometries) ? geometries.filter(one => Object(one).type !== type).flatMap(shapesOf) : []
}

/** Lists of positions at this depth of nested lists. */
function ringsAt (coordinates: unknown, depth: number): Position[][] {
  if (!Array.isArray(coordinates)) return []
  if (depth === 0) return isPosition(coordinates) ? [[coordinates]] : []
  return depth === 1 ? [coordinates.filter(isPosition)] : coordinates.flatMap(inner => ringsAt(inner, depth - 1))
}

const isPosition = (value: unknown): value is [number, number] => Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1])

function withinBound (shapes: readonly Shape[]): Shape[] {
  let left = mostPositions
  return shapes.filter(({ rings }) => (left -= rings.reduce((sum, ring) => sum + ring.length, 0)) >= 0)
}

function mapMarkup (shapes: readonly Shape[]): string {
  const box = boxOf(shapes)
  if (box === undefined) return ''
  // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
  const shrink = Math.max(Math.cos((box.south + box.north) / 2 * Math.PI / 180), 0.05)
  const [wide, high] = [(box.east - box.west) * shrink, box.north - box.south]
  const scale = (width - 40) / Math.max(wide, high)
  const place = ([x, y]: Position) => [20 + (x - box.west) * shrink * scale, 20 + (box.north - y) * scale].map(at => Math.round(at * 10) / 10)
  const draw = ({ kind, rings }: Shape): string => kind === 'point'
    ? html`<circle cx="${place(rings[0]![0]!)[0]!}" cy="${place(rings[0]![0]!)[1]!}" r="6"/>`
    : html`<path class="${kind}" d="${rings.filter(ring => ring.length > 0).map(ring => `M${ring.map(at => place(at).join(' ')).join('L')}${kind === 'area' ? 'Z' : ''}`).join('')}"/>`
  const [drawnWidth, drawnHeight] = [wide * scale + 40, high * scale + 40].map(Math.ceil)
  const [west, south, east, north] = [box.west, box.south, box.east, box.north].map(degrees)
  return html`<figure class="map"><svg viewBox="0 0 ${drawnWidth} ${drawnHeight}" width="${drawnWidth}" role="img" aria-label="Map of ${shapes.length} shapes">!${shapes.map(draw)}</svg>
<figcaption class="hint">West ${west}, south ${south}, east ${east}, north ${north}</figcaption></figure>`
}

const degrees = (at: number): string => String(Math.round(at * 1e5) / 1e5)

interface Box { west: number, south: number, east: number, north: number }

function boxOf (shapes: readonly Shape[]): Box | undefined {
  let box: Box | undefined
  for (const { rings } of shapes) {
    for (const [x, y] of rings.flat()) {
      box ??= { west: x, south: y, east: x, north: y }
      box = { west: Math.min(box.west, x), south: Math.min(box.south, y), east: Math.max(box.east, x), north: Math.max(box.north, y) }
    }
  }
  return box && { west: box.west - margin(box.east - box.west), south: box.south - margin(box.north - box.south), east: box.east + margin(box.east - box.west), north: box.north + margin(box.north - box.south) }
}

/** Margin around the drawing, also around a single point. */
const margin = (extent: number): number => Math.max(extent * 0.1, 0.01)

function tableMarkup (features: readonly unknown[]): string {
  const rows = features.slice(0, mostRows).map(feature => Object(Object(feature)['properties']) as Record<string, unknown>)
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))].slice(0, 20)
  if (names.length === 0) return ''
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Properties"><table><caption>${rows.length} of ${features.length} features</caption>
<thead><tr>!${names.map(name => html`<th scope="col"><bdi>${name}</bdi></th>`)}</tr></thead>
<tbody>!${rows.map(row => html`<tr>!${names.map(name => html`<td dir="auto">!${row[name] === undefined ? '' : valueMarkup(row[name])}</td>`)}</tr>`)}</tbody></table></div>`
}
