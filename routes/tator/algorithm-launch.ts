import { type TSchema, Type } from '@sinclair/typebox'
import { ref } from '../../schemas/ref.ts'
import { AlgorithmLaunch, AlgorithmLaunched, AlgorithmLaunchSpec } from '../../schemas/tator/launch.ts'
import type { TatorDialect } from '../../src/world/settings.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { userOf } from './authenticate.ts'
import { answer, failures, security } from './describe.ts'
import { draftsOf } from './launch.ts'
import { type ProblemCode, TatorProblem } from './problems.ts'
import { algorithmOf, knownAlgorithms, projectOf, ProjectParams } from './project.ts'
import { submit } from './submit.ts'

/** The dialects with a resource of its own for launching algorithms. */
export type LaunchDialect = Exclude<TatorDialect, '1.5'>

interface Wording {
  readonly schema: TSchema
  readonly word: (message: string, ids: string[], group: string) => AlgorithmLaunched | AlgorithmLaunch
  /** The error for an unknown algorithm. The server of May 2020 caught its own 404 and answered 400 with an empty message. */
  readonly unknown: ProblemCode
}

const wordings: Readonly<Record<LaunchDialect, Wording>> = {
  '2020-05': { schema: ref(AlgorithmLaunched), word: (message, ids, group) => ({ message, run_uids: ids, group_id: group }), unknown: 'bad-request' },
  '2020-09': { schema: ref(AlgorithmLaunch), word: (message, ids, group) => ({ message, uid: ids, gid: group }), unknown: 'not-found' }
}

/** `POST /rest/AlgorithmLaunch/{project}` (before 1.0): a job for each batch of media. */
export function algorithmLaunch (app: TypedInstance, dialect: LaunchDialect): void {
  const { schema: launched, word, unknown } = wordings[dialect]
  const schema = {
    operationId: 'AlgorithmLaunch',
    tags: ['Algorithm'],
    summary: 'Start an algorithm on media of a project',
    security,
    params: ProjectParams,
    body: ref(AlgorithmLaunchSpec),
    response: { 201: answer('The jobs that were started.', Type.Unsafe<AlgorithmLaunched | AlgorithmLaunch>(launched)), ...failures(dialect) }
  }
  app.post('/AlgorithmLaunch/:project', { schema, config: { level: 'execute' } }, async (request, reply) => {
    const user = userOf(request)
    const world = worldOf(request)
    const project = projectOf(world, request.params)
    const { algorithm_name: name, media_query: query, media_ids: ids, extra_params: parameters } = request.body
    const algorithm = algorithmOf(project, name)
    if (algorithm === undefined) throw new TatorProblem(unknown, '', knownAlgorithms(project, name))
    const media = query === undefined && ids !== undefined ? ids : project.media
    const group = world.newId()
    const jobs = submit(request, () => draftsOf(world, project, algorithm, media, user, group, parameters && { extra_params: parameters }))
    reply.code(201)
    return word(`Algorithm ${name} started successfully!`, jobs.map(({ id }) => id), group)
  })
}
