import { isJson } from '../formats/media-type.ts'
import { parseIfValid } from '../formats/parse-if-valid.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { excerpt } from '../inputs/validation-error.ts'
import type { Validators, WrongValue } from '../inputs/validators.ts'
import type { Process, Values, ValueSchema } from '../processes/process.ts'
import { FileContent } from './file-content.ts'
import type { FindFile } from './find-file.ts'
import { readResult, ResultError } from './read-result.ts'
import { Content, QualifiedValue, ResultLink } from './result-value.ts'

/** What results are checked with. */
export interface ResultContext {
  readonly validators: Validators
  readonly findFile: FindFile
}

/** Every problem of results against the outputs of their process, one sentence each, beginning with a JSON pointer. */
export function resultProblems ({ id, outputs }: Pick<Process, 'id' | 'outputs'>, results: Values, context: ResultContext): string[] {
  const known = Object.keys(outputs)
  return Object.entries(results).flatMap(([name, result]) => {
    const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined
    if (output === undefined) return [`/results: ${name} is not an output of the process ${id}; there are: ${known.join(', ') || 'none'}${didYouMean(name, known)}`]
    const wrong = wrongIn(result, output.schema, context)
    return wrong === undefined ? [] : [`/results/${name}${wrong.at === '' ? '' : `/${wrong.at}`}: ${excerpt(wrong.received)} came; expected ${wrong.expected}`]
  })
}

function wrongIn (result: unknown, schema: ValueSchema, { validators, findFile }: ResultContext): WrongValue | undefined {
  try {
    return wrongBySchema(readResult(result, schema, { formats: validators.formats, findFile }), schema, validators)
  } catch (error) {
    if (error instanceof ResultError) return error
    throw error
  }
}

/** The target of a link is not checked, and of a content only a JSON file. */
function wrongBySchema (result: unknown, schema: ValueSchema, validators: Validators): WrongValue | undefined {
  if (result instanceof ResultLink) return undefined
  if (result instanceof QualifiedValue) return below('value', validators.validate(validators.formats.schemaFor(schema, result.mediaType)!, result.value))
  if (!(result instanceof Content)) return wrongOutput(result, schema, validators)
  return result instanceof FileContent && isJson(result.type) ? wrongInFile(result, validators.formats.schemaFor(schema, result.type)!, validators) : undefined
}

/** The problem of an output's value; undefined if it is valid. A list may be several values of the output, like an input with several occurrences. */
export function wrongOutput (value: unknown, schema: ValueSchema, validators: Validators): WrongValue | undefined {
  const wrong = validators.validate(schema, value)
  const isSeveral = Array.isArray(value) && value.length > 0 && value.every(one => validators.validate(schema, one) === undefined)
  return isSeveral ? undefined : wrong
}

/** Larger files are not checked. */
const mostChecked = 10 * 1024 * 1024

/** The output of a JSON file may be its content, or its text. */
function wrongInFile (file: FileContent, schema: ValueSchema, validators: Validators): WrongValue | undefined {
  if (file.stat().size > mostChecked) return undefined
  const text = file.read().toString()
  if (validators.validate(schema, text) === undefined) return undefined
  const value = parseIfValid(text, JSON.parse)
  return below('$file', value === undefined ? { at: '', received: text, expected: `a file that holds JSON, since its type is ${file.type}` } : validators.validate(schema, value))
}

const below = (at: string, wrong: WrongValue | undefined): WrongValue | undefined =>
  wrong && { ...wrong, at: wrong.at === '' ? at : `${at}/${wrong.at}` }
