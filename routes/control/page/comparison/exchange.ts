import { html } from 'ghtml'
import { STATUS_CODES } from 'node:http'
import { curl } from '../../../../src/http/curl.ts'
import type { ComparedExchange } from '../../../../schemas/control/comparison.ts'
import { prettyJson } from '../../../pages/pretty-json.ts'
import { statusMarkup } from '../../../pages/status-markup.ts'
import { summarizeAnswer } from '../answer-summary.ts'
import type { ComparisonLane } from './lane.ts'

/** A status code with two or three words. A refusal is not styled as an error here. */
export function answerMarkup ({ status, body }: Pick<ComparedExchange, 'status' | 'body'>): string {
  const { status: word } = summarizeAnswer(body)
  return html`<span class="code c!${Math.floor(status / 100)}">${status}</span> !${word === undefined ? html`<span>${reasonOf(status)}</span>` : statusMarkup(word)}`
}

export const reasonOf = (status: number): string => status === 405 ? 'not allowed' : (STATUS_CODES[status] ?? '').toLowerCase()

/** Headers that the lane's client sends. A key of a temporary world is of no use to anyone. */
const headersFor = ({ api }: ComparisonLane): Record<string, string> => ({ accept: 'application/json', ...(api === 'tator' && { authorization: 'Token …' }) })

/** A whole exchange, and the command to repeat it. @param origin the address that the path is appended to */
export function exchangeMarkup (lane: ComparisonLane, { method, url, status, headers, body }: ComparedExchange, origin: string): string {
  const requestText = [`${method} ${url}`, ...lines(headersFor(lane))].join('\n')
  const answered = [`${status} ${STATUS_CODES[status] ?? ''}`, ...lines(headers), '', prettyJson(body)].join('\n')
  return html`<div class="exchange"><div><h3>Request</h3><pre><code>${requestText}</code></pre>
<h3>As a curl command</h3><pre data-copy><code>${curl({ method, url: `${origin}${url}`, headers: headersFor(lane) })}</code></pre></div>
<div><h3>Response</h3><pre><code>${answered}</code></pre></div></div>`
}

const lines = (headers: Readonly<Record<string, string>>): string[] => Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
