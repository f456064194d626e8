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
 * An execute request without the members that are null: clients that are generated for statically typed languages send
 * those that nobody set. What an input is stays as it came: there null may be a value.
 */
export function withoutNulls (body: unknown): unknown {
  if (!isObject(body)) return body
  const request = change(dropNulls(body), 'subscriber', dropNulls)
  return change(request, 'outputs', eachOf(output => change(dropNulls(output), 'format', dropNulls)))
}
