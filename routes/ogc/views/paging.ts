import { html } from 'ghtml'
import type { Link } from '../../../schemas/ogc/link.ts'

const words: Record<string, string> = { prev: 'Newer', next: 'Older' }

/** Links to the neighbouring pages of a list, if there are any. */
export function pagingMarkup (links: readonly Link[], say: Record<string, string> = words): string {
  const ways = links.filter(({ rel }) => rel !== undefined && rel in say)
  if (ways.length === 0) return ''
  return html`<nav aria-label="Pages" class="row links">!${ways.map(({ href, rel }) => html`<a href="${href}" rel="${rel}">${say[String(rel)]}</a>`)}</nav>`
}
