import { html } from 'ghtml'
import { curl } from '../../../src/http/curl.ts'
import { fullContentMarkup } from '../../pages/html.ts'
import type { ReadForm } from '../read-form.ts'
import { executeForm } from './execute-form.ts'
import { type Description, executeHref, type ProcessFormState } from './process-form.ts'

/** What the page can do without. */
export const processScripts = ['process.js']

/** What a process takes and gives, with a form that executes it and the request that the form amounts to. */
export const processView = (shown: ProcessFormState) => (body: Description): string => html`<p class="lead" dir="auto">${body.description}</p>
<p class="hint"><code><bdi>${body.id}</bdi></code>, version <bdi>${body.version}</bdi></p>
!${executeForm(body, shown)}
!${requestMarkup(executeHref(body), shown.form)}
!${fullContentMarkup(body)}`

/** Whoever only wanted to see the request is led to it. */
function requestMarkup (url: string, { headers, body, empty, choices: { preview }, unread }: ReadForm): string {
  const command = curl({ method: 'POST', url, headers, body: JSON.stringify(body) })
  return html`<section id="request" tabindex="-1"!${preview && unread.length === 0 ? ' autofocus' : ''} aria-labelledby="request-title"><h2 id="request-title">${empty ? 'Example request' : 'Request for this form'}</h2>
<h3>curl</h3><pre data-copy dir="ltr"><code>${command}</code></pre>
<h3>JSON</h3><pre data-copy dir="ltr"><code>${JSON.stringify(body, null, 2)}</code></pre></section>`
}
