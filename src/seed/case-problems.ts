import type { CaseSeed } from '../../schemas/seed.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { excerpt } from '../inputs/validation-error.ts'
import type { Validators } from '../inputs/validators.ts'
import type { Process, Values, ValueSchema } from '../processes/process.ts'
import { type ResultContext, resultProblems } from '../results/check-results.ts'
import { type AnswerSeed, schemaOfInputs } from './seed-case.ts'

/** The process that a case is for. For an algorithm, inputs and outputs are absent: it accepts any input and has no results. */
type Subject = Pick<Process, 'id'> & Partial<Pick<Process, 'inputs' | 'outputs'>>

/** Every problem of a case, one sentence each. @param at a JSON pointer to the case */
export function caseProblems ({ when, sequence, ...only }: CaseSeed, { id, inputs, outputs = {} }: Subject, at: string, context: ResultContext): string[] {
  const answers = sequence?.map((answer, index) => [answer, `${at}/sequence/${index}`] as const) ?? [[only, at] as const]
  return [
    ...(sequence !== undefined && Object.keys(only).length > 0 ? [`${at}: ${Object.keys(only).join(' and ')} came beside a sequence; expected all of it in the sequence`] : []),
    ...(when === undefined ? [] : whenProblems(when, inputs, `${at}/when`, context.validators)),
    ...answers.flatMap(([answer, place]) => answerProblems(answer, { id, outputs }, place, context))
  ]
}

function answerProblems ({ results, plan, failure }: AnswerSeed, process: Pick<Process, 'id' | 'outputs'>, at: string, context: ResultContext): string[] {
  return [
    ...(results !== undefined && failure !== undefined ? [`${at}: results and a failure came; expected one of them`] : []),
    ...(results !== undefined && plan?.outcome === 'failed' ? [`${at}/plan/outcome: "failed" came; expected successful, since there are results`] : []),
    ...(failure !== undefined && plan?.outcome === 'successful' ? [`${at}/plan/outcome: "successful" came; expected failed, since there is a failure`] : []),
    ...resultProblems(process, results ?? {}, context).map(problem => `${at}${problem}`),
    ...resultProblems(process, plan?.results ?? {}, context).map(problem => `${at}/plan${problem}`)
  ]
}

function whenProblems (when: Values, inputs: Subject['inputs'], at: string, validators: Validators): string[] {
  const schema = schemaOfInputs(when)
  if (schema === undefined) return inputs === undefined ? [] : Object.entries(when).flatMap(([name, value]) => inputProblems(name, value, inputs, at, validators))
  const [other] = Object.keys(when).filter(name => name !== 'matchesJsonSchema')
  if (other !== undefined) return [`${at}: ${other} came beside matchesJsonSchema; expected either inputs or a schema for all of them`]
  if (!isObject(schema)) return [`${at}/matchesJsonSchema: ${excerpt(schema)} came; expected object`]
  const error = validators.schemaError(schema)
  return error === undefined ? [] : [`${at}/matchesJsonSchema: expected a schema that can be used; ${error}`]
}

/** A case may name part of an object; any other value must be valid for the input. */
function inputProblems (name: string, value: unknown, inputs: Process['inputs'], at: string, validators: Validators): string[] {
  const known = Object.keys(inputs)
  const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined
  if (input === undefined) return [`${at}: ${name} is not an input of the process; there are: ${known.join(', ') || 'none'}${didYouMean(name, known)}`]
  const occurrences = (input.maxOccurs ?? 1) !== 1 && Array.isArray(value) ? value : [value]
  const [wrong] = occurrences.filter(one => !isObject(one)).flatMap(one => validators.validate(input.schema, one) ?? [])
  return wrong === undefined ? [] : [`${at}/${name}: ${excerpt(wrong.received)} came; expected ${wrong.expected}`]
}

const isObject = (value: unknown): value is ValueSchema => typeof value === 'object' && value !== null && !Array.isArray(value)
