import type { Capacity } from '../bounds/capacity.ts'
import type { InputDescription, Process, Values } from '../processes/process.ts'
import { type ValidationError, excerpt } from './validation-error.ts'
import { type OccurrenceContext, type OccurrenceResult, readOccurrence } from './read-occurrence.ts'
import type { FetchReference } from './fetch-reference.ts'
import type { Validators } from './validators.ts'

/** What inputs are read with, and within which bounds. */
export interface InputContext {
  readonly fetchReference: FetchReference
  readonly maxDepth: number
  /** Where the bytes count that are fetched. */
  readonly inputBytes: Pick<Capacity, 'take' | 'giveBack'>
  readonly validatorsOf: (process: Process) => Validators
}

export interface ReadInputs { readonly values: Values, readonly errors: ValidationError[] }

/**
 * What the inputs of an execute request amount to: values by input id, whichever way each was sent. Everything that is
 * wrong by the process description is an error. @throws CapacityError if there is no room for what is fetched
 * @param onlyPublic references are fetched from public addresses alone
 */
export function readInputs (process: Process, sent: Values, { fetchReference, maxDepth, inputBytes, validatorsOf }: InputContext, onlyPublic = false): ReadInputs | Promise<ReadInputs> {
  let taken = 0
  const admit = (bytes: number) => {
    inputBytes.take(bytes)
    taken += bytes
  }
  const steps = readAll(process, sent, { maxDepth, validators: validatorsOf(process), fetchReference: href => fetchReference(href, { onlyPublic, admit }) })
  const first = steps.next()
  return first.done === true ? first.value : finish(steps, first.value).finally(() => inputBytes.giveBack(taken))
}

/** Waits for what is fetched, one input after the other. */
async function finish (steps: Reading, fetched: Promise<OccurrenceResult[]>): Promise<ReadInputs> {
  let step = steps.next(await fetched)
  while (step.done !== true) step = steps.next(await step.value)
  return step.value
}

/** Stops where something is fetched, and goes on with it. */
type Reading = Generator<Promise<OccurrenceResult[]>, ReadInputs, OccurrenceResult[]>

function * readAll (process: Process, sent: Values, context: OccurrenceContext): Reading {
  const errors: ValidationError[] = Object.keys(sent).filter(name => !Object.hasOwn(process.inputs, name)).map(name =>
    ({ name, received: excerpt(sent[name]), expected: `no such input; there are: ${Object.keys(process.inputs).join(', ')}` }))
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(process.inputs)) {
    const description = process.inputs[name]!
    const occurrences = occurrencesOf(description, Object.hasOwn(sent, name) ? sent[name] : undefined)
    const count = checkCount(name, description, occurrences)
    if (count !== undefined) errors.push(count)
    if (count !== undefined || occurrences.length === 0) continue
    const reading = occurrences.map(occurrence => readOccurrence(name, description.schema, occurrence, context))
    const read = areRead(reading) ? reading : yield Promise.all(reading)
    errors.push(...read.flatMap(({ error }) => error ?? []))
    values[name] = mayOccurOften(description) && Array.isArray(sent[name]) ? read.map(({ value }) => value) : read[0]?.value
  }
  return { values, errors }
}

const areRead = (reading: readonly (OccurrenceResult | Promise<OccurrenceResult>)[]): reading is OccurrenceResult[] =>
  !reading.some(result => result instanceof Promise)

const mayOccurOften = ({ maxOccurs = 1 }: InputDescription): boolean => mostOf(maxOccurs) > 1

const mostOf = (maxOccurs: number | 'unbounded'): number => maxOccurs === 'unbounded' ? Infinity : maxOccurs

/** An array is several occurrences only where several may be; otherwise it is one value. */
function occurrencesOf (description: InputDescription, sent: unknown): unknown[] {
  if (sent === undefined) return []
  return mayOccurOften(description) && Array.isArray(sent) ? sent : [sent]
}

function checkCount (name: string, { minOccurs = 1, maxOccurs = 1, schema }: InputDescription, occurrences: unknown[]): ValidationError | undefined {
  if (occurrences.length < minOccurs) {
    const kind = typeof schema['type'] === 'string' ? ` of type ${schema['type']}` : ''
    return { name, received: occurrences.length === 0 ? 'nothing' : `${occurrences.length} values`, expected: `at least ${minOccurs}${kind}` }
  }
  if (occurrences.length > mostOf(maxOccurs)) return { name, received: `${occurrences.length} values`, expected: `at most ${maxOccurs}` }
  return undefined
}
