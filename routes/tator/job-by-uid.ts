import { Type } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { TatorJob } from '../../schemas/tator/job.ts'
import { Message } from '../../schemas/tator/message.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { authorise, userOf } from './authenticate.ts'
import { answer, failures, security } from './describe.ts'
import { findJob } from './find-job.ts'
import { deletionLevel, type UidDialect } from './levels.ts'
import { phases, presentIn, visible } from './present.ts'
import { TatorProblem } from './problems.ts'

const JobParams = Type.Object({ uid: Type.String({ description: 'A uuid1 string identifying a single job.' }) })

/** `GET` and `DELETE /rest/Job/{uid}` (since 2020-09): ended jobs exist until they are deleted. */
export function jobByUid (app: TypedInstance, dialect: UidDialect): void {
  app.get('/Job/:uid', { schema: getSchema }, async request => {
    const world = worldOf(request)
    const job = findJob(world, request.params.uid, visible)
    authorise(userOf(request), job.project, 'view')
    return presentIn(world)(job, world.clock.now())
  })

  app.delete('/Job/:uid', { schema: deleteSchema }, async request => {
    const { uid } = request.params
    const world = worldOf(request)
    authorise(userOf(request), findJob(world, uid, visible).project, deletionLevel[dialect])
    const dismissal = world.dismiss(uid, visible)
    if (dismissal.outcome === 'refused') throw new TatorProblem('bad-request', `Job with UID ${uid} is ${phases[dismissal.previousStatus as keyof typeof phases]}; only one that has not stopped can be deleted.`)
    return { message: `Job with UID ${uid} deleted!` }
  })
}

const getSchema = {
  operationId: 'GetJob',
  tags: ['Job'],
  summary: 'Get the status of a job',
  security,
  params: JobParams,
  response: { 200: answer('The job.', ref(TatorJob)), ...failures('1.5') }
}

const deleteSchema = {
  operationId: 'DeleteJob',
  tags: ['Job'],
  summary: 'Cancel a job, or remove a finished one',
  security,
  params: JobParams,
  response: { 200: answer('What was deleted.', ref(Message)), ...failures('1.5') }
}
