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

/** The jobs of a world, in the hands of a test. What changes one resolves with the job as it stands then. @throws InvalidArgument (a RangeError) for what is no job, JobError for what a job does not do */
export interface JobsHandle {
  /**
   * Puts a job into the world: `{ process: 'echo' }` goes by its plan, `{ process: 'echo', status: 'running', progress: 40 }`
   * stands there until it is told otherwise. Everything else is as in a seed file.
   */
  add (job: JobAddition): Promise<JobDetails>
  /** The job as it stands now, with its status; undefined if it is not there. */
  get (id: string): JobDetails | undefined
  /** All jobs, oldest first, or those of a status, process, project or group. */
  list (selection?: JobSelection): readonly JobDetails[]
  size (): number
  /** Ends a job well. @param how.results the values of its outputs; as its process says if absent */
  finish (id: string, how?: JobFinish): Promise<JobDetails>
  /** Ends a job badly. @param how.reason why, for people */
  fail (id: string, how?: JobFailure): Promise<JobDetails>
  /** Keeps a job where it is, whatever the clock says. */
  hold (id: string): Promise<JobDetails>
  /** Lets a held job go on. */
  release (id: string): Promise<JobDetails>
  /** Moves a job to a status that lies ahead of it, or one step on. */
  move (id: string, status?: NonNullable<JobMove['status']>): Promise<JobDetails>
  /** Dismisses a job as a client would, by the policy of the world. */
  dismiss (id: string): Promise<JobDetails>
}

/** @param open the world, as long as the double is open */
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
    finish: (id, how = {}) => change('finish', id, world => finishJob(world, id, checked('jobs.finish', JobFinish, how).results)),
    fail: (id, how = {}) => change('fail', id, world => failJob(world, id, checked('jobs.fail', JobFailure, how).reason)),
    hold: id => change('hold', id, world => holdJob(world, id)),
    release: id => change('release', id, world => releaseJob(world, id)),
    move: (id, status) => change('move', id, world => moveJob(world, id, checked('jobs.move', JobMove, definedOnly({ status })).status)),
    dismiss: id => change('dismiss', id, world => dismissJob(world, id))
  }
}

function checked<T extends typeof JobFinish | typeof JobFailure | typeof JobMove> (call: string, schema: T, value: unknown): Static<T> {
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
