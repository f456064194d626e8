import type { JobNode, TatorJob } from '../../schemas/tator/job.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import type { Job, JobStatus } from '../../src/jobs/job.ts'
import { statusAt, timesAt } from '../../src/jobs/timeline.ts'
import type { World } from '../../src/world/world.ts'
import { isoTime } from '../http/iso-time.ts'

/** Workflow phases, as Argo names them. A dismissed job has none: to Tator it never existed. */
export const phases = {
  accepted: 'Pending',
  running: 'Running',
  successful: 'Succeeded',
  failed: 'Failed'
} as const satisfies Record<Exclude<JobStatus, 'dismissed'>, string>

/** The statuses of a job that Tator knows. */
export const visible = ['accepted', 'running', 'successful', 'failed'] as const satisfies readonly JobStatus[]

/** How a job that is visible looks to Tator at `now`: a dismissed one never existed. The only place that knows. */
function toTatorJob (job: Job, now: number, more: Pick<TatorJob, 'media_ids' | 'alg_id'>): TatorJob {
  const status = statusAt(job, now) as keyof typeof phases
  const { started, finished } = timesAt(job, now)
  const span = {
    ...(started !== undefined && { start_time: isoTime(started) }),
    ...(finished !== undefined && { stop_time: isoTime(finished) })
  }
  const id = workflowName(job)
  const nodes: JobNode[] = started === undefined ? [] : [{ id, children: [], task: job.process, status: phases[status], ...span }]
  return {
    id,
    uid: job.id,
    gid: job.group,
    user: String(job.user),
    project: String(job.project),
    nodes,
    status: phases[status],
    ...span,
    ...more
  }
}

export const mediaOf = ({ inputs }: Job): number[] => {
  const media = inputs['media_ids']
  return Array.isArray(media) ? media : []
}

const workflowName = ({ process, id }: Job): string => `${process.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${id.slice(0, 8)}`

/** How the jobs of a world look to Tator. Before 1.0 a job did not say what it works on. */
export const presentIn = (world: World) => (job: Job, now: number): TatorJob =>
  toTatorJob(job, now, world.settings.tator === '1.5' ? { media_ids: mediaOf(job), ...definedOnly({ alg_id: algorithmIdOf(world, job) }) } : {})

const algorithmIdOf = ({ projects }: World, { project, process }: Job): number | undefined => projects.get(project)?.algorithms.get(process)?.id
