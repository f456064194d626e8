import type { Seed } from '../../../../schemas/seed.ts'
import type { Draft, Job, JobStatus, Plan } from '../../../../src/jobs/job.ts'
import type { World } from '../../../../src/world/world.ts'

/** The job that every lane gets a copy of. */
export interface LaneJob {
  readonly id: string
  readonly project: number
  /** The rest of a lane's world. */
  readonly seed: Seed
  /** Whether the lane dismisses it once before the first step. */
  readonly dismissedBefore: boolean
  /** Adds it to that world, which has no jobs. */
  put (world: World): unknown
}

/** Plans that reached a status within the last two seconds, so that a lane has a past to show. */
const plans: Readonly<Record<JobStatus, Plan>> = {
  accepted: { accepted: Infinity, running: Infinity, outcome: 'successful' },
  running: { accepted: 600, running: Infinity, outcome: 'successful' },
  successful: { accepted: 400, running: 900, outcome: 'successful' },
  failed: { accepted: 400, running: 900, outcome: 'failed', reason: 'The disk is full.' },
  dismissed: { accepted: 400, running: Infinity, outcome: 'successful' }
}
const age = 1800
/** How long before the first step an already dismissed job was dismissed, in milliseconds. */
export const headStart = 800

/** A job in this status at the first DELETE. */
export function sampleLaneJob (status: JobStatus): LaneJob {
  const job: Omit<Draft, 'submitted'> = { id: 'sample', project: 1, process: 'echo', user: 1, inputs: { message: 'hello' }, plan: plans[status] }
  const dismissedBefore = status === 'dismissed'
  const put = (world: World) => world.jobs.submit([{ ...job, submitted: world.clock.now() - age + (dismissedBefore ? headStart : 0) }])
  return { id: job.id, project: job.project, seed: {}, dismissedBefore, put }
}

/** A job of a world, as it stands there. */
export const laneJobOf = (job: Job, { seed }: Pick<World, 'seed'>): LaneJob =>
  ({ id: job.id, project: job.project, seed: { ...seed, jobs: [] }, dismissedBefore: false, put: world => world.jobs.restore([job]) })
