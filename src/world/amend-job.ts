import { type Amendment, hold, moveTo, release, takeStep } from '../jobs/amendments.ts'
import { JobError, jobErrors } from '../jobs/errors.ts'
import type { Job, JobStatus } from '../jobs/job.ts'
import { statusAt } from '../jobs/timeline.ts'
import type { World } from './world.ts'

type JobsOfWorld = Pick<World, 'jobs' | 'clock'>

/** Keeps a job where it is. @throws JobError `no-such-job`, `job-unmoved` */
export const holdJob = (world: JobsOfWorld, id: string): Job => amendJob(world, id, hold, 'be held')

/** Lets a held job go on. @throws JobError `no-such-job`, `job-unmoved` */
export const releaseJob = (world: JobsOfWorld, id: string): Job => amendJob(world, id, release, 'be released')

/** Moves a job to a status that lies ahead of it, or one step on. @throws JobError `no-such-job`, `job-unmoved` */
export const moveJob = (world: JobsOfWorld, id: string, status?: JobStatus): Job =>
  status === undefined ? amendJob(world, id, takeStep, 'take a next step') : amendJob(world, id, moveTo(status), `become ${status}`)

function amendJob ({ jobs, clock }: JobsOfWorld, id: string, amendment: Amendment, what: string): Job {
  const amended = jobs.amend(id, amendment)
  if (amended !== undefined) return amended
  const job = jobs.get(id)
  if (job === undefined) throw new JobError('no-such-job', jobErrors['no-such-job'](id))
  const where = `${statusAt(job, clock.now())}${job.plan.stuck === true ? ' and stuck' : ''}`
  throw new JobError('job-unmoved', jobErrors['job-unmoved'](id, where, what))
}
