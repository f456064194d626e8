import { html } from 'ghtml'
import type { WorldState } from '../../../src/world/world-state.ts'
import { requestsJobs } from './permalink.ts'
import type { RequestedState } from '../../../src/world/world-state.ts'

/** Said where an address speaks of another situation than the one that the world is in. @param target where the button sends its form */
export function elsewhereMarkup (asked: RequestedState, target: string, asItStands: string): string {
  return html`<form method="post" action="${target}" class="card notice"><h2>The world is not in this situation</h2>
<p>!${requestsJobs(asked) ? 'What stands below is what the address says, in a world made for looking at it.' : 'What stands below is the world as it is; the address says something else.'}</p>
!${settingsMarkup(asked.settings)}
<p class="row"><button name="action" value="bring-about">Bring this about</button> <a href="${asItStands}">The world as it stands</a></p></form>`
}

function settingsMarkup ({ dismiss, ogc, tator }: RequestedState['settings']): string {
  const said = [['Dismiss policy', dismiss], ['OGC', ogc], ['Tator', tator]].filter(([, value]) => value !== undefined)
  return said.length === 0 ? '' : html`<dl>!${said.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

/** The link that brings others here. @param link undefined: there is more to say than fits into one */
export function linkMarkup (link: string | undefined, situation: WorldState | undefined): string {
  if (link === undefined) return html`<h2>This situation as a link</h2><p>There are too many jobs in it for a link: ${situation === undefined ? 'someone has touched them, and only a hundred can be said one by one' : 'its seed is too long'}.</p>`
  return html`<h2>This situation as a link</h2>
<p class="hint">Jobs, settings and instant are in it, passwords and tokens are not. Whoever opens it sees this, and can bring it about in a double of their own.</p>
<p><label for="link">Link</label> <input id="link" readonly value="${link}" size="60"> <a href="${link}">Open it</a></p>`
}

/** Said to a browser that has not brought the key yet. @param problem what went wrong, if something did */
export const keyMarkup = (target: string, problem?: string): string => html`!${problem === undefined ? '' : html`<p role="alert" class="fault">${problem}</p>`}
<p>This control façade is guarded by a key: the one that the double was started with.</p>
<form method="post" action="${target}"><p class="field"><label for="key">Key</label> <input id="key" name="key" type="password" autocomplete="current-password" required></p>
<p><button name="action" value="key">Let me in</button></p></form>`
