import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { Results } from '../../schemas/ogc/results.ts'
import { ref } from '../../schemas/ref.ts'
import type { Format } from '../../src/formats/format.ts'
import { agree } from '../../src/formats/media-type.ts'
import { jobResults } from '../../src/processes/job-results.ts'
import type { Values } from '../../src/processes/process.ts'
import { readResult } from '../../src/results/read-result.ts'
import type { Content } from '../../src/results/result-value.ts'
import type { Delivery, Job } from '../../src/jobs/job.ts'
import type { World } from '../../src/world/world.ts'
import { noContent, seeOther } from '../http/empty-answers.ts'
import { baseAddress } from '../http/base-address.ts'
import { sendContent } from '../http/send-content.ts'
import { answer } from './describe.ts'
import { encode, type EncodedContent, formatsOfValue, inline, json, multipart, type Output, resultsDocument, type RequestedOutput, withoutContent } from './delivery.ts'
import { chooseVariant } from './negotiate-results.ts'
import { jobUrl } from './present.ts'
import { OgcProblem } from './problems.ts'
import { respondWithPage } from './respond.ts'
import { requestedProfile, resultsProfile } from './results-profile.ts'
import { specialResult } from './special-result.ts'
import { type ResultPlace, type ResultVariant, variantsOf, type RequestedResults, requestedOutputs, wholeDelivery } from './result-variants.ts'
import { displayResults } from './displayed-results.ts'
import { resultsView } from './views/results.ts'

/** Describes results that a handler returns as bytes: the serialiser leaves them unchanged. */
const encodedResults = Type.Unsafe<Results | Buffer | Readable>(ref(Results))

/** Results are sent as a document, as parts, or raw with the media type of the only requested output. */
export function resultsAnswer (description: string) {
  const { content } = answer(description, encodedResults)
  const asBytes = { schema: Type.Unsafe<Buffer | Readable>({}) }
  const headers = { Link: { type: 'string', description: 'addresses of the job and of outputs (RFC 8288); in the 2.0 draft, with the relation `profile`, the profile of a document' } } as const
  return { description, headers, content: { ...content, 'multipart/related': asBytes, '*/*': asBytes } }
}

/** A page, bytes, or nothing if the status is enough. */
type Body = string | Buffer | Readable | undefined

