import { html } from 'ghtml'
import type { ValidationError } from '../../../src/inputs/validation-error.ts'
import { fieldId, typeFieldId } from '../field-kind.ts'
import { choicesMarkup } from './choices.ts'
import { field, sentenceAt } from './field.ts'
import { type ProcessDescription, executeHref, type ProcessFormState } from './process-form.ts'

/** The form that executes a process. It has no validation in the browser, so that the server's answer can be seen. */
export function executeForm (process: ProcessDescription, state: ProcessFormState): string {
  const { form: { typed }, errors = [] } = state
  const inputs = Object.entries(process.inputs)
  const byInput = errorsByInput(inputs.map(([name]) => name), errors)
  return html`!${summary(byInput, state)}
<form method="post" action="${executeHref(process)}" id="execute"><h2>Execute this process</h2>
<fieldset><legend>Inputs</legend>!${inputs.length === 0
  ? html`<p>This process has no inputs.</p>`
  : inputs.map(([name, description]) => field(name, description, { value: typed.get(fieldId(name)) ?? '', mediaType: typed.get(typeFieldId(name)) ?? '', errors: byInput.get(name) ?? [] }))}</fieldset>
!${choicesMarkup(state)}
<div class="row"><button name="action" value="execute">Execute</button>
<button name="action" value="preview" formnovalidate class="quiet">Preview request</button>
<button name="action" value="unchecked" formnovalidate class="quiet">Execute without browser validation</button></div>
</form>`
}

/** Inputs with errors only, in their order. */
const errorsByInput = (names: readonly string[], errors: readonly ValidationError[]): Map<string, readonly ValidationError[]> =>
  new Map(names.map(name => [name, errors.filter(error => inputOf(error, names) === name)] as const).filter(([, own]) => own.length > 0))

/** An error may be at a place within a value, and names may contain slashes: it belongs to the input with the longest matching name. */
const inputOf = (error: ValidationError, names: readonly string[]): string | undefined =>
  names.filter(name => error.name === name || error.name.startsWith(`${name}/`)).sort((one, other) => other.length - one.length)[0]

/** All problems at the top, each with a link to its field. */
function summary (byInput: ReadonlyMap<string, readonly ValidationError[]>, { wrongProgression }: ProcessFormState): string {
  if (byInput.size === 0 && wrongProgression === undefined) return ''
  return html`<section class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors-title">
<h2 id="errors-title">The process was not executed</h2>
<ul class="links">!${[...byInput].map(([name, errors]) => html`<li><a href="#${fieldId(name)}"><bdi>${name}</bdi></a>: !${errors.map(error => html`<bdi>${sentenceAt(name, error)}</bdi> `)}</li>`)}
!${wrongProgression === undefined ? '' : html`<li><a href="#progression">Job progression</a>: <bdi>${wrongProgression}</bdi></li>`}</ul>
</section>`
}
