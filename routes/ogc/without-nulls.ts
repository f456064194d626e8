type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Most requests have none, and stay as they are. */
const dropNulls = (members: Members): Members =>
  Object.values(members).includes(null) ? Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) : members

const change = (members: Members, name: string, changed: (members: Members) => Members): Members => {
  const value = members[name]
  return isObject(value) ? { ...members, [name]: changed(value) } : members
}

const eachOf = (changed: (members: Members) => Members) => (members: Members): Members =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, isObject(value) ? changed(value) : value]))

/**
 * An execute request without null members: generated clients for statically typed languages send unset members as null.
 * Inputs stay unchanged, since null may be a value there.
 */
export function withoutNulls (body: unknown): unknown {
  if (!isObject(body)) return body
  const request = change(dropNulls(body), 'subscriber', dropNulls)
  return change(request, 'outputs', eachOf(output => change(dropNulls(output), 'format', dropNulls)))
}
