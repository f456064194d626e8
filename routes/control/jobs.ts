import { Type } from '@sinclair/typebox'
import { Done } from '../../schemas/control/done.ts'
import { JobAddition, JobDetails, JobDetailsList, JobDetailsQuery, JobFailure, JobFinish } from '../../schemas/control/jobs.ts'
import { JobMove, Scenario, ScenarioState } from '../../schemas/control/lifecycle.ts'
import { release } from '../../src/jobs/amendments.ts'
import { type Job, type JobStatus, jobStatuses } from '../../src/jobs/job.ts'
import { forEachInSteps } from '../../src/jobs/steps.ts'
import type { JobPage, PageRequest } from '../../src/jobs/store.ts'
import { addJob } from '../../src/world/add-job.ts'
import { expectJob, failJob, finishJob, holdJob, moveJob, releaseJob } from '../../src/world/amend-job.ts'
import { toJobDetails } from '../../src/world/job-details.ts'
import { finishInSlices } from '../../src/world/slices.ts'
import type { World } from '../../src/world/world.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { worldOf } from '../http/exchange.ts'
import { jsonList } from '../http/json-list.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { bodyOrNone } from './describe.ts'
import { toScenario } from './present.ts'
import { ControlProblem } from './problems.ts'

const params = Type.Object({ id: Type.String({ description: 'the id of a job' }) })
const tags = ['Control']

/** `/__admin/jobs`: reads, holds, releases and moves jobs; each is also a scenario of WireMock. */
export function jobs (app: TypedInstance): void {
  app.get('/jobs', { schema: { operationId: 'getJobDetails', tags, summary: 'List jobs with all details: all of them, oldest first, or a page, newest first', querystring: JobDetailsQuery, response: { 200: { description: 'The jobs.', ...JobDetailsList } } } }, async (request, reply) => {
    const { jobs, clock } = worldOf(request)
    const total = jobs.size()
    const { limit, before, after } = request.query
    if (limit === undefined && before === undefined && after === undefined) {
      const now = clock.now()
      return jsonList(reply, { items: jobs.all(), present: job => toJobDetails(job, now), before: '{"jobs":[', after: `],"meta":{"total":${total}}}` })
    }
    const page = jobs.list({}, pageRequestOf(request.query))
    return { jobs: page.jobs.map(job => toJobDetails(job, page.at)), meta: { total, ...pagePlaces(page) } }
  })
  app.post('/jobs', { schema: { operationId: 'addJob', tags, summary: 'Add a job, in a status or with a plan', body: JobAddition, response: { 201: { description: 'The job.', ...JobDetails } } } }, (request, reply) => {
    const details = present(addJob(worldOf(request), request.body), worldOf(request))
    reply.code(201)
    return details
  })
  app.get('/jobs/:id', { schema: { operationId: 'getJob', tags, summary: 'Get a job with all details', params, response: ofJob } }, request => present(expectJob(worldOf(request), request.params.id), worldOf(request)))
  changes(app)
  scenarios(app)
}

const ofJob = { 200: { description: 'The job.', ...JobDetails } }

const present = (job: Job, { clock }: World): JobDetails => toJobDetails(job, clock.now())

function changes (app: TypedInstance): void {
  const schema = (operationId: string, summary: string) => ({ operationId, tags, summary, params, response: ofJob })
  app.post('/jobs/:id/transition', { schema: { ...schema('moveJob', 'Move a job to its next status, or to a later one'), body: JobMove }, preValidation: bodyOrNone }, request =>
    present(moveJob(worldOf(request), request.params.id, request.body.status), worldOf(request)))
  app.post('/jobs/:id/finish', { schema: { ...schema('finishJob', 'Finish a job, with given results or those of its process'), body: JobFinish }, preValidation: bodyOrNone }, request =>
    present(finishJob(worldOf(request), request.params.id, request.body.results), worldOf(request)))
  app.post('/jobs/:id/fail', { schema: { ...schema('failJob', 'Fail a job'), body: JobFailure }, preValidation: bodyOrNone }, request =>
    present(failJob(worldOf(request), request.params.id, request.body.reason), worldOf(request)))
  for (const [verb, amend, summary] of [['hold', holdJob, 'Hold a job'], ['release', releaseJob, 'Release a held job']] as const) {
    app.post(`/jobs/:id/${verb}`, { schema: schema(`${verb}Job`, summary) }, request => present(amend(worldOf(request), request.params.id), worldOf(request)))
  }
}

const usualLimit = 100

type Place = { readonly [name in keyof JobDetailsQuery]: JobDetailsQuery[name] | undefined }

export const pageRequestOf = ({ limit = usualLimit, before, after }: Place): PageRequest => ({ limit, ...definedOnly({ olderThan: before, newerThan: after }) })

/** The query of the neighbouring pages; empty for a page without jobs. */
export const pagePlaces = ({ jobs, hasOlder, hasNewer }: JobPage): { before?: number, after?: number } => ({
  ...(hasOlder && jobs.length > 0 && { before: jobs.at(-1)!.ordinal }),
  ...(hasNewer && jobs.length > 0 && { after: jobs[0]!.ordinal })
})

function scenarios (app: TypedInstance): void {
  app.get('/scenarios', { schema: { operationId: 'getScenarios', tags, summary: 'Each job as a scenario of WireMock', response: { 200: { description: 'The jobs.', ...Type.Object({ scenarios: Type.Array(Scenario) }) } } } }, async (request, reply) => {
    const { jobs, clock } = worldOf(request)
    const now = clock.now()
    return jsonList(reply, { items: jobs.all(), present: job => toScenario(job, now), before: '{"scenarios":[', after: ']}' })
  })
  app.put('/scenarios/:id/state', { schema: { operationId: 'setScenarioState', tags, summary: 'Move a job to a status; without a body: release it if it is held', params, body: ScenarioState, response: { 200: Done } }, preValidation: bodyOrNone }, request => {
    const { id } = request.params
    const { state } = request.body
    if (state !== undefined && !jobStatuses.includes(state as JobStatus)) throw new ControlProblem(422, `Scenario ${id}: state ${JSON.stringify(state)} came; expected one of ${jobStatuses.join(', ')}.`)
    expectJob(worldOf(request), id)
    if (state === undefined) worldOf(request).jobs.amend(id, release)
    else moveJob(worldOf(request), id, state as JobStatus)
    return {}
  })
  app.post('/scenarios/reset', { schema: { operationId: 'resetScenarios', tags, summary: 'Release every job that is held', response: { 200: Done } } }, async request => {
    const { jobs } = worldOf(request)
    // The jobs at this moment, in slices: a store of a million must not block other requests.
    await finishInSlices(forEachInSteps(jobs.all(), ({ id, plan }) => { if (plan.held !== undefined) jobs.amend(id, release) }))
    return {}
  })
}

export const noSuchJob = (id: string): ControlProblem => new ControlProblem(404, `There is no job "${id}".`)
