import type { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { ResultsQuery } from '../../schemas/ogc/results-query.ts'
import type { Job } from '../../src/jobs/job.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import { jobResults } from '../../src/processes/job-results.ts'
import type { World } from '../../src/world/world.ts'
import { baseAddress } from '../http/base-address.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { deliver, deliveryOfOne, deliverOutput, resultsAnswer } from './deliver.ts'
import { emptyAnswer, failures } from './describe.ts'
import { dialectOf } from './dialect.ts'
import { jobFailed } from './job-failed.ts'
import { JobParams } from './jobs.ts'
import { refuseUnacceptable } from './negotiate-results.ts'
import { noSuchJob, OgcProblem } from './problems.ts'
import { itemsOf } from './results-profile.ts'
import { requestedOutputs, wholeDelivery } from './result-variants.ts'

const OutputParams = Type.Object({ ...JobParams.properties, outputId: Type.String({ description: 'local identifier of an output' }) })

/** `GET /jobs/{jobId}/results`, and the address of each output, which a transmission by reference names. */
export function results (app: TypedInstance): void {
  app.get('/jobs/:jobId/results', { schema, config: { negotiates: true } }, async (request, reply) => {
    const world = worldOf(request)
    const job = withOutputs(world, jobOf(world, request.params.jobId), request.query)
    refuseUnacceptable(request, world, 'results', job)
    refuseUnfinished(world, job)
    if (dialectOf(world).emptyOutputsMeanNone && requestedOutputs(world, job).length === 0) throw new OgcProblem('result-not-available', `The job "${job.id}" was executed without outputs.`)
    return deliver({ world, job, base: baseAddress(request, app.prefix), request, reply }, 'results')
  })

  app.get('/jobs/:jobId/results/:outputId', { schema: outputSchema, config: { negotiates: true } }, async (request, reply) => {
    const { jobId, outputId } = request.params
    const world = worldOf(request)
    const job = jobOf(world, jobId)
    const process = world.deployments.ranBy(job)
    const isKnown = Object.hasOwn(process?.outputs ?? {}, outputId)
    if (isKnown) refuseUnacceptable(request, world, 'output', { ...job, delivery: deliveryOfOne(job, outputId) })
    refuseUnfinished(world, job)
    if (process === undefined || !isKnown) throw noSuchOutput(outputId, job, Object.keys(process?.outputs ?? {}))
    const value = jobResults(process, job)[outputId]
    const unwanted = dialectOf(world).onlyRequestedOutputs && job.delivery?.outputs !== undefined && !Object.hasOwn(job.delivery.outputs, outputId)
    if (value === undefined || unwanted) throw new OgcProblem('result-not-available', `The job "${jobId}" has no result "${outputId}": it was not requested or not produced.`)
    return deliverOutput({ world, job, request, reply }, outputId, value)
  })
}

function jobOf (world: World, id: string): Job {
  const job = world.jobs.get(id)
  if (job === undefined) throw noSuchJob(world, id)
  return job
}

/**
 * A job as if only the outputs that the query names had been asked for (`/req/core/job-results-param-outputs-response`).
 * @throws OgcProblem `invalid-query-parameter-value` for one that was not asked for
 */
function withOutputs (world: World, job: Job, { outputs }: ResultsQuery): Job {
  const known = requestedOutputs(world, job).map(({ id }) => id)
  if (outputs === undefined || !dialectOf(world).negotiatesResults || known.length === 0) return job
  const named = outputs.flatMap(item => known.includes(item) ? [item] : itemsOf([item]))
  if (named.length === 0 || !named.every(id => known.includes(id))) {
    throw new OgcProblem('invalid-query-parameter-value', `Query parameter: outputs came as "${outputs.join()}"; expected some of those that the job was asked for: ${known.join(', ')}.`)
  }
  return { ...job, delivery: { ...job.delivery ?? wholeDelivery, outputs: Object.fromEntries(named.map(id => [id, job.delivery?.outputs?.[id] ?? { transmissionMode: 'value' as const }])) } }
}

/** @throws OgcProblem for a job that has no results */
function refuseUnfinished (world: World, job: Job): void {
  const { id } = job
  const status = statusAt(job, world.clock.now())
  if (status === 'successful') return
  if (status === 'failed') throw jobFailed(job)
  if (status === 'dismissed') {
    const code = world.settings.dismiss === 'gone' ? 'result-gone' : 'result-not-available'
    throw new OgcProblem(code, `The job "${id}" was dismissed; it has no results.`)
  }
  throw new OgcProblem('result-not-ready', `The job "${id}" is ${status}; its results are available once it is successful.`)
}

const noSuchOutput = (outputId: string, job: Job, known: string[]) =>
  new OgcProblem('no-such-output', `The job "${job.id}" has no output "${outputId}". It has: ${known.join(', ') || 'none'}.`)

const anyContent = { '*/*': { schema: Type.Unsafe<Buffer | Readable>({}) } }

/** Possible answers to a GET of a file. */
const partial = {
  206: { description: 'The requested range of the file.', content: anyContent },
  304: emptyAnswer('The copy of the client is current, by If-None-Match or If-Modified-Since.')
}

const schema = {
  operationId: 'getResult',
  tags: ['Result'],
  summary: 'Get the results of a job',
  description: 'In the form of the execute request: raw values, parts, links or a document.',
  params: JobParams,
  querystring: ResultsQuery,
  response: {
    200: resultsAnswer('The results of the job.'),
    204: emptyAnswer('The results are behind the links of the Link header.'),
    ...partial,
    ...failures(400, 404, 406, 410, 416, 500)
  }
}

const outputSchema = {
  operationId: 'getOutput',
  tags: ['Result'],
  summary: 'Get one output of a job, in its own media type',
  params: OutputParams,
  querystring: CommonQuery,
  response: {
    200: { description: 'The value of the output.', content: anyContent },
    303: emptyAnswer('The output is a link; Location has its target.'),
    ...partial,
    ...failures(400, 404, 406, 410, 416, 500)
  }
}
