import { html } from 'ghtml'
import type { LandingPage } from '../../../schemas/ogc/landing-page.ts'
import { noPersona } from '../../../src/personas/personas.ts'
import type { Settings } from '../../../src/world/settings.ts'
import { fullContentMarkup } from '../../pages/html.ts'

/**
 * Where everything is, each link with what it leads to, and how this world behaves.
 * @param demonstration where that is shown and changed, if it is beside
 */
export const landingView = ({ ogc, dismiss, tator, persona }: Settings, demonstration?: string) => (body: LandingPage): string => html`<p class="lead">${body.description ?? ''}</p>
<ul class="cards links">!${body.links.filter(({ rel = '' }) => !ownTwins.has(rel)).map(({ href, title, type }) =>
  html`<li><a href="${href}">${title ?? href}</a><p class="hint">${type ?? ''}</p></li>`)}</ul>
<h2>Settings of this world</h2>
<dl><dt>OGC API – Processes</dt><dd>${ogc}</dd><dt>Tator's API</dt><dd>${tator}</dd><dt>Dismiss policy</dt><dd>${dismiss}</dd>!${persona === noPersona ? '' : html`<dt>Persona</dt><dd>${persona}</dd>`}</dl>
!${demonstration === undefined ? '' : html`<p class="links"><a href="${demonstration}">Demonstration page: see what a dismissal does, and change these settings</a></p>`}
!${fullContentMarkup(body)}`

/** The page itself needs no way to itself. */
const ownTwins = new Set(['self', 'alternate'])
