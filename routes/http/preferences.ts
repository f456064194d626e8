/** The preferences of a request by name, in lower case; the value is empty where none was given. @see RFC 7240 */
export type Preferences = ReadonlyMap<string, string>

/** Unknown preferences are kept and hurt nobody (OWSLib sends `respond-sync`); of one that comes twice the first counts. */
export function preferencesOf (header: string | string[] | undefined): Preferences {
  const preferences = new Map<string, string>()
  for (const [, name = '', quoted, token = ''] of [header].flat().join(',').matchAll(preference)) {
    const key = name.toLowerCase()
    if (!preferences.has(key)) preferences.set(key, quoted ?? token)
  }
  return preferences
}

/** A token, perhaps `=` and a value, perhaps parameters that nobody reads, up to the next comma outside quotes. */
const preference = /([^\s,;="]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?(?:"[^"]*"|[^,"])*/g
