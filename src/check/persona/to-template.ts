import { asText } from '../exchange.ts'

/** Placeholders such as `{id}`, by the text that they replace. */
export type Placeholders = readonly (readonly [text: string, placeholder: string])[]

/** Turns the JSON of an answer into a template: each known text becomes its placeholder, wherever it occurs. */
export function toTemplate (value: unknown, meanings: Placeholders): unknown {
  if (typeof value === 'string') return textTemplate(value, meanings)
  if (Array.isArray(value)) return value.map(item => toTemplate(item, meanings))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toTemplate(member, meanings)]))
  return value
}

/** The longest text first: an address of a job contains the base and the id. */
function textTemplate (text: string, meanings: Placeholders): string {
  const known = meanings.filter(([text]) => text !== '').toSorted(([one], [other]) => other.length - one.length)
  return known.reduce((parts, [meant, placeholder]) => parts.flatMap((part, index) => index % 2 === 1 ? [part] : split(part, meant, placeholder)), [text]).join('')
}

/** Texts at even indices, and placeholders between them. */
function split (part: string, separator: string, placeholder: string): string[] {
  return part.split(separator).flatMap((piece, index) => index === 0 ? [piece] : [placeholder, piece])
}

/** The address of a job, encoded or not, and the addresses above it. */
export const addressPlaceholders = ({ base, url, id }: { readonly base: string, readonly url?: string, readonly id?: string }): Placeholders => [
  ...url === undefined ? [] : [[url, '{job}'] as const, [pathOf(url), `${pathOf(base)}/jobs/{id}`] as const],
  [base, '{base}'],
  ...asText(id) === undefined ? [] : [[id!, '{id}'] as const]
]

const pathOf = (url: string): string => new URL(url).pathname.replace(/\/$/, '')
