/** The content of a page: every text between two tags, and every address of a link. */
export interface PageParts { readonly texts: ReadonlySet<string>, readonly hrefs: ReadonlySet<string>, readonly actions: readonly string[], readonly loaded: readonly string[] }

/** Compares whole values, so that 5 is not found in 50. */
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

/** A link states its type in brackets behind it. */
const relAndType = (text: string): string[] => /^\((.*)\)$/s.exec(text)?.[1]?.split(', ') ?? []

/** Every text, number, boolean and null in a JSON value, as text. */
export function values (value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)]
  return Object.values(value).flatMap(values)
}

/** Every web address that a JSON value links to. */
function links (value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'href' in value && typeof value.href === 'string' && /^https?:/.test(value.href) ? [value.href] : []
  return [...own, ...Object.values(value).flatMap(links)]
}

/** The values and links of a JSON value that are missing in a page. */
export function lacks (page: string, json: unknown): string[] {
  const { texts, hrefs } = partsOf(page)
  return [
    ...values(json).filter(value => !texts.has(value.trim()) && !hrefs.has(value)),
    ...links(json).filter(href => !hrefs.has(href))
  ]
}

/**
 * Where texts of a page that match stand: how many there are, and the way to each that no element keeps by itself. Lines
 * of `pre` are paragraphs of their own; a title of the window has no markup. A direction isolates, whichever it is.
 */
export function unisolated (page: string, pattern: RegExp): { found: number, alone: string[] } {
  const open: string[] = []
  const ways: string[][] = []
  for (const [, close = '', tag = '', text = ''] of page.matchAll(/<(\/?)([a-z][^>]*)>|([^<]+)/g)) {
    if (pattern.test(text)) ways.push([...open])
    if (close !== '') open.pop()
    else if (tag !== '' && !/^(meta|link|input|br)\b|\/$/.test(tag)) open.push(tag)
  }
  const alone = ways.filter(way => !way.some(tag => /^(bdi|pre|title)\b|\bdir="(auto|ltr)"/.test(tag)))
  return { found: ways.length, alone: alone.map(way => way.join(' > ')) }
}

const unescaped = (markup: string): string =>
  markup.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')
