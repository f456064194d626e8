import { ref } from '../../schemas/ref.ts'
import { JobSpec, JobsStarted } from '../../schemas/tator/job.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { userOf } from './authenticate.ts'
import { answer, failures, security } from './describe.ts'
import { draftsOf } from './launch.ts'
import { presentIn } from './present.ts'
import { TatorProblem } from './problems.ts'
import { algorithmOf, knownAlgorithms, projectOf, ProjectParams } from './project.ts'
import { submit } from './submit.ts'

/** `POST /rest/Jobs/{project}` (1.5): a job for each batch of media. */
export function jobLaunch (app: TypedInstance): void {
  app.post('/Jobs/:project', { schema, config: { level: 'execute' } }, async (request, reply) => {
    const user = userOf(request)
    const world = worldOf(request)
    const project = projectOf(world, request.params)
    const { algorithm_name: name, media_ids: media, extra_params: parameters } = request.body
    const algorithm = algorithmOf(project, name)
    if (algorithm === undefined) throw new TatorProblem('not-found', knownAlgorithms(project, name))
    const group = world.newId()
    const jobs = submit(request, () => draftsOf(world, project, algorithm, media, user, group, parameters && { extra_params: parameters }))
    const now = world.clock.now()
    reply.code(201)
    return {
      message: `Algorithm ${name} started successfully!`,
      id: jobs.map(({ id }) => id),
      object: jobs.map(job => presentIn(world)(job, now))
    }
  })
}

const schema = {
  operationId: 'CreateJobList',
  tags: ['Job'],
  summary: 'Start an algorithm on media of a project',
  security,
  params: ProjectParams,
  body: ref(JobSpec),
  response: { 201: answer('The jobs that were started.', ref(JobsStarted)), ...failures('1.5') }
}
