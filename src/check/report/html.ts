import { html } from 'ghtml'
import type { CheckResult, FamilyRow, Report, ReportedExchange } from '../../../schemas/check/report.ts'
import { version } from '../../version.ts'
import { dialectSentence, familySentence } from './family-sentence.ts'
import { style } from './style.ts'
import { cellOf, wordings } from './wording.ts'

/** A report as one self-contained page. */
export function toHtml (report: Report): string {
  const { api, subject, summary, checks } = report
  const failed = checks.filter(({ verdict }) => verdict === 'failed')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>jobdouble check: ${subject}</title>
<link rel="icon" href="data:,">
<style>!${style}</style>
</head>
<body>
<main>
<h1>What ${subject} ${wordings[api].title}</h1>
<p class="lead">${familySentence(report)} ${dialectSentence(report) ?? ''}</p>
<ul class="summary"><li class="passed"><b>${summary.passed}</b> passed</li><li class="${summary.failed > 0 ? 'failed' : 'skipped'}"><b>${summary.failed}</b> failed</li><li class="skipped"><b>${summary.skipped}</b> skipped</li></ul>
!${report.table.length === 0 ? '' : familyMarkup(report)}
<h2>Failed</h2>
!${failed.length === 0 ? html`<p>No check failed.</p>` : failed.map(failureMarkup)}
<h2>All checks</h2>
!${[...new Set(checks.map(classOf))].map(name => classMarkup(name, checks.filter(check => classOf(check) === name)))}
</main>
<footer><p>Made by jobdouble ${version}: <code>jobdouble check ${subject}${wordings[api].flags}</code></p></footer>
</body>
</html>
`
}

/** A sentence of a check; text in backticks becomes code. */
const withCode = (sentence: string): string[] => sentence.split('`').map((part, index) => index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`)

const classOf = ({ id }: CheckResult): string => id.split('/')[0]!

const familyMarkup = ({ api, table, family }: Report): string => html`<h2>${wordings[api].heading}</h2>
<p>${wordings[api].explanation}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${wordings[api].heading}"><table>
<thead><tr><th scope="col">state</th><th scope="col" class="subject">this server</th>!${wordings[api].families.map(name => html`<th scope="col" class="${name === family ? 'match' : ''}">${name}</th>`)}</tr></thead>
<tbody>!${table.map(row => rowMarkup(row, wordings[api].families, family))}</tbody>
</table></div>`

const rowMarkup = (row: FamilyRow, families: readonly string[], family: Report['family']): string =>
  html`<tr><th scope="row">${row.state}</th><td class="subject">${row.subject || 'not seen'}</td>!${families.map(name => html`<td class="${name === family ? 'match' : ''}">${cellOf(row, name)}</td>`)}</tr>`

const failureMarkup = ({ id, requirement, level, sentence, detail, exchanges }: CheckResult): string => html`<article id="${id}">
<h3><span class="level ${level}">${level}</span> !${withCode(sentence)}</h3>
<p>${detail}</p>
<p class="hint"><code>${id}</code> · ${requirement}</p>
!${exchanges.map(exchangeMarkup)}
</article>`

const exchangeMarkup = ({ method, url, status, headers, body, error, curl }: ReportedExchange): string => html`<details>
<summary><code>${method} ${url}</code> → ${error ?? String(status)}</summary>
<pre tabindex="0">${curl}</pre>
<pre tabindex="0">${[`${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\n')}</pre>
</details>`

const classMarkup = (name: string, checks: readonly CheckResult[]): string => html`<details>
<summary>${name}: ${checks.filter(({ verdict }) => verdict === 'passed').length} of ${checks.length} passed</summary>
<ul class="checks">!${checks.map(({ verdict, level, sentence, detail, id, requirement }) => html`<li><span class="verdict ${verdict}">${verdict}</span> !${withCode(sentence)} <span class="level ${level}">${level}</span><br><span class="hint"><code>${id}</code> · ${requirement}!${detail === '' ? '' : html` · ${detail}`}</span></li>`)}</ul>
</details>`
