import type { Capacity } from '../bounds/capacity.ts'
import type { MediaTypes } from '../jobs/job.ts'
import type { InputDescription, Process, Values } from '../processes/process.ts'
import { type ValidationError, excerpt } from './validation-error.ts'
import { type OccurrenceContext, type OccurrenceResult, readOccurrence } from './read-occurrence.ts'
import type { FetchReference } from './fetch-reference.ts'
import type { Validators } from './validators.ts'

/** What reading inputs needs, and its bounds. */
export interface InputContext {
  readonly fetchReference: FetchReference
  readonly maxDepth: number
  /** Counts the bytes that are fetched. */
  readonly inputBytes: Pick<Capacity, 'take' | 'giveBack'>
  readonly validatorsOf: (process: Process) => Validators
}

export interface ParsedInputs {
  readonly values: Values
  /** The media types of values, for inputs that accept several; a list for several occurrences. */
  readonly mediaTypes: MediaTypes | undefined
  readonly errors: ValidationError[]
}

/**
 * Reads the inputs of an execute request: values by input id, in whichever form each was sent. Each violation of the
 * process description is an error.
 * @throws CapacityError if there is no room for fetched content
 * @param onlyPublic links are fetched from public addresses only
 */
export function readInputs (process: Process, sent: Values, { fetchReference, maxDepth, inputBytes, validatorsOf }: InputContext, onlyPublic = false): ParsedInputs | Promise<ParsedInputs> {
  let takenBytes = 0
  const admit = (bytes: number) => {
    inputBytes.take(bytes)
    takenBytes += bytes
  }
  const steps = readAll(process, sent, { maxDepth, validators: validatorsOf(process), fetchReference: (href, request) => fetchReference(href, { ...request, onlyPublic, admit }) })
  const first = steps.next()
  return first.done === true ? first.value : finish(steps, first.value).finally(() => inputBytes.giveBack(takenBytes))
}

/** Awaits each fetch, one input after the other. */
async function finish (steps: InputReader, fetched: Promise<OccurrenceResult[]>): Promise<ParsedInputs> {
  let step = steps.next(await fetched)
  while (step.done !== true) step = steps.next(await step.value)
  return step.value
}

/** Yields each fetch, and continues with its result. */
type InputReader = Generator<Promise<OccurrenceResult[]>, ParsedInputs, OccurrenceResult[]>

function * readAll (process: Process, sent: Values, context: OccurrenceContext): InputReader {
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
  return { values, errors, mediaTypes: Object.keys(mediaTypes).length > 0 ? mediaTypes : undefined }
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

/** Null for an optional input that does not accept null counts as absent: generated clients send unset inputs as null. */
const isUnset = ({ minOccurs, schema }: InputDescription, sent: Values, name: string, { validators }: OccurrenceContext): boolean =>
  !Object.hasOwn(sent, name) || (sent[name] === null && minOccurs === 0 && validators.validate(schema, null) !== undefined)

/** An array is several occurrences only if the input allows several; otherwise it is one value. */
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
