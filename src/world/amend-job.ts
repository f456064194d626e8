import { type Amendment, failWith, finishWith, hold, moveTo, release, takeStep } from '../jobs/amendments.ts'
import { endSentence } from '../inputs/schema-sentence.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { JobError, jobErrors } from '../jobs/errors.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { Job, JobStatus, Plan } from '../jobs/job.ts'
import { statusAt } from '../jobs/timeline.ts'
import { resultProblems } from '../results/check-results.ts'
import type { World } from './world.ts'

type JobsOfWorld = Pick<World, 'jobs' | 'clock'>
type FinishingWorld = Pick<World, 'jobs' | 'clock' | 'processes' | 'validatorsOf' | 'findFile'>
type DismissingWorld = Pick<World, 'jobs' | 'clock' | 'dismiss'>

/** Holds a job where it is. @throws JobError `no-such-job`, `job-unmoved` */
export const holdJob = (world: JobsOfWorld, id: string): Job => amendJob(world, id, hold, 'be held')

/** Releases a held job. @throws JobError `no-such-job`, `job-unmoved` */
export const releaseJob = (world: JobsOfWorld, id: string): Job => amendJob(world, id, release, 'be released')

/** Moves a job to a later status, or to the next; `dismissed` dismisses it like a client. @throws JobError `no-such-job`, `job-unmoved` */
export function moveJob (world: DismissingWorld, id: string, status?: JobStatus): Job {
  if (status === 'dismissed') return dismissJob(world, id)
  return status === undefined ? amendJob(world, id, takeStep, 'take a next step') : amendJob(world, id, moveTo(status), `become ${status}`)
}

/** Dismisses a job by the policy of the world. @returns the job afterwards, even if the dismissal removed it. @throws JobError `no-such-job`, `job-unmoved` */
export function dismissJob (world: DismissingWorld, id: string): Job {
  const job = expectJob(world, id)
  const dismissal = world.dismiss(id)
  if (dismissal.outcome === 'refused' && dismissal.previousStatus !== 'dismissed') throw new JobError('job-unmoved', jobErrors['job-unmoved'](id, dismissal.previousStatus, 'be dismissed'))
  return world.jobs.get(id) ?? { ...job, dismissed: world.clock.now() }
}

/** @throws JobError `no-such-job` */
export function expectJob ({ jobs }: Pick<World, 'jobs'>, id: string): Job {
  const job = jobs.get(id)
  if (job === undefined) throw new JobError('no-such-job', jobErrors['no-such-job'](id))
  return job
}

/**
 * Ends a job successfully.
 * @param results its results; made by its process if absent.
 * @throws InvalidArgument for results that its process does not have; JobError `no-such-job`, `job-unmoved`
 */
export function finishJob (world: FinishingWorld, id: string, results?: Plan['results']): Job {
  if (results !== undefined) expectResults(world, expectJob(world, id), results)
  return amendJob(world, id, finishWith(results), 'become successful')
}

function expectResults ({ processes, validatorsOf, findFile }: FinishingWorld, { id, process: name }: Job, results: NonNullable<Plan['results']>): void {
  const process = processes.get(name)
  if (process === undefined) throw new InvalidArgument(`/results: ${excerpt(results)} came; expected none, since the job "${id}" is of ${name}, and only the processes of OGC have results.`)
  const problems = resultProblems(process, results, { validators: validatorsOf(process), findFile })
  if (problems.length > 0) throw new InvalidArgument(problems.map(endSentence).join('\n'))
}

/** Fails a job. @param reason why, for people; as in its plan if absent. @throws JobError `no-such-job`, `job-unmoved` */
export const failJob = (world: JobsOfWorld, id: string, reason?: string): Job => amendJob(world, id, failWith(reason), 'become failed')

function amendJob ({ jobs, clock }: JobsOfWorld, id: string, amendment: Amendment, action: string): Job {
  const amended = jobs.amend(id, amendment)
  if (amended !== undefined) return amended
  const job = expectJob({ jobs }, id)
  const state = `${statusAt(job, clock.now())}${job.plan.stuck === true ? ' and stuck' : ''}`
  throw new JobError('job-unmoved', jobErrors['job-unmoved'](id, state, action))
}
