import type { Position, Shape } from './geojson-shapes.ts'

/** What lies around shapes; `east` is over 180 where they lie on both sides of the antimeridian. */
export interface Box { readonly west: number, readonly south: number, readonly east: number, readonly north: number }

/** @param shapes one at least */
export function boxOf (shapes: readonly Shape[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of shapes.flatMap(({ rings }) => rings).flat()) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  return { west, south, east, north }
}

/** Whether numbers can be longitudes and latitudes: GeoJSON has no others, but servers send them. */
export const isInDegrees = ({ west, south, east, north }: Box): boolean => west >= -180 && east <= 360 && south >= -90 && north <= 90

/**
 * The same shapes, those of the far east and of the far west beside each other where that is nearer. A geometry that
 * crosses the antimeridian is cut there (RFC 7946, 3.1.9), so each of its rings lies on one side.
 */
export function withoutGap (shapes: readonly Shape[]): readonly Shape[] {
  const box = boxOf(shapes)
  if (!isInDegrees(box) || box.east - box.west <= 180) return shapes
  const moved = shapes.map(shape => ({ ...shape, rings: shape.rings.map(ring => ring.every(([x]) => x <= 0) ? ring.map(([x, y]): Position => [x + 360, y]) : ring) }))
  const { west, east } = boxOf(moved)
  return east - west < box.east - box.west ? moved : shapes
}
