import { type TSchema, Type } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { Transcode, TranscodeSpec, TranscodeStarted } from '../../schemas/tator/launch.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { defaultPlan } from '../../src/world/plan.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import type { LaunchDialect } from './algorithm-launch.ts'
import { userOf } from './authenticate.ts'
import { answer, failures, security } from './describe.ts'
import { projectOf, ProjectParams } from './project.ts'
import { submit } from './submit.ts'

interface Wording {
  readonly schema: TSchema
  readonly word: (spec: TranscodeSpec, project: number) => TranscodeStarted | Transcode
}

const wordings: Readonly<Record<LaunchDialect, Wording>> = {
  '2020-05': { schema: ref(TranscodeStarted), word: ({ uid, gid }) => ({ message: 'Transcode started successfully!', run_uid: uid, group_id: gid }) },
  '2020-09': {
    schema: ref(Transcode),
    word: ({ uid, gid, name, media_id: media }, project) =>
      ({ message: `Transcode job ${uid} started for file ${name} on project ${project}`, uid, gid, ...definedOnly({ media_id: media ?? undefined }) })
  }
}

/** `POST /rest/Transcode/{project}` (before 1.0): one job, with ids chosen by the caller. */
export function transcode (app: TypedInstance, dialect: LaunchDialect): void {
  const { schema: started, word } = wordings[dialect]
  const schema = {
    operationId: 'Transcode',
    tags: ['Transcode'],
    summary: 'Start the transcode of a file',
    security,
    params: ProjectParams,
    body: ref(TranscodeSpec),
    response: { 201: answer('The job that was started.', Type.Unsafe<TranscodeStarted | Transcode>(started)), ...failures(dialect) }
  }
  app.post('/Transcode/:project', { schema, config: { level: 'transfer' } }, async (request, reply) => {
    const user = userOf(request)
    const world = worldOf(request)
    const project = projectOf(world, request.params)
    const { uid, gid } = request.body
    submit(request, () => [{ id: uid, group: gid, process: 'transcode', project: project.id, user: user.id, plan: world.planForAlgorithm({ name: 'transcode', plan: defaultPlan, cases: [] }, request.body), inputs: request.body }])
    reply.code(201)
    return word(request.body, project.id)
  })
}
