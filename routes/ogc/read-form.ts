import type { Execute } from '../../schemas/ogc/execute.ts'
import type { Process } from '../../src/processes/process.ts'
import type { ValidationError } from '../../src/inputs/validation-error.ts'
import { type ExecutionChoices, choicesIn, headersFor } from './form-choices.ts'
import { exampleInputs, inputsOf } from './form-inputs.ts'

/** A parsed form: its execute request, and fields that could not be parsed. */
export interface ParsedForm {
  readonly typed: URLSearchParams
  /** Whether nothing was typed, so that the request is an example. */
  readonly empty: boolean
  readonly choices: ExecutionChoices
  readonly headers: Readonly<Record<string, string>>
  readonly body: Execute
  readonly unread: readonly ValidationError[]
}

/** @param maxDepth maximum nesting of JSON in a field */
export function readForm ({ inputs: known }: Pick<Process, 'inputs'>, typed: URLSearchParams, maxDepth?: number): ParsedForm {
  const choices = choicesIn(typed)
  const { inputs, errors: unread } = inputsOf(known, typed, maxDepth)
  return { typed, empty: false, choices, headers: headersFor(choices), body: bodyOf(inputs, choices), unread }
}

/** The form before anything was typed. */
export const emptyForm = ({ inputs }: Pick<Process, 'inputs'>): ParsedForm =>
  ({ ...readForm({ inputs }, new URLSearchParams()), empty: true, body: { inputs: exampleInputs(inputs) } })

const bodyOf = (inputs: Execute['inputs'] & object, { response }: ExecutionChoices): Execute =>
  ({ inputs, ...(response === 'document' && { response }) })
