export type Position = readonly [x: number, y: number]

/** What is drawn of a geometry; each ring has a position at least. */
export interface Shape { readonly kind: 'point' | 'line' | 'area', readonly rings: readonly (readonly Position[])[] }

const geometryTypes = new Set(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection'])

/** Whether a value says that it is GeoJSON (RFC 7946). */
export const isGeoJson = (value: unknown): value is Record<string, unknown> => {
  const { type, features, geometry, coordinates, geometries } = Object(value) as Record<string, unknown>
  return (type === 'FeatureCollection' && Array.isArray(features)) || (type === 'Feature' && geometry !== undefined) ||
    (geometryTypes.has(String(type)) && (Array.isArray(coordinates) || Array.isArray(geometries)))
}

/** So deep in each other collections of geometries are read: RFC 7946 advises against any (3.1.8). */
const deepestCollection = 8

/** The shapes of a geometry; what cannot be read is none. */
export function shapesOf (geometry: unknown, depth = 0): Shape[] {
  const { type, coordinates, geometries } = Object(geometry) as { type?: unknown, coordinates?: unknown, geometries?: unknown }
  if (type === 'GeometryCollection') return Array.isArray(geometries) && depth < deepestCollection ? geometries.flatMap(one => shapesOf(one, depth + 1)) : []
  const rings = (deep: number) => ringsAt(coordinates, deep).filter(ring => ring.length > 0)
  const shape = (kind: Shape['kind'], found: readonly (readonly Position[])[]): Shape[] => found.length === 0 ? [] : [{ kind, rings: found }]
  if (type === 'Point') return shape('point', rings(0))
  if (type === 'MultiPoint') return rings(1).flat().flatMap(at => shape('point', [[at]]))
  if (type === 'LineString') return shape('line', rings(1))
  if (type === 'MultiLineString') return shape('line', rings(2))
  if (type === 'Polygon') return shape('area', rings(2))
  return type === 'MultiPolygon' ? shape('area', rings(3)) : []
}

/** Lists of positions, which lie so many lists deep. */
function ringsAt (coordinates: unknown, depth: number): Position[][] {
  if (!Array.isArray(coordinates)) return []
  if (depth === 0) return isPosition(coordinates) ? [[coordinates]] : []
  return depth === 1 ? [coordinates.filter(isPosition)] : coordinates.flatMap(inner => ringsAt(inner, depth - 1))
}

/** What is farther out cannot be measured: the differences of such numbers overflow. */
const farthest = 1e100

const isPosition = (value: unknown): value is [number, number] => Array.isArray(value) && isCoordinate(value[0]) && isCoordinate(value[1])

const isCoordinate = (value: unknown): boolean => Number.isFinite(value) && Math.abs(value as number) <= farthest
