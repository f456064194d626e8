/** What a page carries: every text between two tags, and every address that something on it leads to. */
export interface PageParts { readonly texts: ReadonlySet<string>, readonly hrefs: ReadonlySet<string>, readonly actions: readonly string[], readonly loaded: readonly string[] }

/** Reads a page whole values at a time, so that a 5 is not found in 50. */
export function partsOf (page: string): PageParts {
  const attribute = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, value = '']) => unescaped(value))
  const texts = page.split(/<[^>]*>/).map(text => unescaped(text).trim())
  return {
    texts: new Set([...texts, ...texts.flatMap(relAndType)]),
    hrefs: new Set(attribute(/<a [^>]*?href="([^"]*)"/g)),
    actions: attribute(/<form [^>]*?action="([^"]*)"/g),
    loaded: attribute(/<(?:link rel="stylesheet"|script) [^>]*?(?:href|src)="([^"]*)"/g)
  }
}

/** A link says what it is in brackets behind it. */
const relAndType = (text: string): string[] => /^\((.*)\)$/s.exec(text)?.[1]?.split(', ') ?? []

/** Every text, number, boolean and null in a JSON value, as text. */
export function values (value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)]
  return Object.values(value).flatMap(values)
}

/** Every address of the web that a JSON value links to. */
export function links (value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'href' in value && typeof value.href === 'string' && /^https?:/.test(value.href) ? [value.href] : []
  return [...own, ...Object.values(value).flatMap(links)]
}

/** The values and links of a JSON value that a page lacks. */
export function lacks (page: string, json: unknown): string[] {
  const { texts, hrefs } = partsOf(page)
  return [
    ...values(json).filter(value => !texts.has(value.trim()) && !hrefs.has(value)),
    ...links(json).filter(href => !hrefs.has(href))
  ]
}

const unescaped = (markup: string): string =>
  markup.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')
