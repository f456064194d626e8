import { Type } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { Message } from '../../schemas/tator/message.ts'
import { unfinishedStatuses } from '../../src/jobs/job.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { authorise, userOf } from './authenticate.ts'
import { answer, failures, security } from './describe.ts'
import { findJob } from './find-job.ts'
import { noSuchGroup } from './problems.ts'

const JobParams = Type.Object({ run_uid: Type.String({ description: 'A uuid1 string identifying to single Job.' }) })
const GroupParams = Type.Object({ group_id: Type.String({ description: 'A uuid1 string identifying a group of jobs.' }) })

/**
 * `DELETE /rest/Job/{run_uid}` and `DELETE /rest/JobGroup/{group_id}` (2020-05). A user with the permission to transfer
 * media may cancel every job of the project. An ended job is unknown; a group is known while one of its jobs has not
 * ended.
 */
export function jobByRunUid (app: TypedInstance): void {
  app.delete('/Job/:run_uid', { schema: jobSchema }, async (request, reply) => {
    const { run_uid: uid } = request.params
    const world = worldOf(request)
    const { tatorDeleteStatus } = world.settings
    authorise(userOf(request), findJob(world, uid, unfinishedStatuses).project, 'transfer')
    world.dismiss(uid, unfinishedStatuses)
    reply.code(tatorDeleteStatus)
    return tatorDeleteStatus === 204 ? undefined : { message: `Job with run UID ${uid} deleted!` }
  })

  app.delete('/JobGroup/:group_id', { schema: groupSchema }, async (request, reply) => {
    const { group_id: group } = request.params
    const world = worldOf(request)
    const { tatorDeleteStatus } = world.settings
    const { jobs } = world.jobs.list({ group, status: unfinishedStatuses }, { limit: Infinity })
    if (jobs.length === 0) throw noSuchGroup(group)
    // Callers of Transcode choose the group, so its jobs may belong to several projects.
    for (const project of new Set(jobs.map(job => job.project))) authorise(userOf(request), project, 'transfer')
    world.dismissAll({ group }, unfinishedStatuses)
    reply.code(tatorDeleteStatus)
    return tatorDeleteStatus === 204 ? undefined : { message: `Jobs with group ID ${group} deleted!` }
  })
}

const deleted = { 200: answer('What was deleted.', ref(Message)), 204: Type.Null({ description: 'Deleted, without a message: only where the double is set to it.' }) }

const jobSchema = {
  operationId: 'DeleteJob',
  tags: ['Job'],
  description: 'Cancels one job that was launched as an algorithm or a transcode, by the `run_uid` that the launch returned.',
  security,
  params: JobParams,
  response: { ...deleted, ...failures('2020-05') }
}

const groupSchema = {
  operationId: 'DeleteJobGroup',
  tags: ['Job'],
  description: 'Cancels all jobs that were launched together, by the `group_id` that the launch returned.',
  security,
  params: GroupParams,
  response: { ...deleted, ...failures('2020-05') }
}
