import { ref } from '../../schemas/ref.ts'
import { TranscodeSpec, TranscodeStarted } from '../../schemas/tator/launch.ts'
import { defaultPlan } from '../../src/world/plan.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { userOf } from './authenticate.ts'
import { answer, failures, security } from './describe.ts'
import { projectOf, ProjectParams } from './project.ts'
import { submit } from './submit.ts'

/** `POST /rest/Transcode/{project}` (2020-05): one job, whose ids the caller chooses. */
export function transcode (app: TypedInstance): void {
  const schema = {
    operationId: 'Transcode',
    tags: ['Transcode'],
    summary: 'Start the transcode of a file',
    security,
    params: ProjectParams,
    body: ref(TranscodeSpec),
    response: { 201: answer('The job that was started.', ref(TranscodeStarted)), ...failures('2020-05') }
  }
  app.post('/Transcode/:project', { schema, config: { level: 'transfer' } }, async (request, reply) => {
    const user = userOf(request)
    const world = worldOf(request)
    const project = projectOf(world, request.params)
    const { uid, gid } = request.body
    submit(request, () => [{ id: uid, group: gid, process: 'transcode', project: project.id, user: user.id, plan: world.planForAlgorithm({ name: 'transcode', plan: defaultPlan, cases: [] }, request.body), inputs: request.body }])
    reply.code(201)
    return { message: 'Transcode started successfully!', run_uid: uid, group_id: gid }
  })
}
