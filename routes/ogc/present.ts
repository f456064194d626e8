import type { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { isUnfinished, type Job, type JobStatus } from '../../src/jobs/job.ts'
import { progressAt, statusAt, statusBeforeDismissal, timesAt } from '../../src/jobs/timeline.ts'
import type { World } from '../../src/world/world.ts'
import { isoTime } from '../http/iso-time.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import { usualType } from './result-variants.ts'

/** How the jobs of a world look to OGC. */
export const presentIn = (world: World) => {
  const dialect = dialectOf(world)
  const typeOf = (job: Job) => usualType(world, job)
  return (job: Job, now: number, base: string, kept?: boolean): StatusInfo => toStatusInfo({ dialect, typeOf }, job, now, base, kept)
}

/** What a job looks like by. */
interface Look {
  readonly dialect: Dialect
  /** The media type of the results of a job that succeeded, where it can be told. */
  typeOf (job: Job): string | undefined
}

const resultsRel = 'http://www.opengis.net/def/rel/ogc/1.0/results'

const messages: Record<Exclude<JobStatus, 'failed' | 'dismissed'>, string> = {
  accepted: 'The job waits to be run.',
  running: 'The job is running.',
  successful: 'The job has succeeded.'
}

/**
 * How a job looks to OGC at `now`: the only place that knows. It never has null members, which break clients.
 * @param kept false for a job that nobody can read any more: it has no address of its own then
 */
function toStatusInfo ({ dialect, typeOf }: Look, job: Job, now: number, base: string, kept = true): StatusInfo {
  const status = statusAt(job, now)
  const { created, started, finished, updated } = timesAt(job, now)
  const info: StatusInfo = {
    processID: dialect.processID(job.process, base),
    type: 'process',
    jobID: job.id,
    id: job.id,
    processingEntityType: 'ogc-api-processes',
    status,
    message: messageOf(job, status),
    created: isoTime(created),
    updated: isoTime(updated),
    progress: progressAt(job, now),
    links: linksOf(job, status, base, kept ? typeOf : undefined)
  }
  if (started !== undefined) info.started = isoTime(started)
  if (finished !== undefined) info.finished = isoTime(finished)
  return info
}

/** What stands in a path as it is: every id that the double itself gives. */
const plain = /^[\w-]+$/

export const jobUrl = (base: string, id: string): string => `${base}/jobs/${plain.test(id) ? id : encodeURIComponent(id)}`

function messageOf (job: Job, status: JobStatus): string {
  if (status === 'failed') return job.plan.reason ?? 'The job has failed.'
  return status === 'dismissed' ? `The job was dismissed; it was ${statusBeforeDismissal(job)}.` : messages[status]
}

/** A results link stands only where results are: clients follow it as soon as they see it. */
function linksOf (job: Job, status: JobStatus, base: string, typeOf: Look['typeOf'] | undefined): NonNullable<StatusInfo['links']> {
  const up = { href: `${base}/jobs`, rel: 'up', type: 'application/json', title: 'All jobs' }
  if (typeOf === undefined) return [up]
  const href = jobUrl(base, job.id)
  if (isUnfinished(status)) return [{ href, rel: 'monitor', type: 'application/json', title: 'This job' }, up]
  const self = { href, rel: 'self', type: 'application/json', title: 'This job' }
  if (status !== 'successful') return [self, up]
  const results = { href: `${href}/results`, rel: resultsRel, title: 'Results' }
  const type = typeOf(job)
  return [self, type === undefined ? results : { ...results, type }, up]
}
