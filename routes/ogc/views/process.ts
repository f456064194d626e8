import { html } from 'ghtml'
import { curl } from '../../../src/http/curl.ts'
import { fullContentMarkup } from '../../pages/html.ts'
import type { ValueSchema } from '../../../src/processes/process.ts'
import type { ParsedForm } from '../read-form.ts'
import { executeForm } from './execute-form.ts'
import { type ProcessDescription, executeHref, type ProcessFormState } from './process-form.ts'

/** Scripts that the page works without. */
export const processScripts = ['process.js']

/** Inputs and outputs of a process, with a form that executes it and the request that the form stands for. */
export const processView = (state: ProcessFormState) => (body: ProcessDescription): string => html`<p class="lead" dir="auto">${body.description}</p>
<p class="hint"><code><bdi>${body.id}</bdi></code>, version <bdi>${body.version}</bdi></p>
!${outputsMarkup(body)}
!${executeForm(body, state)}
!${requestMarkup(executeHref(body), state.form)}
!${state.mutation}
!${fullContentMarkup(body)}`

/** Each output with its name, description, and media types or type. */
function outputsMarkup ({ outputs = {} }: ProcessDescription): string {
  const entries = Object.entries(outputs)
  if (entries.length === 0) return html`<p>This process has no outputs.</p>`
  return html`<details open><summary>Outputs</summary><dl>!${entries.map(([id, { title = id, description, schema }]) =>
    html`<dt><bdi>${title}</bdi>!${title === id ? '' : html` (<code><bdi>${id}</bdi></code>)`}</dt><dd>!${description === undefined ? '' : html`<bdi>${description}</bdi> `}<span class="hint"><bdi>${kindOfOutput(schema)}</bdi></span></dd>`)}</dl></details>`
}

/** A schema in few words: its media types, else its type and format. */
function kindOfOutput (schema: ValueSchema): string {
  const variants = [schema, ...['oneOf', 'anyOf', 'allOf'].flatMap(name => schema[name] ?? [])].map(one => Object(one) as ValueSchema)
  const mediaTypes = variants.flatMap(({ contentMediaType }) => contentMediaType === undefined ? [] : [String(contentMediaType)])
  if (mediaTypes.length > 0) return [...new Set(mediaTypes)].join(' or ')
  const types = variants.flatMap(({ type, format }) => type === undefined ? format === undefined ? [] : [String(format)] : [`${String(type)}${format === undefined ? '' : ` (${String(format)})`}`])
  return [...new Set(types)].join(' or ') || 'any JSON'
}

/** The request that the form stands for; after "show request" the page leads here. */
function requestMarkup (url: string, { headers, body, empty, choices: { preview }, unread }: ParsedForm): string {
  const command = curl({ method: 'POST', url, headers, body: JSON.stringify(body) })
  return html`<section id="request" tabindex="-1"!${preview && unread.length === 0 ? ' autofocus' : ''} aria-labelledby="request-title"><h2 id="request-title">${empty ? 'Example request' : 'Request for this form'}</h2>
<h3>curl</h3><pre data-copy dir="ltr"><code>${command}</code></pre>
<h3>JSON</h3><pre data-copy dir="ltr"><code>${JSON.stringify(body, null, 2)}</code></pre></section>`
}
