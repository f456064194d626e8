import { answerOf, type Exchange, linksOf, membersOf, quote, resolveUrl } from '../exchange.ts'
import { type Outcome, judge } from '../outcome.ts'
import type { Subject } from './subject.ts'

/** Maximum number of links to follow in a document. */
const maxLinks = 20

/** Requests these addresses with these media types. @returns the answers of broken links, and a sentence for each */
export async function findBrokenLinks (client: Subject['client'], targets: Iterable<readonly [url: string, accept: string]>): Promise<{ readonly broken: Exchange[], readonly problems: string[] }> {
  const followed = await Promise.all([...targets].map(([url, accept]) => client.get(url, { accept })))
  const broken = followed.filter(({ status }) => status >= 400 || status === 0)
  return { broken, problems: broken.map(exchange => `The link to ${exchange.url} leads to ${answerOf(exchange)}; expected 200.`) }
}

/** The media type of a link, for its Accept. */
export const acceptOf = ({ type }: Pick<ReturnType<typeof linksOf>[number], 'type'>): string => type === 'undefined' ? '*/*' : type

/** Follows the links of a document that lead to the server under test, each in its own media type. */
export async function followLinks ({ client, base }: Pick<Subject, 'client' | 'base'>, document: Exchange): Promise<Outcome> {
  const links = linksOf(membersOf(document)).map(link => ({ ...link, url: resolveUrl(link.href, document) }))
  const targets = links.flatMap(({ url, type }) => url !== undefined && new URL(url).origin === new URL(base).origin ? [[url, acceptOf({ type })] as const] : []).slice(0, maxLinks)
  const { broken, problems } = await findBrokenLinks(client, targets)
  return judge([...links.filter(({ url }) => url === undefined).map(({ href }) => `A link leads to ${quote(href)}; expected an address.`), ...problems], [document, ...broken])
}