/** The context in which results are sent. */
export interface DeliveryContext {
  readonly world: World
  readonly job: Job
  readonly base: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** The results of a successful job, for a handler to return: by its execute request, by Accept and by the dialect. @throws OgcProblem `not-acceptable` */
export function deliver ({ world, job, base, request, reply }: DeliveryContext, place: Exclude<ResultPlace, 'output'>): Body {
  const { settings: { ogc } } = world
  const delivery = job.delivery ?? wholeDelivery
  const outputs = producedBy(world, job)
  const known = new Map(outputs.map(output => [output.id, output]))
  const profile = requestedProfile(request, world)
  const requestedResults: RequestedResults = { place, asDocument: profile !== undefined, delivery, outputs: requestedOutputs(world, job).map(output => known.get(output.id) ?? output) }
  const hrefOf = hrefsOf(job, base)
  const chosen = chooseVariant(request, variantsOf(ogc, requestedResults))
  if (chosen === 'html') return respondWithPage(request, reply, `Results of job ${job.id}`, resultsView(displayResults(outputs, { hrefOf, stay: place !== 'execution' }), place === 'execution' ? undefined : `${jobUrl(base, job.id)}?f=html`))
  if (chosen === undefined) return noContent(ogc === '1.0' ? link(reply, ...outputs.map(output => [output.link?.href ?? hrefOf(output.id), encodeURIComponent(output.id), typeOf(output)] as const)) : reply)
  const [only] = outputs
  if (only !== undefined && chosen.as === 'raw') return raw(request, reply, only, chosen.format)
  if (chosen.as === 'parts') return sendEncoded(reply, multipart(outputs, hrefOf))
  if (profile?.isPreference === true) addPreference(reply, `profile="${profile.name}"`)
  return sendEncoded(ogc === '1.0' ? reply : link(reply, [resultsProfile, 'profile']), asJson(resultsDocument(outputs, hrefOf)))
}

/** One result at its own address. @throws OgcProblem `not-acceptable` */
export function deliverOutput ({ world, job, request, reply }: Omit<DeliveryContext, 'base'>, id: string, value: unknown): Body {
  const delivery = deliveryOfOne(job, id)
  const [requestedOutput] = requestedOutputs(world, { ...job, delivery }) as [RequestedOutput]
  const output = produceOutput(world, requestedOutput, value, job)
  if (output.link !== undefined) return seeOther(reply, output.link.href)
  const chosen = chooseVariant(request, variantsOf(world.settings.ogc, { place: 'output', delivery, outputs: [output] }), true)
  if (chosen === 'html') return respondWithPage(request, reply, `Result ${id} of job ${job.id}`, resultsView(displayResults([output], { hrefOf: () => `${baseAddress(request, '')}${ownAddress(request)}`, stay: true }), `${jobUrl(baseAddress(request, request.server.prefix), job.id)}?f=html`))
  const { as, format } = chosen as ResultVariant & { as: 'raw' | 'member' }
  return as === 'member' ? sendEncoded(reply, asJson(inline(withoutContent(output)))) : raw(request, reply, output, format)
}

/** The delivery of one output at its own address, independent of other requested outputs. */
export const deliveryOfOne = ({ delivery }: Pick<Job, 'delivery'>, id: string): Delivery & Required<Pick<Delivery, 'outputs'>> =>
  ({ response: 'raw', outputs: { [id]: { ...delivery?.outputs?.[id], transmissionMode: 'value' } } })

/** The results as one document, for callbacks: contents are links there. */
export const resultsOf = (world: World, job: Job, base: string): Values => resultsDocument(producedBy(world, job).map(linkContent), hrefsOf(job, base))

const linkContent = (output: Output): Output => output.content === undefined ? output : { ...output, byReference: true }

const ownAddress = ({ url }: FastifyRequest): string => url.replace(/\?.*/, '')

/** For a link only if it names one. */
const typeOf = (output: Output): string | undefined => output.link === undefined ? encode(output).type : output.link.type

function producedBy (world: World, job: Job): Output[] {
  const process = world.deployments.ranBy(job)
  const values = process === undefined ? {} : jobResults(process, job)
  return requestedOutputs(world, job).flatMap(output => values[output.id] === undefined ? [] : [produceOutput(world, output, values[output.id], job)])
}

/** An output with its result, in the requested media type, or in that of the input that it returns. @throws OgcProblem `not-acceptable` */
function produceOutput (world: World, output: RequestedOutput, result: unknown, job: Job): Output {
  const process = world.deployments.ranBy(job)!
  const { formats } = world.validatorsOf(process)
  const mediaType = job.delivery?.outputs?.[output.id]?.mediaType
  // An input of a client is a value, even if it looks like a link of a seed: `{"href": "javascript:…"}`.
  if (job.inputs[output.id] === result) return withValue(output, result, job, mediaType)
  const special = specialResult(readResult(result, process.outputs[output.id]!.schema, { formats, findFile: world.findFile }), output)
  if (special === undefined) return withValue(output, result, job, mediaType)
  const type = special.formats[0]!.mediaType!
  if (mediaType === undefined || special.link !== undefined || agree(type, mediaType)) return special
  throw new OgcProblem('not-acceptable', `The output "${output.id}" was requested as ${mediaType}; this job has it as ${type}.`)
}

function withValue (output: RequestedOutput, value: unknown, { inputs, delivery }: Job, mediaType: string | undefined): Output {
  const types = [inputs[output.id] === value ? delivery?.inputTypes?.[output.id] ?? null : null].flat()
  const formatsAt = (one: unknown, index: number) => {
    const formats = formatsOfValue(output.formats, one, mediaType ?? types[index])
    if (mediaType === undefined || formats.some(format => agree(format.mediaType!, mediaType))) return formats
    throw new OgcProblem('not-acceptable', `The output "${output.id}" was requested as ${mediaType}; this job has it as ${formats.map(format => format.mediaType).join(' or ')}.`)
  }
  const isList = Array.isArray(value) && !output.formats.some(({ holdsArrays }) => holdsArrays)
  return isList ? { ...output, value, formats: [json], each: value.map((one, index) => formatsAt(one, index)[0]!) } : { ...output, value, formats: formatsAt(value, 0) }
}

/** One output unchanged. */
const raw = (request: FastifyRequest, reply: FastifyReply, output: Output, format: Format): Body =>
  output.content === undefined ? sendEncoded(reply, encode(output, format)) : streamContent(request, reply, output.content)

/** @throws OgcProblem for an unsatisfiable range */
function streamContent (request: FastifyRequest, reply: FastifyReply, content: Content): Readable | undefined {
  const sent = sendContent(request, sandbox(reply), content)
  if (sent === 'unsatisfiable') throw new OgcProblem('range-not-satisfiable', `Range came as "${request.headers.range}"; the result has ${content.stat().size} bytes.`)
  return sent
}

const hrefsOf = (job: Job, base: string) => (output: string): string => `${jobUrl(base, job.id)}/results/${encodeURIComponent(output)}`

const addPreference = (reply: FastifyReply, applied: string): FastifyReply =>
  reply.header('Preference-Applied', [reply.getHeader('Preference-Applied') ?? [], applied].flat().join(', '))

/** Adds links to the Link header, with relation and optional media type. */
export const link = (reply: FastifyReply, ...links: (readonly [href: string, rel: string, type?: string | undefined])[]): FastifyReply =>
  reply.header('Link', [reply.getHeader('Link') ?? [], links.map(([href, rel, type]) => `<${href}>; rel="${rel}"${type === undefined ? '' : `; type="${type.replaceAll('"', '\\"')}"`}`)].flat().join(', '))

const asJson = (value: unknown): EncodedContent => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) })

/** As bytes: Fastify would serialise text with a JSON media type again. */
function sendEncoded (reply: FastifyReply, { type, body }: EncodedContent): Buffer {
  sandbox(reply).header('Content-Type', type)
  return Buffer.from(body)
}

/**
 * The media type of a result comes from a client or a seed, HTML and SVG included: a browser that opens it runs no
 * script of it, and does not treat it as a page of this origin.
 */
const sandbox = (reply: FastifyReply): FastifyReply => reply.header('Content-Security-Policy', "sandbox; default-src 'none'")
