import { html } from 'ghtml'
import type { ValueSchema } from '../../../src/processes/process.ts'
import { defaultOf, mediaTypesOf } from '../field-hint.ts'
import { choicesOf, type FieldDescription, type FieldKind, kindOf } from '../field-kind.ts'
import { numberPattern } from '../form-inputs.ts'

export interface FieldControl {
  /** Also its name. */
  readonly id: string
  /** The typed text; empty if nothing was typed. */
  readonly value: string
  /** The field with its media type: the id of that field, and the chosen value. */
  readonly type: { readonly id: string, readonly value: string }
  readonly required: boolean
  readonly describedBy: string
  readonly invalid: boolean
}

/** The form control of an input. A default is only shown as a placeholder: it must stay possible to leave the input out. */
export function fieldControl (description: FieldDescription, control: FieldControl): string {
  const { id, required, describedBy, invalid } = control
  const common = html`id="${id}" name="${id}" aria-describedby="${describedBy}"${required ? ' required' : ''}!${invalid ? ' aria-invalid="true"' : ''}`
  const element = controls[kindOf(description)](description.schema, common, control)
  return kindOf(description) === 'formats' ? html`!${element}!${typeChoice(description, control)}` : element
}

const typeChoice = (description: FieldDescription, { type, describedBy }: FieldControl): string =>
  html`<label for="${type.id}">Media type</label><select id="${type.id}" name="${type.id}" aria-describedby="${describedBy}"><option value="">not said</option>!${mediaTypesOf(description).map(mediaType =>
    html`<option value="${mediaType}"${mediaType === type.value ? ' selected' : ''}>${mediaType}</option>`)}</select>`

/** @param common attributes, as markup */
type MakeControl = (schema: ValueSchema, common: string, control: FieldControl) => string

const area = (more: string): MakeControl => (schema, common, { value }) =>
  // Browsers drop the first line end in a text area.
  html`<textarea !${common} !${more} rows="3"!${placeholder(schema)}>
${value}</textarea>`

const controls: Record<FieldKind, MakeControl> = {
  choice (schema, common, { value }) {
    const values = choicesOf(schema).map(choice => ({ value: JSON.stringify(choice), label: String(choice) }))
    const unknown = value === '' || values.some(choice => choice.value === value) ? [] : [{ value, label: value }]
    return html`<select !${common}><option dir="auto" value="">not given${schema['default'] === undefined ? '' : ` (${defaultOf(schema)})`}</option>!${[...values, ...unknown].map(choice =>
      html`<option dir="auto" value="${choice.value}"${choice.value === value ? ' selected' : ''}>${choice.label}</option>`)}</select>`
  },
  number (schema, common, { value }) {
    // A number field would not show text that is not a number.
    if (value !== '' && !numberPattern.test(value)) return line(common, value, schema)
    const { type, minimum, maximum, multipleOf } = schema
    const step = typeof multipleOf === 'number' ? multipleOf : type === 'integer' ? 1 : 'any'
    return html`<input type="number" !${common} step="${step}"!${bound('min', minimum)}!${bound('max', maximum)} value="${value}"!${placeholder(schema)}>`
  },
  line: (schema, common, { value }) => line(common, value, schema),
  text: area('dir="auto"'),
  formats: area('dir="auto" spellcheck="false"'),
  json: area('dir="ltr" spellcheck="false" autocapitalize="off"')
}

const line = (common: string, value: string, schema: ValueSchema): string =>
  html`<input type="text" dir="auto" autocomplete="off" !${common}!${schema['format'] === 'date-time' ? html` pattern="${dateTime}"` : ''} value="${value}"!${placeholder(schema)}>`

/** RFC 3339 as an HTML pattern: it must match the whole value, with the flag `v`. */
const dateTime = '\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+\\-]\\d{2}:?\\d{2})'

const bound = (name: 'min' | 'max', value: unknown): string => typeof value === 'number' ? html` !${name}="${value}"` : ''

const placeholder = (schema: ValueSchema): string =>
  schema['default'] === undefined ? '' : html` placeholder="${defaultOf(schema)}"`
