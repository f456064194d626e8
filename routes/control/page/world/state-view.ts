import { html } from 'ghtml'
import type { WorldState } from '../../../../src/world/world-state.ts'
import { requestsJobs } from '../permalink.ts'
import type { RequestedState } from '../../../../src/world/world-state.ts'

/** Shown if the address has another state than the world. @param target the address for the form */
export function otherStateMarkup (requestedState: RequestedState, target: string, asItStands: string): string {
  return html`<form method="post" action="${target}" class="card notice"><h2>This link describes a different state</h2>
<p>!${requestsJobs(requestedState) ? 'Below is the state from the link, in a temporary world.' : 'Below is the current state of the world; the settings in the link differ.'}</p>
!${settingsMarkup(requestedState.settings)}
<p class="row"><button name="action" value="load-state">Load this state</button> <a href="${asItStands}">Show the current state</a></p></form>`
}

function settingsMarkup ({ dismiss, cancel, removedStatus, ogc, tator, persona }: RequestedState['settings']): string {
  const settingTexts = [['Dismiss policy', dismiss], ['Cancel by', cancel], ['Status for a removed job', removedStatus], ['OGC', ogc], ['Tator', tator], ['Persona', persona]].filter(([, value]) => value !== undefined)
  return settingTexts.length === 0 ? '' : html`<dl>!${settingTexts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

/** The permalink of the page. @param link undefined if the state is too large for one @param seed address of the state as a seed */
export function linkMarkup (link: string | undefined, state: WorldState | undefined, seed: string): string {
  if (link === undefined) return html`<h2>Permalink to this state</h2><p>This state does not fit into a link: ${state === undefined ? 'jobs have changed, and there are more than 100' : 'its seed is too long'}.</p>!${seedMarkup(seed)}`
  return html`<h2>Permalink to this state</h2>
<p class="hint">The link contains jobs, settings and time, no passwords and no tokens. Anyone who opens it sees this state and can load it into their own double.</p>
!${fieldMarkup(link)}!${seedMarkup(seed)}`
}

/** The permalink of a comparison, which needs no jobs of the world. */
export const comparisonLinkMarkup = (link: string): string => html`<h2>Permalink to this situation</h2>!${fieldMarkup(link)}`

const fieldMarkup = (link: string): string =>
  html`<p><label for="link">Link</label> <input id="link" readonly value="${link}" size="60"> <a href="${link}">Open</a></p>`

const seedMarkup = (href: string): string =>
  html`<p><a href="${href}" download="seed.json">Save as seed</a> <span class="hint">A file for --seed, with all jobs, passwords and tokens.</span></p>`

/** Shown to a browser without the key. @param problem the error of the last attempt, if there was one */
export const keyMarkup = (target: string, problem?: string): string => html`!${problem === undefined ? '' : html`<p role="alert" class="error">${problem}</p>`}
<p>This control façade is protected by a key: the value of --control-key.</p>
<form method="post" action="${target}"><p class="field"><label for="key">Key</label> <input id="key" name="key" type="password" autocomplete="current-password" required></p>
<p><button name="action" value="key">Submit key</button></p></form>`
