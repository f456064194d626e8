import type { Job, JobStatus } from '../../src/jobs/job.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import type { World } from '../../src/world/world.ts'
import { noSuchJob } from './problems.ts'

/** The job with that id and one of these statuses. In another status it is unknown, before any check of permissions. @throws TatorProblem `no-such-job` */
export function findJob ({ jobs, clock }: World, id: string, statuses: readonly JobStatus[]): Job {
  const job = jobs.get(id)
  if (job === undefined || !statuses.includes(statusAt(job, clock.now()))) throw noSuchJob(id)
  return job
}
