import type { Static } from '@sinclair/typebox'
import { Text } from '../../../schemas/control/arguments.ts'
import { JobAddition, type JobDetails, JobFailure, JobFinish, JobSelection } from '../../../schemas/control/jobs.ts'
import { JobMove } from '../../../schemas/control/lifecycle.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import { definedOnly } from '../../jobs/defined-only.ts'
import { matchesFilter } from '../../jobs/filter.ts'
import type { Job } from '../../jobs/job.ts'
import { addJob } from '../add-job.ts'
import { dismissJob, failJob, finishJob, holdJob, moveJob, releaseJob } from '../amend-job.ts'
import { toJobDetails } from '../job-details.ts'
import type { World } from '../world.ts'

/**
 * The jobs of a world, for tests. Each change resolves with the job afterwards.
 * @throws InvalidArgument (a RangeError) for an unknown or invalid job, JobError for an impossible change
 */
export interface JobsHandle {
  /**
   * Adds a job: `{ process: 'echo' }` follows its plan, `{ process: 'echo', status: 'running', progress: 40 }` stays
   * there until it is changed. All other members are as in a seed file.
   */
  add (job: JobAddition): Promise<JobDetails>
  /** The job as it stands now; undefined if it does not exist. */
  get (id: string): JobDetails | undefined
  /** All jobs, oldest first, or those of a status, process, project or group. */
  list (selection?: JobSelection): readonly JobDetails[]
  size (): number
  /** Ends a job successfully. @param ending.results values by output; made by its process if absent */
  finish (id: string, ending?: JobFinish): Promise<JobDetails>
  /** Fails a job. @param failure.reason why, for people */
  fail (id: string, failure?: JobFailure): Promise<JobDetails>
  /** Holds a job where it is, whatever the clock says. */
  hold (id: string): Promise<JobDetails>
  /** Releases a held job. */
  release (id: string): Promise<JobDetails>
  /** Moves a job to a later status; to the next one if absent. */
  move (id: string, status?: NonNullable<JobMove['status']>): Promise<JobDetails>
  /** Dismisses a job like a client, by the policy of the world. */
  dismiss (id: string): Promise<JobDetails>
}

/** @param open returns the world; throws once the double is closed */
export function createJobsHandle (open: () => World): JobsHandle {
  const change = async (call: string, id: string, amend: (world: World) => Job): Promise<JobDetails> => {
    expectArgument(`jobs.${call}`, Text, id)
    const world = open()
    return toJobDetails(amend(world), world.clock.now())
  }
  return {
    async add (job) {
      expectArgument('jobs.add', JobAddition, job)
      const world = open()
      return toJobDetails(addJob(world, job), world.clock.now())
    },
    get (id) {
      expectArgument('jobs.get', Text, id)
      const { jobs, clock } = open()
      const job = jobs.get(id)
      return job && toJobDetails(job, clock.now())
    },
    list: selection => listJobs(open(), selection),
    size: () => open().jobs.size(),
    finish: (id, ending = {}) => change('finish', id, world => finishJob(world, id, expectChange('jobs.finish', JobFinish, ending).results)),
    fail: (id, failure = {}) => change('fail', id, world => failJob(world, id, expectChange('jobs.fail', JobFailure, failure).reason)),
    hold: id => change('hold', id, world => holdJob(world, id)),
    release: id => change('release', id, world => releaseJob(world, id)),
    move: (id, status) => change('move', id, world => moveJob(world, id, expectChange('jobs.move', JobMove, definedOnly({ status })).status)),
    dismiss: id => change('dismiss', id, world => dismissJob(world, id))
  }
}

function expectChange<T extends typeof JobFinish | typeof JobFailure | typeof JobMove> (call: string, schema: T, value: unknown): Static<T> {
  expectArgument(call, schema, value)
  return value
}

function listJobs ({ jobs, clock }: World, selection: JobSelection = {}): readonly JobDetails[] {
  expectArgument('jobs.list', JobSelection, selection)
  const { status, process, ...rest } = selection
  const filter = definedOnly({ ...rest, status: status && [status], process: process === undefined ? undefined : [process] })
  const now = clock.now()
  return jobs.all().filter(job => matchesFilter(filter, job, now)).map(job => toJobDetails(job, now))
}
