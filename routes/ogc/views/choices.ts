import { html } from 'ghtml'
import type { ProcessFormState } from './process-form.ts'

const progressions = [
  ['', 'as the process says'],
  ['immediate', 'it has ended at once'],
  ['time', 'it runs for some seconds'],
  ['manual', 'it takes each step when told'],
  ['stuck', 'it runs until it is dismissed']
] as const

/** What the form asks beside the inputs. */
export function choicesMarkup ({ form: { typed, choices }, choosesResponse, wrongProgression }: ProcessFormState): string {
  const chosen = typed.get('progression') ?? ''
  const fault = wrongProgression === undefined ? '' : html`<p class="fault" id="progression.fault"><bdi>${wrongProgression}</bdi></p>`
  return html`<fieldset><legend>How</legend>
<div class="field" role="radiogroup" aria-labelledby="mode-label"><span id="mode-label">Mode</span>
!${radio('mode', 'async', 'asynchronous: a job to come back to', choices.mode)}
!${radio('mode', 'sync', 'synchronous: the answer waits for the results', choices.mode)}</div>
<div class="field"><label for="progression">How the job goes on</label>
<p class="hint" id="progression.hint">Sent as X-Job-Progression.</p>!${fault}
<select id="progression" name="progression" aria-describedby="progression.hint!${fault === '' ? '' : ' progression.fault'}"!${fault === '' ? '' : ' aria-invalid="true"'}>!${progressions.map(([value, label]) =>
  html`<option value="${value}"${value === chosen ? ' selected' : ''}>${label}</option>`)}</select></div>
<div class="row">!${number('seconds', 'Seconds that it runs', '0', 'any', typed)}!${number('times', 'How often it must be told', '1', '1', typed)}</div>
!${choosesResponse ? responseMarkup(choices.response) : ''}</fieldset>`
}

const responseMarkup = (chosen: string): string => html`<div class="field" role="radiogroup" aria-labelledby="response-label"><span id="response-label">Results</span>
!${radio('response', 'raw', 'raw', chosen)}
!${radio('response', 'document', 'as one document', chosen)}</div>`

const radio = (name: string, value: string, label: string, chosen: string): string =>
  html`<label><input type="radio" name="${name}" value="${value}"${value === chosen ? ' checked' : ''}>${label}</label>`

const number = (name: string, label: string, min: string, step: string, typed: URLSearchParams): string =>
  html`<div class="field"><label for="${name}">${label}</label><input type="number" id="${name}" name="${name}" min="${min}" step="${step}" value="${typed.get(name) ?? ''}"></div>`
