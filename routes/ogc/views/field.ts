import { html } from 'ghtml'
import { type ValidationError, errorSentence } from '../../../src/inputs/validation-error.ts'
import { hintsOf } from '../field-hint.ts'
import { type FieldDescription, fieldId, typeFieldId } from '../field-kind.ts'
import { fieldControl } from './field-control.ts'

/** The content of a field when the form is shown again: the typed value, and its problem. */
export interface FieldState { readonly value?: string, readonly mediaType?: string, readonly errors?: readonly ValidationError[] }

/** The field of one input: label, description, hints, problem, and the control that they describe. */
export function field (name: string, description: FieldDescription, { value = '', mediaType = '', errors = [] }: FieldState = {}): string {
  const id = fieldId(name)
  const required = description.minOccurs !== 0
  const describedBy = [`${id}.hint`, ...errors.length > 0 ? [`${id}.error`] : []].join(' ')
  const title = description.title ?? name
  return html`<div class="field">
<label for="${id}"><bdi>${title}</bdi>!${title === name ? '' : html` (<code><bdi>${name}</bdi></code>)`}${required ? ', required' : ''}</label>
<p class="hint" id="${id}.hint"><bdi>${description.description ?? ''}</bdi> !${hintsOf(description).map(hint => html`<bdi>${hint}</bdi> `)}</p>
!${errors.length === 0 ? '' : html`<p class="error" id="${id}.error">!${errors.map(error => html`<bdi>${sentenceAt(name, error)}</bdi> `)}</p>`}
!${fieldControl(description, { id, value, type: { id: typeFieldId(name), value: mediaType }, required, describedBy, invalid: errors.length > 0 })}
</div>`
}

/** The problem in words; the field already names the input, so only a place within its value is named. */
export const sentenceAt = (input: string, error: ValidationError): string =>
  error.name === input ? `${error.received} came; expected ${error.expected}.` : `${errorSentence(error)}.`
