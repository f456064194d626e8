import type { Capacity } from '../bounds/capacity.ts'
import type { MediaTypes } from '../jobs/job.ts'
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

export interface ReadInputs {
  readonly values: Values
  /** The media types that values were sent with, where the input takes several; of several occurrences a list. */
  readonly mediaTypes?: MediaTypes
  readonly errors: ValidationError[]
}

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
  const steps = readAll(process, sent, { maxDepth, validators: validatorsOf(process), fetchReference: (href, request) => fetchReference(href, { ...request, onlyPublic, admit }) })
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
  const errors = unknownInputs(process, sent)
  const values: Record<string, unknown> = {}
  const mediaTypes: Record<string, MediaTypes[string]> = {}
  for (const name of Object.keys(process.inputs)) {
    const description = process.inputs[name]!
    if (description.minOccurs === 0 && !Object.hasOwn(sent, name)) continue
    const occurrences = occurrencesOf(description, isUnset(description, sent, name, context) ? undefined : sent[name])
    const count = checkCount(name, description, occurrences)
    if (count !== undefined) errors.push(count)
    if (count !== undefined || occurrences.length === 0) continue
    const reading = occurrences.map(occurrence => readOccurrence(name, description.schema, occurrence, context))
    const read = areRead(reading) ? reading : yield Promise.all(reading)
    for (const { error } of read) if (error !== undefined) errors.push(error)
    const isList = mayOccurOften(description) && Array.isArray(sent[name])
    values[name] = isList ? read.map(({ value }) => value) : read[0]?.value
    if (context.validators.formats.of(description.schema).length > 1) Object.assign(mediaTypes, mediaTypesOf(name, read, isList))
  }
  return { values, errors, ...(Object.keys(mediaTypes).length > 0 && { mediaTypes }) }
}

const unknownInputs = (process: Process, sent: Values): ValidationError[] =>
  Object.keys(sent).filter(name => !Object.hasOwn(process.inputs, name)).map(name =>
    ({ name, received: excerpt(sent[name]), expected: `no such input; there are: ${Object.keys(process.inputs).join(', ')}` }))

function mediaTypesOf (name: string, read: readonly OccurrenceResult[], isList: boolean): MediaTypes {
  const types = read.map(({ mediaType }) => mediaType ?? null)
  if (types.every(type => type === null)) return {}
  return { [name]: isList ? types : types[0]! }
}

const areRead = (reading: readonly (OccurrenceResult | Promise<OccurrenceResult>)[]): reading is OccurrenceResult[] =>
  !reading.some(result => result instanceof Promise)

const mayOccurOften = ({ maxOccurs = 1 }: InputDescription): boolean => mostOf(maxOccurs) > 1

const mostOf = (maxOccurs: number | 'unbounded'): number => maxOccurs === 'unbounded' ? Infinity : maxOccurs

/** An input that may be absent, and cannot be null, is absent where it is null: generated clients send what nobody set so. */
const isUnset = ({ minOccurs, schema }: InputDescription, sent: Values, name: string, { validators }: OccurrenceContext): boolean =>
  !Object.hasOwn(sent, name) || (sent[name] === null && minOccurs === 0 && validators.validate(schema, null) !== undefined)

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
