import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { Results } from '../../schemas/ogc/results.ts'
import { ref } from '../../schemas/ref.ts'
import { agree } from '../../src/formats/media-type.ts'
import type { Values } from '../../src/processes/process.ts'
import type { Delivery, Job } from '../../src/jobs/job.ts'
import type { World } from '../../src/world/world.ts'
import { noContent } from '../http/empty-answers.ts'
import { answer } from './describe.ts'
import { encode, type Encoded, formatsOfValue, inline, json, multipart, type Output, resultsDocument, type WantedOutput } from './delivery.ts'
import { chooseVariant } from './negotiate-results.ts'
import { jobUrl } from './present.ts'
import { OgcProblem } from './problems.ts'
import { respondWithPage } from './respond.ts'
import { type Place, type Variant, variantsOf, type Wanted, wantedOutputs, wholeDelivery } from './result-variants.ts'
import { resultsView } from './views/results.ts'

/** How results are described that a handler returns as bytes: the serialiser leaves them as they are. */
const encodedResults = Type.Unsafe<Results | Buffer>(ref(Results))

/** Results come as a document, as parts, or raw in the media type of the one output that was asked for. */
export function resultsAnswer (description: string) {
  const { content } = answer(description, encodedResults)
  const asBytes = { schema: Type.Unsafe<Buffer>({}) }
  return { description, content: { ...content, 'multipart/related': asBytes, '*/*': asBytes } }
}

/** The profile of a document of results: the draft asks for a link to it. */
const resultsProfile = 'https://www.opengis.net/def/profile/OGC/0/ogc-results'

/** A page, bytes, or nothing where the status says all. */
type Body = string | Buffer | undefined

/** The answer that hands results over. */
export interface Handover {
  readonly world: World
  readonly job: Job
  readonly base: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** The results of a job that succeeded, for a handler to return: as its execute request and Accept ask for them and the dialect says. @throws OgcProblem `not-acceptable` */
export function deliver ({ world, job, base, request, reply }: Handover, place: Exclude<Place, 'output'>): Body {
  const { settings: { ogc } } = world
  const delivery = job.delivery ?? wholeDelivery
  const outputs = producedBy(world, job)
  const known = new Map(outputs.map(output => [output.id, output]))
  const wanted: Wanted = { place, delivery, outputs: wantedOutputs(world, job).map(output => known.get(output.id) ?? output) }
  const hrefOf = hrefsOf(job, base)
  const chosen = chooseVariant(request, variantsOf(ogc, wanted))
  if (chosen === 'html') return respondWithPage(request, reply, `Results of job ${job.id}`, resultsView(resultsDocument(outputs, hrefOf)))
  if (chosen === undefined) return noContent(ogc === '1.0' ? link(reply, ...outputs.map(output => [hrefOf(output.id), encodeURIComponent(output.id), encode(output).type] as const)) : reply)
  const [only] = outputs
  if (only !== undefined && chosen.as === 'raw') return encoded(reply, encode(only, chosen.format))
  if (chosen.as === 'parts') return encoded(reply, multipart(outputs, hrefOf))
  return encoded(ogc === '1.0' ? reply : link(reply, [resultsProfile, 'profile']), asJson(resultsDocument(outputs, hrefOf)))
}

/** One result at its own address. @throws OgcProblem `not-acceptable` */
export function deliverOutput ({ world, job, request, reply }: Omit<Handover, 'base'>, id: string, value: unknown): Body {
  const delivery = deliveryOfOne(job, id)
  const [wanted] = wantedOutputs(world, { ...job, delivery }) as [WantedOutput]
  const output = produced(wanted, value, job, delivery.outputs[id]?.mediaType)
  const chosen = chooseVariant(request, variantsOf(world.settings.ogc, { place: 'output', delivery, outputs: [output] }), true)
  if (chosen === 'html') return respondWithPage(request, reply, `Result ${id} of job ${job.id}`, resultsView({ [id]: inline(output) }))
  const { as, format } = chosen as Variant & { as: 'raw' | 'member' }
  return encoded(reply, as === 'member' ? asJson(inline(output)) : encode(output, format))
}

/** How one output is to be handed over at its own address, of whatever else was asked for. */
export const deliveryOfOne = ({ delivery }: Pick<Job, 'delivery'>, id: string): Delivery & Required<Pick<Delivery, 'outputs'>> =>
  ({ response: 'raw', outputs: { [id]: { ...delivery?.outputs?.[id], transmissionMode: 'value' } } })

/** The results as one document. */
export const resultsOf = (world: World, job: Job, base: string): Values => resultsDocument(producedBy(world, job), hrefsOf(job, base))

function producedBy (world: World, job: Job): Output[] {
  const values = world.processes.get(job.process)?.results(job.inputs) ?? {}
  return wantedOutputs(world, job).flatMap(wanted => values[wanted.id] === undefined ? [] : [produced(wanted, values[wanted.id], job, job.delivery?.outputs?.[wanted.id]?.mediaType)])
}

/** An output with its value, in the media type that was asked for, or in which the input came that it gives back. */
function produced (wanted: WantedOutput, value: unknown, { inputs, delivery }: Job, mediaType: string | undefined): Output {
  const types = [inputs[wanted.id] === value ? delivery?.inputTypes?.[wanted.id] ?? null : null].flat()
  const formatsAt = (one: unknown, index: number) => {
    const formats = formatsOfValue(wanted.formats, one, mediaType ?? types[index])
    if (mediaType === undefined || formats.some(format => agree(format.mediaType!, mediaType))) return formats
    throw new OgcProblem('not-acceptable', `The output "${wanted.id}" was asked for as ${mediaType}; this job has it as ${formats.map(format => format.mediaType).join(' or ')}.`)
  }
  const isList = Array.isArray(value) && !wanted.formats.some(({ holdsArrays }) => holdsArrays)
  return isList ? { ...wanted, value, formats: [json], each: value.map((one, index) => formatsAt(one, index)[0]!) } : { ...wanted, value, formats: formatsAt(value, 0) }
}

const hrefsOf = (job: Job, base: string) => (output: string): string => `${jobUrl(base, job.id)}/results/${encodeURIComponent(output)}`

/** Adds addresses, what they are and perhaps their media types to the Link header. */
export const link = (reply: FastifyReply, ...links: (readonly [href: string, rel: string, type?: string])[]): FastifyReply =>
  reply.header('Link', [reply.getHeader('Link') ?? [], links.map(([href, rel, type]) => `<${href}>; rel="${rel}"${type === undefined ? '' : `; type="${type.replaceAll('"', '\\"')}"`}`)].flat().join(', '))

const asJson = (value: unknown): Encoded => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) })

/**
 * As bytes: text of a JSON type would be serialised once more. What it is was said by a client or a seed, HTML and SVG
 * among it: a browser that opens it runs nothing of it and takes it for no page of this origin.
 */
function encoded (reply: FastifyReply, { type, body }: Encoded): Buffer {
  reply.header('Content-Type', type).header('Content-Security-Policy', "sandbox; default-src 'none'")
  return Buffer.from(body)
}
