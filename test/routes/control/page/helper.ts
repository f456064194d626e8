import type { TestDouble } from '../../../helper.ts'
import { read } from '../../ogc/helper.ts'

/** What a browser shows. */
export interface ShownPage {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly markup: string
  /** Without markup. */
  readonly text: string
  readonly hrefs: readonly string[]
}

const start = 'http://localhost:80'
const pathOf = (address: string) => address.replace(start, '')

const readPage = ({ statusCode, headers, body }: { statusCode: number, headers: object, body: string }): ShownPage =>
  ({ status: statusCode, headers: { ...headers }, markup: body, ...read(body) })

/** Requests the page like a browser. */
export const look = async ({ app }: Pick<TestDouble, 'app'>, query = '', headers: Record<string, string> = {}): Promise<ShownPage> =>
  readPage(await app.inject({ url: query.startsWith('/') ? query : query.startsWith('http') ? pathOf(query) : `/__admin/${query}`, headers: { accept: 'text/html', ...headers } }))

/** Presses a button of the page; returns the answer to the form. */
export const press = async ({ app }: Pick<TestDouble, 'app'>, fields: Record<string, string>, query = '', headers: Record<string, string> = {}): Promise<ShownPage> =>
  readPage(await app.inject({
    method: 'POST',
    url: query.startsWith('/') ? query : query.startsWith('http') ? pathOf(query) : `/__admin/${query}`,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString()
  }))

/** Presses a button, and returns what the browser shows then. */
export async function pressAndLook (double: Pick<TestDouble, 'app'>, fields: Record<string, string>, query = ''): Promise<ShownPage> {
  const { headers, status, markup } = await press(double, fields, query)
  if (status !== 303) throw new Error(`${status} instead of 303: ${markup}`)
  return look(double, String(headers['location']))
}

/** The permalink of the page. */
export const linkIn = ({ markup }: ShownPage): string => read(`<a href="${/<input id="link" readonly value="([^"]*)"/.exec(markup)?.[1] ?? ''}"`).hrefs[0] ?? ''

/** The target of the page's forms. */
export const targetsIn = ({ markup }: ShownPage): string[] => [...new Set([...markup.matchAll(/<form[^>]* action="([^"]*)"/g)].map(([, target = '']) => read(`<a href="${target}"`).hrefs[0] ?? ''))]

/** The text of some markup. */
export const wordsIn = (markup = ''): string => read(markup).text.replace(/\s+/g, ' ').trim()

/** A row of the live world: the job, its status, and its buttons. */
export interface ShownJob { readonly id: string, readonly status: string, readonly buttons: string, readonly isGhost: boolean, readonly markup: string }

/** The rows of the live world, except the one for other requests. */
export const jobsIn = ({ markup }: ShownPage): ShownJob[] => markup.split(/(?=<li class="job[ "])/).slice(1, -1).map(row => {
  const [, name = ''] = /<div class="who">(.*?)<div class="life">/s.exec(row) ?? []
  const [, id = '', status = ''] = /<bdi>(.*?)<\/bdi><\/a>(.*)/s.exec(name) ?? []
  return { id: wordsIn(id), status: wordsIn(status), buttons: [...row.matchAll(/<button[^>]*>([^<]*)</g)].map(([, text]) => text).join(' '), isGhost: row.startsWith('<li class="job ghost') || row.startsWith('<li class="job selected ghost'), markup: row }
})

/** A lane of the comparison: its answers, and the sentence about the last one. */
export interface ShownLane { readonly title: string, readonly answers: readonly string[], readonly happened: string }

export const lanesIn = ({ markup }: ShownPage): ShownLane[] => markup.split(/(?=<li class="comparison-lane)/).slice(1).map(lane => {
  const [, list = ''] = /<ol class="answers">(.*?)<\/ol>/s.exec(lane) ?? []
  return { title: wordsIn(/<h3>(.*?)<\/h3>/s.exec(lane)?.[1]), answers: list.split('</li>').slice(0, -1).map(item => wordsIn(item)), happened: wordsIn(/<p class="happened">(.*?)<\/p>/s.exec(lane)?.[1]) }
})

/** The matrix: each row as its state and its cells. */
export function matrixIn ({ markup }: ShownPage): string[][] {
  const [, body = ''] = /<table class="matrix".*?<tbody[^>]*>(.*?)<\/tbody>/s.exec(markup) ?? []
  return body.split('</tr>').slice(0, -1).map(row => row.split(/<\/t[hd]>/).slice(0, -1).map(cell => (cell.match(/>(\d{3}|[a-z]+)(?=<\/a>|$)/g) ?? []).map(text => text.slice(1)).join(' ')))
}
