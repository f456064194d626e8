import type { TestDouble } from '../../../helper.ts'
import { read } from '../../ogc/helper.ts'

/** What a browser was shown. */
export interface Shown {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly markup: string
  /** Without markup. */
  readonly text: string
  readonly hrefs: readonly string[]
}

const start = 'http://localhost:80'
const pathOf = (address: string) => address.replace(start, '')

const shown = ({ statusCode, headers, body }: { statusCode: number, headers: object, body: string }): Shown =>
  ({ status: statusCode, headers: { ...headers }, markup: body, ...read(body) })

/** Looks at the page as a browser does. */
export const look = async ({ app }: Pick<TestDouble, 'app'>, query = '', headers: Record<string, string> = {}): Promise<Shown> =>
  shown(await app.inject({ url: query.startsWith('/') ? query : query.startsWith('http') ? pathOf(query) : `/__admin/${query}`, headers: { accept: 'text/html', ...headers } }))

/** Presses a button of the page: the answer to the form itself. */
export const press = async ({ app }: Pick<TestDouble, 'app'>, fields: Record<string, string>, query = '', headers: Record<string, string> = {}): Promise<Shown> =>
  shown(await app.inject({
    method: 'POST',
    url: query.startsWith('/') ? query : query.startsWith('http') ? pathOf(query) : `/__admin/${query}`,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString()
  }))

/** The same, and what the browser is shown then. */
export async function pressAndLook (double: Pick<TestDouble, 'app'>, fields: Record<string, string>, query = ''): Promise<Shown> {
  const { headers, status, markup } = await press(double, fields, query)
  if (status !== 303) throw new Error(`${status} instead of 303: ${markup}`)
  return look(double, String(headers['location']))
}

/** The link that the page shows for its situation. */
export const linkIn = ({ markup }: Shown): string => read(`<a href="${/<input id="link" readonly value="([^"]*)"/.exec(markup)?.[1] ?? ''}"`).hrefs[0] ?? ''

/** Where the forms of the page are sent. */
export const targetsIn = ({ markup }: Shown): string[] => [...new Set([...markup.matchAll(/<form[^>]* action="([^"]*)"/g)].map(([, target = '']) => read(`<a href="${target}"`).hrefs[0] ?? ''))]

/** The rows of a table of this class, each as its cells without markup. */
export function rowsIn ({ markup }: Shown, name: string): string[][] {
  const [, table = ''] = new RegExp(`<table class="${name}">(.*?)</table>`, 's').exec(markup) ?? []
  const [, body = ''] = /<tbody>(.*)<\/tbody>/s.exec(table) ?? []
  return body.split('</tr>').slice(0, -1).map(row => row.split(/<\/t[hd]>/).slice(0, -1).map(cell => read(cell).text.replace(/\s+/g, ' ').trim()))
}
