import { html } from 'ghtml'
import type { ComparedExchange, ComparisonRow } from '../../../schemas/control/comparison.ts'
import { prettyJson } from '../../pages/pretty-json.ts'
import { statusMarkup } from '../../pages/status-markup.ts'
import { summarizeAnswer } from './answer-summary.ts'

/** What is asked of each, in order. */
const steps = [['first', 'First DELETE'], ['between', 'GET after first'], ['second', 'Second DELETE'], ['afterwards', 'GET after second'], ['results', 'Results after second']] as const

/** The same dismissal side by side: one column for each policy, and one for Tator. */
export const sameDismissalMarkup = (rows: readonly ComparisonRow[]): string =>
  html`<ul class="cards same">!${rows.map(row => html`<li><h3>${titleOf(row)}</h3><ol class="plain">!${steps.map(([step, words]) => exchangeMarkup(words, row[step]))}</ol></li>`)}</ul>`

const titleOf = ({ api, policy, persona }: ComparisonRow): string => api === 'ogc' ? `OGC, ${persona ?? policy}` : 'Tator'

function exchangeMarkup (step: string, sent: ComparedExchange | undefined): string {
  if (sent === undefined) return ''
  const { words } = summarizeAnswer(sent.body)
  return html`<li><p><strong>${step}</strong> <code>${sent.method} <bdi>${sent.url}</bdi></code></p>
<p>!${codeMarkup(sent)} <span dir="auto">${words}</span></p>
<details><summary>Headers and body</summary><pre>${headerLines(sent)}${prettyJson(sent.body)}</pre></details></li>`
}

const headerLines = ({ status, headers }: ComparedExchange): string =>
  [`HTTP/1.1 ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`), '', ''].join('\n')

/** A status code, with the status of the job where the answer tells one. */
function codeMarkup ({ status, body }: ComparedExchange): string {
  const { status: word } = summarizeAnswer(body)
  return html`<span class="code c!${Math.floor(status / 100)}">${status}</span>!${word === undefined ? '' : ` ${statusMarkup(word)}`}`
}

/** Every state under every policy, in both APIs: what was really answered. */
export const tableMarkup = (rows: readonly ComparisonRow[]): string => html`<div class="scroll" tabindex="0" role="region" aria-label="Responses by API, policy and state"><table class="outcomes">
<caption>Each row is one job in a temporary world. These requests were sent in this order; the cells show the actual responses.</caption>
<thead><tr><th scope="col">API</th><th scope="col">Policy</th><th scope="col">State</th>!${steps.map(([, words]) => html`<th scope="col">${words}</th>`)}</tr></thead>
<tbody>!${rows.map(row => html`<tr class="${row.api} !${row.state === 'accepted' ? 'begins' : ''}"><td>${row.api === 'ogc' ? 'OGC' : 'Tator'}</td><td>${row.persona ?? row.policy}</td><th scope="row">${row.state}</th>!${steps.map(([step]) => cellMarkup(row[step]))}</tr>`)}</tbody>
</table></div>`

const cellMarkup = (sent: ComparedExchange | undefined): string => sent === undefined ? '<td>–</td>' : html`<td>!${codeMarkup(sent)}</td>`
