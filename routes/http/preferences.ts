/** The preferences of a request by name, in lower case; an empty value if there is none. @see RFC 7240 */
export type Preferences = ReadonlyMap<string, string>

const none: Preferences = new Map()

/** Clients send very few different ones: each is parsed once. Bounded, since clients may send anything. */
const known = new Map<string, Preferences>()
const mostKnown = 256

/** Unknown preferences are kept and do no harm (OWSLib sends `respond-sync`); of a repeated one the first counts. */
export function preferencesOf (header: string | string[] | undefined): Preferences {
  if (header === undefined) return none
  const text = typeof header === 'string' ? header : header.join(',')
  return known.get(text) ?? remember(text, readPreferences(text))
}

function remember (text: string, preferences: Preferences): Preferences {
  if (known.size === mostKnown) known.clear()
  known.set(text, preferences)
  return preferences
}

function readPreferences (text: string): Preferences {
  const preferences = new Map<string, string>()
  for (const [, name = '', quoted, token = ''] of text.matchAll(preference)) {
    const key = name.toLowerCase()
    if (!preferences.has(key)) preferences.set(key, quoted ?? token)
  }
  return preferences
}

/** A token, optional `=` and value, optional parameters that are ignored, up to the next comma outside quotes. */
const preference = /([^\s,;="]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?(?:"[^"]*"|[^,"])*/g
