import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Job } from '../../src/jobs/job.ts'
import type { World } from '../../src/world.ts'
import { valueMarkup } from '../html.ts'
import { formatOf } from '../negotiate.ts'
import { encode, type Encoded, multipart, outputsOf, resultsDocument } from './delivery.ts'
import { jobUrl } from './present.ts'
import { sendPage } from './respond.ts'

const whole = { response: 'raw' } as const

/** Media types in which results may travel beside JSON and HTML. */
export const resultTypes = ['multipart/related', 'text/plain', 'image/tiff', 'application/gml+xml', 'application/geo+json', 'application/octet-stream']

/** Hands over the results of a job that succeeded, in the shape that its execute request asked for (table 11 of 18-062r2). */
export function deliver (world: World, job: Job, base: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const process = world.processes.get(job.process)
  const delivery = job.delivery ?? whole
  const outputs = process === undefined ? [] : outputsOf(process.outputs, process.results(job.inputs), delivery)
  const hrefOf = (id: string) => `${jobUrl(base, job.id)}/results/${encodeURIComponent(id)}`
  if (formatOf(request, resultTypes) === 'html') {
    return sendPage(request, reply, `Results of job ${job.id}`, valueMarkup(resultsDocument(outputs, hrefOf)))
  }
  const [only] = outputs
  if (delivery.response === 'document' || only === undefined) return sendEncoded(reply, json(resultsDocument(outputs, hrefOf)))
  if (outputs.every(({ byReference }) => byReference)) {
    return reply.code(204).header('Link', outputs.map(({ id }) => `<${hrefOf(id)}>; rel="${id}"`).join(', ')).send()
  }
  return sendEncoded(reply, outputs.length === 1 ? encode(only) : multipart(outputs, `part-${job.id}`, hrefOf))
}

const json = (value: unknown): Encoded => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) })

/** As bytes: text of a JSON type would be serialised once more. */
export const sendEncoded = (reply: FastifyReply, { type, body }: Encoded): FastifyReply =>
  reply.header('Content-Type', type).send(Buffer.from(body))
