import { html } from 'ghtml'
import type { Values } from '../../../src/processes/process.ts'
import { valueMarkup } from '../../pages/html.ts'

/** What a job produced: each output under its name. */
export const resultsView = (results: Values): string => Object.keys(results).length === 0
  ? html`<p>The job produced none of the requested outputs.</p>`
  : Object.entries(results).map(([id, value]) => html`<h2 dir="auto">${id}</h2><div dir="auto">!${valueMarkup(value)}</div>`).join('')
