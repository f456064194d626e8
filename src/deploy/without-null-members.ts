/** Removes members that are null, at any depth: generated clients for statically typed languages, Unity's among them, send unset members as null. */
export function withoutNullMembers (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullMembers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null).map(([name, member]) => [name, withoutNullMembers(member)]))
}
