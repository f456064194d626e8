import { Type } from '@sinclair/typebox'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import type { Job } from '../../src/jobs/job.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import { jobResults } from '../../src/processes/job-results.ts'
import type { World } from '../../src/world/world.ts'
import { baseAddress } from '../http/base-address.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { countWanted, deliver, resultsAnswer, resultTypes, encoded } from './deliver.ts'
import { encode } from './delivery.ts'
import { emptyAnswer, failures } from './describe.ts'
import { dialectOf } from './dialect.ts'
import { JobParams, noSuchJob } from './jobs.ts'
import { OgcProblem } from './problems.ts'

const OutputParams = Type.Object({ ...JobParams.properties, outputId: Type.String({ description: 'local identifier of an output' }) })

/** `GET /jobs/{jobId}/results`, and the address of each output, which is where a transmission by reference points to. */
export function results (app: TypedInstance): void {
  app.get('/jobs/:jobId/results', { schema, config: { offers: resultTypes } }, async (request, reply) => {
    const world = worldOf(request)
    const job = succeeded(world, request.params.jobId)
    if (dialectOf(world).emptyOutputsMeanNone && countWanted(world, job) === 0) throw new OgcProblem('result-not-available', `The job "${job.id}" was asked for no outputs.`)
    return deliver(world, job, baseAddress(request, app.prefix), request, reply, 'results')
  })

  app.get('/jobs/:jobId/results/:outputId', { schema: outputSchema, config: { offers: resultTypes } }, async (request, reply) => {
    const { jobId, outputId } = request.params
    const world = worldOf(request)
    const job = succeeded(world, jobId)
    const process = world.processes.get(job.process)
    const description = Object.hasOwn(process?.outputs ?? {}, outputId) ? process?.outputs[outputId] : undefined
    if (process === undefined || description === undefined) throw noSuchOutput(outputId, job, Object.keys(process?.outputs ?? {}))
    const value = jobResults(process, job)[outputId]
    const unwanted = dialectOf(world).onlyRequestedOutputs && job.delivery?.outputs !== undefined && !Object.hasOwn(job.delivery.outputs, outputId)
    if (value === undefined || unwanted) throw new OgcProblem('result-not-available', `The job "${jobId}" has no result "${outputId}": it was not asked for or not produced.`)
    return encoded(reply, encode({ value, schema: description.schema }))
  })
}

/** @throws OgcProblem for a job that is not there or has no results */
function succeeded (world: World, id: string): Job {
  const job = world.jobs.get(id)
  if (job === undefined) throw noSuchJob(id)
  const status = statusAt(job, world.clock.now())
  if (status === 'successful') return job
  if (status === 'failed') throw new OgcProblem('job-failed', job.plan.reason ?? 'The job failed without a reason.')
  if (status === 'dismissed') {
    const code = world.settings.dismiss === 'gone' ? 'result-gone' : 'result-not-available'
    throw new OgcProblem(code, `The job "${id}" was dismissed; it has no results.`)
  }
  throw new OgcProblem('result-not-ready', `The job "${id}" is ${status}; its results are there once it is successful.`)
}

const noSuchOutput = (outputId: string, job: Job, known: string[]) =>
  new OgcProblem('no-such-output', `The job "${job.id}" has no output "${outputId}". It has: ${known.join(', ') || 'none'}.`)

const schema = {
  operationId: 'getResult',
  tags: ['Result'],
  summary: 'Get the results of a job',
  description: 'In the form that the execute request asked for: raw values, parts, links or a document.',
  params: JobParams,
  querystring: CommonQuery,
  response: {
    200: resultsAnswer('The results of the job.'),
    204: emptyAnswer('The results are behind the links of the Link header.'),
    ...failures(400, 404, 406, 410, 500)
  }
}

const outputSchema = {
  operationId: 'getOutput',
  tags: ['Result'],
  summary: 'Get one output of a job, in its own media type',
  params: OutputParams,
  querystring: CommonQuery,
  response: {
    200: { description: 'The value of the output.', content: { '*/*': { schema: Type.Unsafe<Buffer>({}) } } },
    ...failures(400, 404, 406, 410, 500)
  }
}
