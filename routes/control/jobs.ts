import { Type } from '@sinclair/typebox'
import { JobDetailsQuery, JobDetailsList } from '../../schemas/control/jobs.ts'
import { JobMove, Scenario, ScenarioState } from '../../schemas/control/lifecycle.ts'
import { release } from '../../src/jobs/amendments.ts'
import { type Job, type JobStatus, jobStatuses } from '../../src/jobs/job.ts'
import { forEachInSteps } from '../../src/jobs/steps.ts'
import type { JobPage, PageRequest } from '../../src/jobs/store.ts'
import { holdJob, moveJob, releaseJob } from '../../src/world/amend-job.ts'
import { finishInSlices } from '../../src/world/slices.ts'
import type { World } from '../../src/world/world.ts'
import { definedOnly } from '../http/defined-only.ts'
import { worldOf } from '../http/exchange.ts'
import { jsonList } from '../http/json-list.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { bodyOrNone } from './describe.ts'
import { toScenario, toJobDetails } from './present.ts'
import { ControlProblem } from './problems.ts'

const params = Type.Object({ id: Type.String({ description: 'the id of a job' }) })
const tags = ['Control']

/** `/__admin/jobs`: jobs as they are, held, released and moved; and each as a scenario of WireMock. */
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
  app.post('/jobs/:id/transition', { schema: { operationId: 'moveJob', tags, summary: 'Move a job to its next status, or to a later one', params, body: JobMove }, preValidation: bodyOrNone }, request => {
    const { status } = request.body
    return changeJob(request.params.id, worldOf(request), world => moveOrDismiss(world, request.params.id, status))
  })
  for (const [verb, amend, summary] of [['hold', holdJob, 'Keep a job where it is'], ['release', releaseJob, 'Let a held job go on']] as const) {
    app.post(`/jobs/:id/${verb}`, { schema: { operationId: `${verb}Job`, tags, summary, params } }, request =>
      changeJob(request.params.id, worldOf(request), world => amend(world, request.params.id)))
  }
  scenarios(app)
}

const usualLimit = 100

type Place = { readonly [name in keyof JobDetailsQuery]: JobDetailsQuery[name] | undefined }

export const pageRequestOf = ({ limit = usualLimit, before, after }: Place): PageRequest => ({ limit, ...definedOnly({ olderThan: before, newerThan: after }) })

/** What to ask for next, in either direction; nothing beside a page without jobs. */
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
  app.put('/scenarios/:id/state', { schema: { operationId: 'setScenarioState', tags, summary: 'Move a job to a status; without a body: release it if it is held', params, body: ScenarioState }, preValidation: bodyOrNone }, request => {
    const { id } = request.params
    const { state } = request.body
    if (state !== undefined && !jobStatuses.includes(state as JobStatus)) throw new ControlProblem(422, `Scenario ${id}: state ${JSON.stringify(state)} came; expected one of ${jobStatuses.join(', ')}.`)
    changeJob(id, worldOf(request), world => state === undefined ? world.jobs.amend(id, release) : moveOrDismiss(world, id, state as JobStatus))
    return {}
  })
  app.post('/scenarios/reset', { schema: { operationId: 'resetScenarios', tags, summary: 'Release every job that is held' } }, async request => {
    const { jobs } = worldOf(request)
    // The jobs that were there when this began, one by one: a store of a million is not stopped for it.
    await finishInSlices(forEachInSteps(jobs.all(), ({ id, plan }) => { if (plan.held !== undefined) jobs.amend(id, release) }))
    return {}
  })
}

export const noSuchJob = (id: string): ControlProblem => new ControlProblem(404, `There is no job "${id}".`)

/** To `dismissed` as a client's dismissal would. */
export const moveOrDismiss = (world: World, id: string, status: JobStatus | undefined): unknown =>
  status === 'dismissed' ? world.dismiss(id) : moveJob(world, id, status)

/** @returns the job afterwards; a dismissal may have left nothing of it */
export function changeJob (id: string, world: World, change: (world: World) => unknown): object {
  const before: Job | undefined = world.jobs.get(id)
  if (before === undefined) throw noSuchJob(id)
  change(world)
  return toJobDetails(world.jobs.get(id) ?? { ...before, dismissed: world.clock.now() }, world.clock.now())
}
