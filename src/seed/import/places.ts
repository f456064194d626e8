/** A path into a value: member names from the root. */
export type Place = readonly string[]

/** The value at a place; undefined if there is none. */
export function valueAt (value: unknown, place: Place): unknown {
  return place.reduce<unknown>((outer, name) => typeof outer === 'object' && outer !== null && Object.hasOwn(outer, name) ? (outer as Record<string, unknown>)[name] : undefined, value)
}

/** Removes the value at a place; a schema, which is required, is replaced by one that admits any value. */
export function removeAt (value: object, place: Place): void {
  const outer = valueAt(value, place.slice(0, -1)) as Record<string, unknown> | unknown[]
  const name = place.at(-1)!
  if (Array.isArray(outer)) outer.splice(Number(name), 1)
  else if (name === 'schema') outer[name] = {}
  else delete outer[name]
}
