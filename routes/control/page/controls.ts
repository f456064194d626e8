import { html } from 'ghtml'
import { noPersona } from '../../../src/personas/personas.ts'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { ogcDialects, tatorDialects } from '../../../src/world/settings.ts'
import type { World } from '../../../src/world/world.ts'
import { isoTime } from '../../http/iso-time.ts'
import { launchable } from './launch.ts'
import { firstAlgorithm } from './send.ts'

/** Everything that is done to the world as a whole. @param target where the forms are sent */
export const controlsMarkup = (world: World, target: string): string => html`<div class="cards controls">
!${clockMarkup(world, target)}
!${settingsMarkup(world, target)}
!${launchMarkup(world, target)}
</div>`

/** Where the clock stands. */
export const instantMarkup = ({ clock }: World): string =>
  html`<p><time datetime="${isoTime(clock.now())}">${isoTime(clock.now())}</time> – ${clock.frozen ? 'the clock is paused' : `the clock is running${clock.scale === 1 ? '' : ` at ${clock.scale} times normal speed`}`}</p>`

function clockMarkup (world: World, target: string): string {
  const { frozen } = world.clock
  return html`<form class="card" method="post" action="${target}"><h2>Clock</h2>!${instantMarkup(world)}
<p class="row">
<button name="action" value="second">+1 s</button>
<button name="action" value="next">Next event</button>
<button id="resume-pause" name="action" value="!${frozen ? 'resume' : 'pause'}" class="quiet">${frozen ? 'Resume' : 'Pause'}</button>
</p>
<p class="row"><button name="action" value="reset" class="danger">Reset world</button></p></form>`
}

function settingsMarkup ({ settings, personas }: World, target: string): string {
  return html`<form class="card" method="post" action="${target}" data-keep><h2>Settings</h2>
<div class="row">
!${selectMarkup('policy', 'Dismiss policy', dismissPolicies, settings.dismiss)}
!${selectMarkup('ogc', 'OGC', ogcDialects, settings.ogc)}
!${selectMarkup('tator', 'Tator', tatorDialects, settings.tator)}
!${selectMarkup('persona', 'Persona', [noPersona, ...personas.all.map(({ name }) => name)], settings.persona)}
<button name="action" value="configure">Apply settings</button>
</div></form>`
}

const selectMarkup = (name: string, label: string, values: readonly string[], current: string): string =>
  html`<div class="field"><label for="!${name}">${label}</label> <select id="!${name}" name="!${name}">!${values.map(value => html`<option!${value === current ? ' selected' : ''}>${value}</option>`)}</select></div>`

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
