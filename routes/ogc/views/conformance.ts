import { html } from 'ghtml'
import type { ConfClasses } from '../../../schemas/ogc/conf-classes.ts'

/** The conformance classes by their short names, as links to their definitions. */
export const conformanceView = ({ conformsTo }: ConfClasses): string => html`<p class="lead">This server conforms to these conformance classes.</p>
<ul class="plain links">!${conformsTo.map(uri =>
  html`<li><strong>${uri.slice(uri.lastIndexOf('/') + 1)}</strong> <a href="${uri}">${uri}</a></li>`)}</ul>`
