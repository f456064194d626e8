import type { Process, Values } from '../processes/process.ts'
import { didYouMean } from './did-you-mean.ts'
import { excerpt } from './validation-error.ts'
import type { Validators } from './validators.ts'

/** Everything that is wrong with results by the outputs of their process, a sentence each that begins with a JSON pointer. */
export function resultProblems ({ id, outputs }: Process, results: Values, validators: Validators): string[] {
  const known = Object.keys(outputs)
  return Object.entries(results).flatMap(([name, value]) => {
    const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined
    if (output === undefined) return [`/results: ${name} is not an output of the process ${id}; there are: ${known.join(', ') || 'none'}${didYouMean(name, known)}`]
    const wrong = validators.schemaError(output.schema) === undefined ? validators.validate(output.schema, value) : undefined
    return wrong === undefined ? [] : [`/results/${name}${wrong.at === '' ? '' : `/${wrong.at}`}: ${excerpt(wrong.came)} came; expected ${wrong.expected}`]
  })
}
