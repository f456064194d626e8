import { html } from 'ghtml'
import { noPersona } from '../../../../src/personas/personas.ts'
import { dismissPolicies } from '../../../../src/jobs/dismissal.ts'
import { ogcDialects, tatorDialects } from '../../../../src/world/settings.ts'
import type { World } from '../../../../src/world/world.ts'
import { isoTime } from '../../../http/iso-time.ts'
import { launchable } from '../launch.ts'
import { firstAlgorithm } from '../send.ts'

/** The most frequent choice: the policy. @param target the address for the form */
export const policyMarkup = ({ settings }: World, target: string): string =>
  html`<form method="post" action="${target}" class="row tight"><input type="hidden" name="action" value="configure">!${choiceMarkup('policy', 'Dismiss policy', dismissPolicies, settings.dismiss)}</form>`

/** All other actions on the world as a whole, folded away. @param open whether one of them was just used */
export const drawerMarkup = (world: World, target: string, open: boolean): string => html`<details class="drawer" id="drawer"!${open ? ' open' : ''}><summary>Clock, launch, versions, persona, reset</summary>
<div class="cards controls">
<form class="card" method="post" action="${target}"><h2>Clock</h2>
<p class="row tight">
<button id="resume-pause" name="action" value="!${world.clock.frozen ? 'resume' : 'pause'}">${world.clock.frozen ? 'Resume' : 'Pause'}</button>
<button name="action" value="second" class="quiet">+1 s</button>
<button name="action" value="next" class="quiet">Next event</button>
</p></form>
!${launchMarkup(world, target)}
<form class="card" method="post" action="${target}"><h2>Versions</h2><input type="hidden" name="action" value="configure">
!${choiceMarkup('ogc', 'OGC', ogcDialects, world.settings.ogc)}
!${choiceMarkup('tator', 'Tator', tatorDialects, world.settings.tator)}</form>
<form class="card" method="post" action="${target}"><h2>Persona</h2><p class="hint">Behaves like a real server, which brings its version and its dismissals with it.</p><input type="hidden" name="action" value="configure">
!${choiceMarkup('persona', 'Persona', [noPersona, ...world.personas.all.map(({ name }) => name)], world.settings.persona)}</form>
<form class="card" method="post" action="${target}"><h2>World</h2><p><button name="action" value="reset" class="danger">Reset world</button></p></form>
</div></details>`

/** The clock's time. */
export const instantMarkup = ({ clock }: World): string =>
  html`<p class="instant"><time datetime="${isoTime(clock.now())}">${isoTime(clock.now())}</time> – ${clock.frozen ? 'the clock is paused' : `the clock is running${clock.scale === 1 ? '' : ` at ${clock.scale} times normal speed`}`}</p>`

/** Each value is a button, so that a choice applies at once. */
const choiceMarkup = (name: string, label: string, values: readonly string[], current: string): string =>
  html`<div class="row tight choice" role="group" aria-label="${label}"><span>${label}</span> !${values.map(value =>
    html`<button id="!${name}-${value}" name="!${name}" value="${value}" class="small!${value === current ? '' : ' quiet'}" aria-pressed="!${value === current}">${value}</button>`)}</div>`

function launchMarkup (world: World, target: string): string {
  const algorithm = firstAlgorithm(world)
  return html`<form class="card" method="post" action="${target}" data-keep><h2>Launch a job</h2>
<div class="row">
<div class="field"><label for="what">Process</label> <select id="what" name="what">!${launchable.map(name => html`<option>${name}</option>`)}
!${algorithm === undefined ? '' : html`<option value="algorithm">${algorithm.name} (Tator)</option>`}</select></div>
<div class="field"><label for="seconds">Run time in seconds (echo, fail)</label> <input id="seconds" name="seconds" type="number" min="0" max="60" value="30"></div>
<button name="action" value="launch">Launch</button>
</div></form>`
}
