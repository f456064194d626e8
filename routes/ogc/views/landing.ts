import { html } from 'ghtml'
import type { LandingPage } from '../../../schemas/ogc/landing-page.ts'
import { noPersona } from '../../../src/personas/personas.ts'
import type { Settings } from '../../../src/world/settings.ts'
import { fullContentMarkup } from '../../pages/html.ts'

interface LandingContext {
  readonly base: string
  readonly settings: Settings
  /** The demonstration's address; undefined if there is none. */
  readonly demonstration: string | undefined
}

/** What a person can do here, then the settings of this world, then links for machines. */
export const landingView = ({ base, settings: { ogc, dismiss, tator, persona }, demonstration }: LandingContext) => (body: LandingPage): string => html`<p class="lead">${body.description ?? ''}</p>
<ul class="cards links">!${demonstration === undefined ? '' : card(demonstration, 'Watch the demonstration', 'One DELETE, side by side under every policy: what is left of the job?')}
!${card(`${base}/processes?f=html`, 'Execute a process', 'Choose a process, fill in its form, and watch the job that comes of it.')}
!${card(`${base}/jobs?f=html`, 'Look at the jobs', 'Filter them, read their results, dismiss one of them.')}
!${card(`${base}/api?f=html`, 'Read and try the API', 'Every operation of OGC API – Processes and of Tator, with a form to send it.')}
!${demonstration === undefined ? '' : card(`${demonstration}openapi?f=html`, 'Control it from a test', 'Clock, jobs, faults, requests: the operations that tests use.')}</ul>
<h2>How this world behaves</h2>
<dl><dt>OGC API – Processes</dt><dd>${ogc}</dd><dt>Tator's API</dt><dd>${tator}</dd><dt>Dismiss policy</dt><dd>${dismiss}!${demonstration === undefined ? '' : html` (<a href="${demonstration}?show=world">change it</a>)`}</dd>!${persona === noPersona ? '' : html`<dt>Persona</dt><dd>${persona}</dd>`}</dl>
<h2>For machines</h2>
<ul class="plain links">!${body.links.filter(({ rel = '' }) => !ownTwins.has(rel)).map(({ href, title, type }) =>
  html`<li><a href="${href}">${title ?? href}</a> <span class="hint">${type ?? ''}</span></li>`)}</ul>
!${fullContentMarkup(body)}`

const card = (href: string, title: string, text: string): string => html`<li><h2><a href="${href}">${title}</a></h2><p>${text}</p></li>`

/** Links to the page itself, which are left out. */
const ownTwins = new Set(['self', 'alternate'])
