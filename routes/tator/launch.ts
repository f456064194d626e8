import type { Draft } from '../../src/jobs/job.ts'
import type { Algorithm, Project, User } from '../../src/world/seed-content.ts'
import type { World } from '../../src/world/world.ts'
import { TatorProblem } from './problems.ts'

/** Keeps one request from filling the store. */
const mostJobsPerLaunch = 10_000

/** The jobs of a launch: batches of media in order, as large as the algorithm allows, the last one shorter; all in one group. */
export function draftsOf (world: World, project: Project, algorithm: Algorithm, media: readonly number[], user: User, group: string, more?: Record<string, unknown>): Draft[] {
  const { name, filesPerJob } = algorithm
  const count = Math.ceil(media.length / filesPerJob)
  if (count > mostJobsPerLaunch) {
    throw new TatorProblem('bad-request', `One launch may start ${mostJobsPerLaunch} jobs; ${media.length} media with ${filesPerJob} a job make ${count}.`)
  }
  const inputsOf = (index: number) => ({ media_ids: media.slice(index * filesPerJob, (index + 1) * filesPerJob) })
  return Array.from({ length: count }, (_, index) => {
    // No spread without additional inputs: it would reserve memory in each of a million jobs.
    const inputs = more === undefined ? inputsOf(index) : { ...inputsOf(index), ...more }
    return { id: world.newId(), group, process: name, project: project.id, user: user.id, plan: world.planForAlgorithm(algorithm, inputs), inputs }
  })
}
