import { html } from 'ghtml'
import type { ProcessFormState } from './process-form.ts'

const progressions = [
  ['', 'default of the process'],
  ['immediate', 'immediate: the job ends at once'],
  ['time', 'time: the job runs for the given seconds'],
  ['manual', 'manual: the job takes each step on request'],
  ['stuck', 'stuck: the job runs until it is dismissed'],
  ['fail', 'fail: the job fails at once']
] as const

/** The fields of the form beside the inputs. */
export function choicesMarkup ({ form: { typed, choices }, choosesResponse, wrongProgression }: ProcessFormState): string {
  const chosen = typed.get('progression') ?? ''
  const error = wrongProgression === undefined ? '' : html`<p class="error" id="progression.error"><bdi>${wrongProgression}</bdi></p>`
  return html`<fieldset><legend>Execution options</legend>
<div class="field" role="radiogroup" aria-labelledby="mode-label"><span id="mode-label">Mode</span>
!${radio('mode', 'async', 'asynchronous: returns a job', choices.mode)}
!${radio('mode', 'sync', 'synchronous: waits for the results', choices.mode)}</div>
<details!${chosen === '' && error === '' ? '' : ' open'}><summary>How the job goes on</summary>
<div class="field"><label for="progression">Job progression</label>
<p class="hint" id="progression.hint">Sent in the header X-Job-Progression.</p>!${error}
<select id="progression" name="progression" aria-describedby="progression.hint!${error === '' ? '' : ' progression.error'}"!${error === '' ? '' : ' aria-invalid="true"'}>!${progressions.map(([value, label]) =>
  html`<option value="${value}"${value === chosen ? ' selected' : ''}>${label}</option>`)}</select></div>
<div class="row">!${number('seconds', 'Run time in seconds (time)', '0', 'any', typed)}!${number('times', 'Requests per step (manual)', '1', '1', typed)}</div></details>
!${choosesResponse ? responseMarkup(choices.response) : ''}</fieldset>`
}

const responseMarkup = (chosen: string): string => html`<div class="field" role="radiogroup" aria-labelledby="response-label"><span id="response-label">Results</span>
!${radio('response', 'raw', 'raw', chosen)}
!${radio('response', 'document', 'as one JSON document', chosen)}</div>`

const radio = (name: string, value: string, label: string, chosen: string): string =>
  html`<label><input type="radio" name="${name}" value="${value}"${value === chosen ? ' checked' : ''}>${label}</label>`

const number = (name: string, label: string, min: string, step: string, typed: URLSearchParams): string =>
  html`<div class="field"><label for="${name}">${label}</label><input type="number" id="${name}" name="${name}" min="${min}" step="${step}" value="${typed.get(name) ?? ''}"></div>`
