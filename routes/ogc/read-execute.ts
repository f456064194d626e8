import type { Execute } from '../../schemas/ogc/execute.ts'
import type { Process, Values } from '../../src/processes/process.ts'
import { type ValidationError, errorSentence, excerpt } from '../../src/inputs/validation-error.ts'
import { andThen } from '../../src/inputs/and-then.ts'
import { type ParsedInputs, readInputs } from '../../src/inputs/read-inputs.ts'
import type { Delivery, Draft } from '../../src/jobs/job.ts'
import type { World } from '../../src/world/world.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { dialectOf } from './dialect.ts'
import { transmissionModesOf } from './offers.ts'
import { formatError } from './output-format.ts'
import { OgcProblem } from './problems.ts'

/** The addresses that a subscriber wants to be notified at. */
export interface Subscription {
  readonly success?: string
  readonly inProgress?: string
  readonly failed?: string
}

/** The sender of a request, and known problems. */
export interface ReadOptions {
  /** Known problems of inputs. */
  readonly unread?: readonly ValidationError[] | undefined
  /** Sent by a page of another origin: its links are fetched from public addresses only. */
  readonly isForeign: boolean
}

/** An invalid execute request: the sentence names all problems, `errors` has those of inputs. */
export class InvalidExecute extends OgcProblem {
  readonly errors: readonly ValidationError[]

  constructor (detail: string, errors: readonly ValidationError[]) {
    super('invalid-parameter-value', detail)
    this.errors = errors
  }
}

/** Reads an execute request. @throws InvalidExecute that names each invalid input, output and address, with what came and what was expected */
export function readExecute (world: World, process: Process, body: Execute, options: ReadOptions): ParsedExecute | Promise<ParsedExecute> {
  return andThen(readInputs(process, body.inputs ?? {}, world, options.isForeign), inputs => complete(world, process, body, options, inputs))
}

/** The requested job without its plan, and its subscriber. */
export interface ParsedExecute {
  readonly draft: Omit<Draft, 'plan'> & Pick<Required<Draft>, 'inputs' | 'delivery'>
  readonly values: Values
  readonly subscription: Subscription
  /** Why the job fails at once. */
  readonly failure: string | undefined
}

function complete (world: World, process: Process, body: Execute, { unread = [], isForeign }: ReadOptions, { values, mediaTypes, errors: found }: ParsedInputs): ParsedExecute {
  const requestedDelivery = deliveryOf(process, body, { emptyMeansNone: dialectOf(world).emptyOutputsMeanNone, usualResponse: world.persona?.execution?.response ?? 'raw' })
  const delivery = mediaTypes === undefined ? requestedDelivery : { ...requestedDelivery, inputTypes: mediaTypes }
  const subscription = subscriptionOf(body)
  const errors = unread.length === 0 ? found : [...unread, ...found.filter(({ name }) => !unread.some(error => error.name === name))]
  const wrong = [
    ...errors.map(error => `input ${errorSentence(error)}`),
    ...(body.outputs === undefined ? [] : outputErrors(world, process, body, delivery)).map(error => `output ${errorSentence(error)}`),
    ...closedAddresses(world, subscription, isForeign).map(error => `subscriber ${errorSentence(error)}`)
  ]
  const failure = wrong.length === 0 ? undefined : `The process "${process.id}" cannot be executed like this: ${wrong.join('; ')}.`
  const isJob = failure === undefined || (world.persona?.execution?.invalid_inputs === 'failed-job' && errors.length === wrong.length)
  if (!isJob) throw new InvalidExecute(failure, errors)
  const draft = { id: world.newId(), process: process.id, project: world.homeProject, user: 0, inputs: values, delivery }
  return { draft, values, subscription, failure }
}

function deliveryOf (process: Process, { response: requestedResponse, outputs }: Execute, { emptyMeansNone, usualResponse }: { readonly emptyMeansNone: boolean, readonly usualResponse: Delivery['response'] }): Delivery {
  const response = requestedResponse ?? usualResponse
  const [usual = 'value'] = transmissionModesOf(process)
  if (outputs === undefined && usual === 'value') return { response }
  const requestedOutputs = Object.entries(outputs ?? {}).map(([id, { transmissionMode = usual, format: { mediaType } = {} }]) => [id, { transmissionMode, ...(mediaType !== undefined && { mediaType }) }] as const)
  const all = outputs === undefined || (requestedOutputs.length === 0 && !emptyMeansNone)
  if (!all) return { response, outputs: Object.fromEntries(requestedOutputs) }
  return usual === 'value' ? { response } : { response, outputs: Object.fromEntries(Object.keys(process.outputs).map(id => [id, { transmissionMode: usual }])) }
}

const outputErrors = (world: World, process: Process, body: Execute, delivery: Delivery): ValidationError[] =>
  [...unknownOutputs(process, delivery), ...wrongTransmissions(process, delivery), ...wrongFormats(world, process, body)]

/** Only of existing outputs. */
const wrongFormats = (world: World, process: Process, { outputs = {} }: Execute): ValidationError[] =>
  Object.entries(outputs).filter(([id, { format }]) => format !== undefined && Object.hasOwn(process.outputs, id)).flatMap(([name, { format }]) => {
    const error = formatError(world.validatorsOf(process).formats.of(process.outputs[name]!.schema), format!)
    return error === undefined ? [] : [{ name, ...error }]
  })

function wrongTransmissions (process: Process, { outputs = {} }: Delivery): ValidationError[] {
  const offered = transmissionModesOf(process)
  return Object.entries(outputs).filter(([, { transmissionMode }]) => !offered.includes(transmissionMode)).map(([name, { transmissionMode }]) =>
    ({ name, received: `the transmissionMode ${transmissionMode}`, expected: `${offered.join(' or ')}, as the outputTransmission of the process says` }))
}

const unknownOutputs = (process: Process, { outputs = {} }: Delivery): ValidationError[] =>
  Object.keys(outputs).filter(name => !Object.hasOwn(process.outputs, name)).map(name =>
    ({ name, received: 'this name', expected: `one of ${Object.keys(process.outputs).join(', ')}` }))

const noSubscription: Subscription = Object.freeze({})

/** The schema of 1.0 requires a `successUrl` that it does not define; some clients send that instead of `successUri`. */
function subscriptionOf ({ subscriber }: Execute): Subscription {
  if (subscriber === undefined) return noSubscription
  const { successUri, successUrl, inProgressUri, failedUri } = subscriber
  return definedOnly({ success: successUri ?? successUrl, inProgress: inProgressUri, failed: failedUri })
}

function closedAddresses ({ outgoing }: World, subscription: Subscription, isForeign: boolean): ValidationError[] {
  if (subscription === noSubscription) return []
  return Object.entries(subscription).flatMap(([event, uri]) => {
    const expected = outgoing.refusalReason(uri, isForeign)
    return expected === undefined ? [] : [{ name: `${event}Uri`, received: excerpt(uri), expected }]
  })
}
