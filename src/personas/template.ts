/** Values by placeholder; undefined if there is none. */
export type Values = Readonly<Record<string, unknown>>

/** Fills in a document with placeholders. Undefined: the document has no value here. */
export type Template = (values: Values) => unknown

const placeholder = /\{([a-z_]+)( or null)?\}/g
const whole = /^\{([a-z_]+)( or null)?\}$/

/**
 * Compiles a template from JSON. `{name}` alone becomes the value itself, within text it becomes text. Members without a
 * value are left out, and so are list items without a value and links without an address.
 */
export function createTemplate (document: unknown): Template {
  if (typeof document === 'string') return textTemplate(document)
  if (Array.isArray(document)) return listTemplate(document.map(createTemplate))
  if (typeof document === 'object' && document !== null) return objectTemplate(Object.entries(document).map(([name, member]) => [name, createTemplate(member)]))
  return () => document
}

/** Merges documents member by member; the last one wins. */
export const mergeBodies = (...bodies: readonly unknown[]): unknown =>
  bodies.filter(body => body !== undefined).reduce<unknown>((all, body) => isObject(all) && isObject(body) ? { ...all, ...body } : body, undefined)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

function textTemplate (text: string): Template {
  const [, name, orNull] = whole.exec(text) ?? []
  if (name !== undefined) return values => values[name] ?? (orNull === undefined ? undefined : null)
  const names = [...text.matchAll(placeholder)].map(([, name]) => name!)
  if (names.length === 0) return () => text
  return values => names.some(name => values[name] === undefined) ? undefined : text.replace(placeholder, (_all, name: string) => String(values[name]))
}

const listTemplate = (items: readonly Template[]): Template => values =>
  items.map(item => item(values)).filter(item => item !== undefined && !isLinkToNowhere(item))

const isLinkToNowhere = (value: unknown): boolean => isObject(value) && 'rel' in value && !('href' in value)

const objectTemplate = (members: readonly (readonly [string, Template])[]): Template => values => {
  const filled: Record<string, unknown> = {}
  for (const [name, member] of members) {
    const value = member(values)
    if (value !== undefined) filled[name] = value
  }
  return filled
}

/** The placeholders of a document, each with the JSON Pointer of its text. */
export function * placeholdersOf (document: unknown, pointer = ''): Generator<readonly [name: string, pointer: string]> {
  if (typeof document === 'string') for (const [, name] of document.matchAll(placeholder)) yield [name!, pointer]
  if (typeof document !== 'object' || document === null) return
  for (const [name, member] of Object.entries(document)) yield * placeholdersOf(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
}
