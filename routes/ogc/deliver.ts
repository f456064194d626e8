import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { Results } from '../../schemas/ogc/results.ts'
import { ref } from '../../schemas/ref.ts'
import { jobResults } from '../../src/processes/job-results.ts'
import type { Values } from '../../src/processes/process.ts'
import type { Delivery, Job } from '../../src/jobs/job.ts'
import type { OgcDialect } from '../../src/world/settings.ts'
import type { World } from '../../src/world/world.ts'
import { noContent } from '../http/empty-answers.ts'
import { offeredFormatOf } from '../http/negotiate.ts'
import { answer } from './describe.ts'
import { encode, type Encoded, multipart, type Output, outputsOf, resultsDocument } from './delivery.ts'
import { jobUrl } from './present.ts'
import { respondWithPage } from './respond.ts'
import { resultsView } from './views/results.ts'

/** How results are described that a handler returns as bytes: the serialiser leaves them as they are. */
const encodedResults = Type.Unsafe<Results | Buffer>(ref(Results))

/** Results come as a document, as parts, or raw in the media type of the one output that was asked for. */
export function resultsAnswer (description: string) {
  const { content } = answer(description, encodedResults)
  const asBytes = { schema: Type.Unsafe<Buffer>({}) }
  return { description, content: { ...content, 'multipart/related': asBytes, '*/*': asBytes } }
}

const whole: Delivery = { response: 'raw' }

/** Media types in which results may travel beside JSON and HTML. */
export const resultTypes = ['multipart/related', 'text/plain', 'image/tiff', 'application/gml+xml', 'application/geo+json', 'application/octet-stream']

/** The profile of a document of results: the draft asks for a link to it. */
const resultsProfile = 'https://www.opengis.net/def/profile/OGC/0/ogc-results'

/** A page, bytes, or nothing where the status says all. */
type Body = string | Buffer | undefined

/** Where results are handed over: in the answer to the execution itself, or at the job's address of results. */
type Place = 'execution' | 'results'

/** The results of a job that succeeded, for a handler to return: as its execute request asked for it and the dialect says. */
export function deliver (world: World, job: Job, base: string, request: FastifyRequest, reply: FastifyReply, place: Place): Body {
  if (offeredFormatOf(request) === 'html') return respondWithPage(request, reply, `Results of job ${job.id}`, resultsView(resultsOf(world, job, base)))
  const produced = { place, delivery: job.delivery ?? whole, outputs: producedBy(world, job), hrefOf: hrefsOf(job, base) }
  return handOver[world.settings.ogc](reply, produced)
}

/** The results as one document. */
export const resultsOf = (world: World, job: Job, base: string): Values => resultsDocument(producedBy(world, job), hrefsOf(job, base))

/** How many outputs were asked for, whether or not the job produced them. */
export const countWanted = (world: World, { process, delivery }: Pick<Job, 'process' | 'delivery'>): number =>
  Object.keys(delivery?.outputs ?? world.processes.get(process)?.outputs ?? {}).length

function producedBy (world: World, job: Job): Output[] {
  const process = world.processes.get(job.process)
  return process === undefined ? [] : outputsOf(process.outputs, jobResults(process, job), job.delivery ?? whole)
}

const hrefsOf = (job: Job, base: string) => (output: string): string => `${jobUrl(base, job.id)}/results/${encodeURIComponent(output)}`

interface Produced {
  readonly place: Place
  readonly delivery: Delivery
  readonly outputs: readonly Output[]
  readonly hrefOf: (output: string) => string
}

const handOver: Record<OgcDialect, (reply: FastifyReply, produced: Produced) => Body> = {
  /** Table 11 of 18-062r2: raw or a document, by value or by reference, one or several. */
  '1.0' (reply, { delivery, outputs, hrefOf }) {
    const [only] = outputs
    if (delivery.response === 'document' || only === undefined) return encoded(reply, json(resultsDocument(outputs, hrefOf)))
    if (outputs.every(({ byReference }) => byReference)) {
      return noContent(link(reply, ...outputs.map(({ id }) => [hrefOf(id), encodeURIComponent(id)] as const)))
    }
    return encoded(reply, outputs.length === 1 ? encode(only) : multipart(outputs, hrefOf))
  },
  /**
   * One output as it is, several as one document with a link to its profile, none as an empty answer. The results of a
   * job are always the document: each output has an address of its own, where it is as it is.
   */
  '2.0-draft' (reply, { place, delivery, outputs, hrefOf }) {
    const [only] = outputs
    const wanted = delivery.outputs === undefined ? undefined : Object.keys(delivery.outputs).length
    if (wanted === 0) return noContent(reply)
    if (place === 'execution' && wanted === 1 && only !== undefined) return encoded(reply, encode(only))
    return encoded(link(reply, [resultsProfile, 'profile']), json(resultsDocument(outputs, hrefOf)))
  }
}

/** Adds addresses and what they are to the Link header. */
export const link = (reply: FastifyReply, ...links: (readonly [href: string, rel: string])[]): FastifyReply =>
  reply.header('Link', [reply.getHeader('Link') ?? [], links.map(([href, rel]) => `<${href}>; rel="${rel}"`)].flat().join(', '))

const json = (value: unknown): Encoded => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) })

/**
 * As bytes: text of a JSON type would be serialised once more. What it is was said by a client or a seed, HTML and SVG
 * among it: a browser that opens it runs nothing of it and takes it for no page of this origin.
 */
export function encoded (reply: FastifyReply, { type, body }: Encoded): Buffer {
  reply.header('Content-Type', type).header('Content-Security-Policy', "sandbox; default-src 'none'")
  return Buffer.from(body)
}
