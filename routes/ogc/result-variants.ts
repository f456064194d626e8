import type { Format } from '../../src/formats/format.ts'
import { essenceOf, isJson } from '../../src/formats/media-type.ts'
import type { Delivery, Job } from '../../src/jobs/job.ts'
import type { OgcDialect } from '../../src/world/settings.ts'
import type { World } from '../../src/world/world.ts'
import { multipartType, type RequestedOutput } from './delivery.ts'
import { chooseFormats } from './output-format.ts'

/** Where results are sent: in the answer to the execution, at the job's results, or at the address of one output. */
export type ResultPlace = 'execution' | 'results' | 'output'

/** One way to send results. */
export type ResultVariant =
  | { readonly type: string, readonly as: 'document' | 'parts' }
  /** The single output unchanged, or as a member of a document would have it. */
  | { readonly type: string, readonly as: 'raw' | 'member', readonly format: Format }

const jsonType = 'application/json'
const document: ResultVariant = { type: jsonType, as: 'document' }

/** The requested results of a job. */
export interface RequestedResults {
  readonly place: ResultPlace
  /** Whether the client asked for the profile of results. */
  readonly asDocument?: boolean
  readonly delivery: Delivery
  readonly outputs: readonly RequestedOutput[]
}

/** Every way to send the results, the default first; empty if the answer has no body. Values are not needed. */
export const variantsOf = (dialect: OgcDialect, results: RequestedResults): readonly ResultVariant[] => variants[dialect](results)

const variants: Record<OgcDialect, (results: RequestedResults) => readonly ResultVariant[]> = {
  /**
   * Table 11 of 18-062r2: raw or a document, by value or by reference, one or several. Raw results stay raw for a client
   * that asks for JSON, as the official suite always does.
   */
  '1.0' ({ place, delivery, outputs }) {
    const [only] = outputs
    if (only === undefined || (delivery.response === 'document' && place !== 'output')) return [document]
    if (place !== 'output' && outputs.every(({ byReference }) => byReference)) return []
    return withJson(outputs.length > 1 ? [{ type: multipartType, as: 'parts' }] : rawVariants(only), ([usual]) => ({ ...usual!, type: jsonType }))
  },
  /**
   * One output as it is, several as one document, none as an empty answer. The results of a job, and those of which the
   * profile is asked for, are the document unless the only output is asked for in its own media type: the media type is
   * chosen before the profile, and each output has an address of its own, where it is as it is.
   */
  '2.0-draft' ({ place, delivery, outputs, asDocument = false }) {
    const [only] = outputs
    if (delivery.outputs !== undefined && Object.keys(delivery.outputs).length === 0) return []
    if (only === undefined || outputs.length > 1 || (only.byReference && place !== 'output')) return [document]
    const raw = rawVariants(only)
    if (place === 'results' || asDocument) return [document, ...raw.filter(({ type }) => essenceOf(type) !== jsonType)]
    return withJson(raw, () => jsonOf(only, place))
  }
}

const rawVariants = ({ formats }: RequestedOutput): ResultVariant[] =>
  formats.map(format => ({ type: format.mediaType ?? anyType, as: 'raw', format }))

/** For a description without media type or type: the type is known once the value is. */
export const anyType = '*/*'

const withJson = (raw: readonly ResultVariant[], other: (raw: readonly ResultVariant[]) => ResultVariant): readonly ResultVariant[] =>
  raw.some(({ type }) => essenceOf(type) === jsonType || type === anyType) ? raw : [...raw, other(raw)]

/** For JSON: a JSON type with another name is sent unchanged; anything else is a member of a document at its own address, else the document. */
function jsonOf ({ formats }: RequestedOutput, place: ResultPlace): ResultVariant {
  const format = formats.find(({ mediaType = anyType, kind }) => kind === 'json' && isJson(mediaType))
  if (format !== undefined) return { type: jsonType, as: 'raw', format: { ...format, mediaType: jsonType } }
  return place === 'output' ? { type: jsonType, as: 'member', format: formats[0]! } : document
}

const usualTypes: Record<OgcDialect, WeakMap<object, string | undefined>> = { '1.0': new WeakMap(), '2.0-draft': new WeakMap() }

/** The default media type of a job's results; undefined if the description does not tell, or there is no body. */
export function usualType (world: World, job: Job): string | undefined {
  const { settings: { ogc }, deployments } = world
  const { delivery = wholeDelivery } = job
  const key = job.delivery ?? deployments.ranBy(job) ?? job
  const known = usualTypes[ogc]
  if (known.has(key)) return known.get(key)
  const [first] = variantsOf(ogc, { place: 'results', delivery, outputs: requestedOutputs(world, job) })
  const type = first?.type === anyType ? undefined : first?.type
  known.set(key, type)
  return type
}

/** The delivery of a job without one. */
export const wholeDelivery: Delivery = { response: 'raw' }

/** A job, or one about to be submitted. */
export type SubmittedJob = Pick<Job, 'process' | 'delivery'> & Partial<Pick<Job, 'ordinal'>>

/** The requested outputs in the requested order, by their descriptions: the results are not known yet. */
export function requestedOutputs (world: World, { process: id, ordinal = Infinity, delivery = wholeDelivery }: SubmittedJob): RequestedOutput[] {
  const process = world.deployments.ranBy({ process: id, ordinal })
  if (process === undefined) return []
  const { formats } = world.validatorsOf(process)
  // A job in a state file may name an output that its process had before it was replaced.
  return Object.keys(delivery.outputs ?? process.outputs).filter(output => Object.hasOwn(process.outputs, output)).map(output => {
    const offered = formats.of(process.outputs[output]!.schema)
    const { mediaType, transmissionMode } = delivery.outputs?.[output] ?? {}
    return { id: output, byReference: transmissionMode === 'reference', formats: mediaType === undefined ? offered : chooseFormats(offered, { mediaType }) }
  })
}
