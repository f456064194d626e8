import type { JobNode, TatorJob } from '../../schemas/tator/job.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import type { Job, JobStatus } from '../../src/jobs/job.ts'
import { statusAt, timesAt } from '../../src/jobs/timeline.ts'
import type { World } from '../../src/world/world.ts'
import { isoTime } from '../http/iso-time.ts'

/** Workflow phases, by Argo's names. A dismissed job has none: in Tator it does not exist. */
export const phases = {
  accepted: 'Pending',
  running: 'Running',
  successful: 'Succeeded',
  failed: 'Failed'
} as const satisfies Record<Exclude<JobStatus, 'dismissed'>, string>

/** The job statuses that exist in Tator. */
export const visible = ['accepted', 'running', 'successful', 'failed'] as const satisfies readonly JobStatus[]

/** The presentation of a visible job at `now`: the only place that defines it. Dismissed jobs do not exist in Tator. */
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

/** How jobs of a world are presented in Tator. Before 1.0 a job did not name its media. */
export const presentIn = (world: World) => (job: Job, now: number): TatorJob =>
  toTatorJob(job, now, world.settings.tator === '1.5' ? { media_ids: mediaOf(job), ...definedOnly({ alg_id: algorithmIdOf(world, job) }) } : {})

const algorithmIdOf = ({ projects }: World, { project, process }: Job): number | undefined => projects.get(project)?.algorithms.get(process)?.id
