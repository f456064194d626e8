import type { Execute } from '../../schemas/ogc/execute.ts'
import type { Process } from '../../src/processes/process.ts'
import type { ValidationError } from '../../src/inputs/validation-error.ts'
import { type Choices, choicesIn, headersFor } from './form-choices.ts'
import { exampleInputs, inputsOf } from './form-inputs.ts'

/** A form that was read: the execute request that it amounts to, and what could not be read. */
export interface ReadForm {
  readonly typed: URLSearchParams
  /** Nothing was typed: the request is an example. */
  readonly empty: boolean
  readonly choices: Choices
  readonly headers: Readonly<Record<string, string>>
  readonly body: Execute
  readonly unread: readonly ValidationError[]
}

/** @param maxDepth how deep the JSON of a field may be nested */
export function readForm ({ inputs: known }: Pick<Process, 'inputs'>, typed: URLSearchParams, maxDepth?: number): ReadForm {
  const choices = choicesIn(typed)
  const { inputs, errors: unread } = inputsOf(known, typed, maxDepth)
  return { typed, empty: false, choices, headers: headersFor(choices), body: bodyOf(inputs, choices), unread }
}

/** The form before anybody has typed. */
export const emptyForm = ({ inputs }: Pick<Process, 'inputs'>): ReadForm =>
  ({ ...readForm({ inputs }, new URLSearchParams()), empty: true, body: { inputs: exampleInputs(inputs) } })

const bodyOf = (inputs: Execute['inputs'] & object, { response }: Choices): Execute =>
  ({ inputs, ...(response === 'document' && { response }) })
