import { ref } from '../../schemas/ref.ts'
import { AlgorithmLaunched, AlgorithmLaunchSpec } from '../../schemas/tator/launch.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { userOf } from './authenticate.ts'
import { answer, failures, security } from './describe.ts'
import { draftsOf } from './launch.ts'
import { TatorProblem } from './problems.ts'
import { algorithmOf, knownAlgorithms, projectOf, ProjectParams } from './project.ts'
import { submit } from './submit.ts'

/** `POST /rest/AlgorithmLaunch/{project}` (2020-05): a job for each batch of media. */
export function algorithmLaunch (app: TypedInstance): void {
  const schema = {
    operationId: 'AlgorithmLaunch',
    tags: ['Algorithm'],
    summary: 'Start an algorithm on media of a project',
    security,
    params: ProjectParams,
    body: ref(AlgorithmLaunchSpec),
    response: { 201: answer('The jobs that were started.', ref(AlgorithmLaunched)), ...failures('2020-05') }
  }
  app.post('/AlgorithmLaunch/:project', { schema, config: { level: 'execute' } }, async (request, reply) => {
    const user = userOf(request)
    const world = worldOf(request)
    const project = projectOf(world, request.params)
    const { algorithm_name: name, media_query: query, media_ids: ids } = request.body
    const algorithm = algorithmOf(project, name)
    // The server of May 2020 caught its own 404 here and answered 400 with an empty message.
    if (algorithm === undefined) throw new TatorProblem('bad-request', '', knownAlgorithms(project, name))
    const media = query === undefined && ids !== undefined ? ids : project.media
    const group = world.newId()
    const jobs = submit(request, () => draftsOf(world, project, algorithm, media, user, group))
    reply.code(201)
    return { message: `Algorithm ${name} started successfully!`, run_uids: jobs.map(({ id }) => id), group_id: group }
  })
}
