import { html } from 'ghtml'
import type { LandingPage } from '../../../schemas/ogc/landing-page.ts'
import { everything } from '../../html.ts'

/** Where everything is, each link with what it leads to. */
export const landingView = (body: LandingPage): string => html`<p class="lead">${body.description ?? ''}</p>
<ul class="cards links">!${body.links.map(({ href, title, type }) =>
  html`<li><a href="${href}">${title ?? href}</a><p class="hint">${type ?? ''}</p></li>`)}</ul>
!${everything(body)}`
