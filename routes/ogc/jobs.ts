import { Type } from '@sinclair/typebox'
import { JobList } from '../../schemas/ogc/job-list.ts'
import { CommonQuery, JobQuery } from '../../schemas/ogc/job-query.ts'
import { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { ref } from '../../schemas/ref.ts'
import type { FastifyRequest } from 'fastify'
import type { Job } from '../../src/jobs/job.ts'
import type { World } from '../../src/world/world.ts'
import { dismissPolicies } from '../../src/jobs/dismissal.ts'
import { finishInSlices } from '../../src/world/slices.ts'
import { baseAddress } from '../http/base-address.ts'
import { instantOf, worldOf } from '../http/exchange.ts'
import { offeredFormatOf } from '../http/negotiate.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { answerDismissal } from './answer-dismissal.ts'
import { collectionRoutes } from './collection-routes.ts'
import { answer, failures } from './describe.ts'
import { filterOf, readLists } from './job-query.ts'
import { jobList, pageFrom, pageRequestOf } from './job-pages.ts'
import { type AcceptedDismissal, respondWithDismissalAs } from './persona/dismissal.ts'
import { listJobsAs, respondWithListAs } from './persona/job-list.ts'
import { personaOf } from './persona/persona.ts'
import { presentIn } from './present.ts'
import { noSuchJob } from './problems.ts'
import { processUrl } from './process-url.ts'
import { respond } from './respond.ts'
import { respondWithStatus } from './respond-with-status.ts'
import { dismissalMannerOf } from './views/dismiss.ts'
import { type JobViewContext, jobView } from './views/job.ts'
import { jobsView } from './views/jobs.ts'

export const JobParams = Type.Object({ jobId: Type.String({ description: 'local identifier of a job' }) })

/** `GET /jobs`, and `GET` and `DELETE /jobs/{jobId}`. */
export function jobs (app: TypedInstance): void {
  for (const { path, schema } of collectionRoutes('/jobs', listSchema)) {
    app.get(path, {
      schema,
      preValidation: (request, _reply, done) => { readLists(request.query as Record<string, unknown>, name => isProcessName(worldOf(request), name)); done() }
    }, async (request, reply) => {
      const { query } = request
      const world = worldOf(request)
      const persona = personaOf(world)
      const base = baseAddress(request, app.prefix)
      if (persona !== undefined && offeredFormatOf(request) !== 'html') return respondWithListAs(persona, reply, await listJobsAs(persona, { world, base, url: request.url, query }))
      const page = await finishInSlices(world.jobs.listInSteps(filterOf(query), pageRequestOf(query)))
      return respond(request, reply, 'Jobs', jobList(pageFrom(page, query), request.url, base, presentIn(world)), jobsView({ base, query, processes: processNames(world), total: () => world.jobs.size() }))
    })
  }

  app.get('/jobs/:jobId', { schema: statusSchema }, (request, reply) => {
    const world = worldOf(request)
    const job = world.jobs.get(request.params.jobId)
    if (job === undefined) throw noSuchJob(world, request.params.jobId)
    const now = instantOf(request)
    const base = baseAddress(request, app.prefix)
    return respondWithStatus(request, reply, { job, now, base }, () => jobView({ ...jobViewContext(request, world, job, base), now }), jobScripts)
  })

  app.delete('/jobs/:jobId', { schema: dismissSchema }, (request, reply) => {
    const { jobId } = request.params
    const world = worldOf(request)
    const dismissal = world.settings.cancel === 'delete' ? world.dismiss(jobId) : world.remove(jobId)
    const looked = { ...answerDismissal(world, reply, jobId, dismissal), base: baseAddress(request, app.prefix) }
    const persona = personaOf(world)
    return persona === undefined ? respondWithStatus(request, reply, looked) : respondWithDismissalAs(persona, reply, world, dismissal as AcceptedDismissal, looked)
  })
}

/** What a job page needs beside the job's state. */
export const jobViewContext = (request: FastifyRequest, world: World, job: Job, base: string): Omit<JobViewContext, 'now'> => ({
  job,
  base,
  ...dismissalMannerOf(world),
  process: world.processes.has(job.process) ? `${processUrl(base, job.process)}?f=html` : undefined,
  demonstration: request.server.demonstrationAddress(request)
})

const jobScripts = ['job.js']

/** The names that a job's process can have: processes, and algorithms of Tator. */
const processNames = ({ processes, projects }: World): string[] =>
  [...new Set([...processes.keys(), ...[...projects.values()].flatMap(({ algorithms }) => [...algorithms.keys()])])]

const isProcessName = ({ processes, projects }: World, name: string): boolean =>
  processes.has(name) || [...projects.values()].some(({ algorithms }) => algorithms.has(name))

const listSchema = {
  operationId: 'getJobs',
  tags: ['JobList'],
  summary: 'List jobs, newest first',
  querystring: JobQuery,
  response: { 200: answer('A page of jobs.', ref(JobList)), ...failures(400, 406, 500) }
}

const statusSchema = {
  operationId: 'getStatus',
  tags: ['Status'],
  summary: 'Get the status of a job',
  params: JobParams,
  querystring: CommonQuery,
  response: { 200: answer('The status of a job.', ref(StatusInfo)), ...failures(400, 404, 406, 410, 500) }
}

const dismissSchema = {
  operationId: 'dismiss',
  tags: ['Dismiss'],
  summary: 'cancel a job execution, remove a finished job',
  description: `The dismiss policy of the world decides what stays readable: ${dismissPolicies.join(', ')}.`,
  params: JobParams,
  response: { 200: answer('The status of a job.', ref(StatusInfo)), 202: answer('The job will be dismissed; until then it goes on.', ref(StatusInfo)), ...failures(400, 404, 406, 410, 500) }
}
