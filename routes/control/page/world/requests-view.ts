import { html } from 'ghtml'
import type { JournalEntry } from '../../../../src/world/journal.ts'
import { prettyJson } from '../../../pages/pretty-json.ts'
import { bodyText } from '../../present.ts'
import { relative } from '../../../pages/relative-time.ts'
import { summarizeAnswer } from '../answer-summary.ts'

const most = 10

/** The latest exchanges, newest first. */
export function requestsMarkup (entries: readonly JournalEntry[], now: number): string {
  if (entries.length === 0) return html`<p>No requests yet. Requests to this world appear here and on the time axis.</p>`
  return html`<ul class="plain exchanges">!${entries.slice(-most).reverse().map(entry => entryMarkup(entry, now))}</ul>`
}

function entryMarkup (entry: JournalEntry, now: number): string {
  const { method, url, status, at, fault } = entry
  const body = bodyText(entry.responseBody) ?? ''
  return html`<li><p><code>${method} <bdi>${url}</bdi></code> <span class="code c!${Math.floor((status ?? 0) / 100)}">${status ?? 'no response'}</span> <span class="hint">${relative(at - now)}${fault === undefined ? '' : `, injected fault: ${fault}`}</span></p>
<p dir="auto">${summarizeAnswer(body).words}</p>!${body === '' ? '' : html`<details><summary>Body</summary><pre>${prettyJson(body)}</pre></details>`}</li>`
}
