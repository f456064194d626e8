import { Type } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { JobsQuery, TatorJob } from '../../schemas/tator/job.ts'
import { Message } from '../../schemas/tator/message.ts'
import { filterInSlices, finishInSlices } from '../../src/world/slices.ts'
import { longList, jsonList } from '../http/json-list.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import type { World } from '../../src/world/world.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { answer, failures, security } from './describe.ts'
import { deletionLevel, type UidDialect } from './levels.ts'
import { mediaOf, presentIn, visible } from './present.ts'
import { noSuchGroup, TatorProblem, unknownGroupInList } from './problems.ts'
import { projectOf, ProjectParams } from './project.ts'

/** `GET` and `DELETE /rest/Jobs/{project}` (since 2020-09). */
export function jobsOfProject (app: TypedInstance, dialect: UidDialect): void {
  app.get('/Jobs/:project', { schema: listSchema, config: { level: 'view' } }, async (request, reply) => {
    const world = worldOf(request)
    const project = projectOf(world, request.params)
    const media = mediaIdsOf(request.query)
    if (isUnknownGroup(world, project.id, request.query)) throw unknownGroupInList(String(request.query.gid))
    const { jobs, at } = await finishInSlices(world.jobs.listInSteps({ ...whichOf(project.id, request.query), status: visible }, { limit: Infinity }))
    const jobsWithMedia = media === undefined ? jobs : await filterInSlices(jobs, job => mediaOf(job).some(id => media.includes(id)))
    const present = presentIn(world)
    // A short list is sent like any other answer: faults can dribble it, and the journal stores it.
    if (jobsWithMedia.length <= longList) return jobsWithMedia.map(job => present(job, at))
    return jsonList(reply, { items: jobsWithMedia, present: job => present(job, at) })
  })

  app.delete('/Jobs/:project', { schema: deleteSchema, config: { level: deletionLevel[dialect] } }, async request => {
    const world = worldOf(request)
    const project = projectOf(world, request.params)
    if (isUnknownGroup(world, project.id, request.query)) throw noSuchGroup(String(request.query.gid))
    const dismissals = world.dismissAll(whichOf(project.id, request.query), visible).filter(({ outcome }) => outcome !== 'refused')
    return { message: `Deleted ${dismissals.length} jobs for project ${project.id}!` }
  })
}

/** @throws TatorProblem `bad-request` */
function mediaIdsOf ({ media_id: ids }: JobsQuery): number[] | undefined {
  if (ids === undefined) return undefined
  if (!/^\d+(,\d+)*$/.test(ids)) throw new TatorProblem('bad-request', `media_id came as ${JSON.stringify(ids)}; expected integers with commas between them.`)
  return ids.split(',').map(Number)
}

/** September 2020 refused a group that was never launched in the project; in 1.5 it has no jobs. */
const isUnknownGroup = ({ jobs, settings }: World, project: number, { gid }: JobsQuery): boolean =>
  settings.tator === '2020-09' && gid !== undefined && !jobs.knowsGroup(gid, project)

const whichOf = (project: number, { gid }: JobsQuery) => ({ project, ...definedOnly({ group: gid }) })

const listSchema = {
  operationId: 'GetJobList',
  tags: ['Job'],
  summary: 'List the jobs of a project, newest first',
  security,
  params: ProjectParams,
  querystring: JobsQuery,
  response: { 200: answer('The jobs.', Type.Array(ref(TatorJob))), ...failures('1.5') }
}

const deleteSchema = {
  operationId: 'DeleteJobList',
  tags: ['Job'],
  summary: 'Cancel or remove the jobs of a project, or of one of its groups',
  security,
  params: ProjectParams,
  querystring: JobsQuery,
  response: { 200: answer('How many were deleted.', ref(Message)), ...failures('1.5') }
}
