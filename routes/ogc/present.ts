import type { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { isUnfinished, type Job, type JobStatus } from '../../src/jobs/job.ts'
import { dismissalInstant, progressAt, statusAt, statusBeforeDismissal, timesAt } from '../../src/jobs/timeline.ts'
import type { World } from '../../src/world/world.ts'
import { isoTime } from '../http/iso-time.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import { usualType } from './result-variants.ts'

/** How jobs of a world are presented in OGC API – Processes. */
export const presentIn = (world: World) => {
  const dialect = dialectOf(world)
  return (job: Job, now: number, base: string, isReadable?: boolean): StatusInfo => describeFacts(dialect, factsOf(world, job, now), base, isReadable)
}

/** A job's state at an instant, in the terms of a statusInfo. */
export interface JobFacts {
  readonly id: string
  readonly process: string
  readonly status: JobStatus
  /** Its status; for a dismissed job, the status before the dismissal. */
  readonly before: JobStatus
  /** Why it failed, if known. */
  readonly reason: string | undefined
  /** Whether it was dismissed and that takes effect later. */
  readonly dismissing: boolean
  readonly progress: number
  readonly created: string
  readonly started: string | undefined
  readonly finished: string | undefined
  readonly updated: string
  /** The media type of the results of a successful job, if known. */
  readonly resultsType: string | undefined
}

export function factsOf (world: World, job: Job, now: number): JobFacts {
  const status = statusAt(job, now)
  const { created, started, finished, updated } = timesAt(job, now)
  return {
    id: job.id,
    process: job.process,
    status,
    before: status === 'dismissed' ? statusBeforeDismissal(job) : status,
    reason: job.plan.reason,
    dismissing: job.dismissed !== undefined && isUnfinished(status) && dismissalInstant(job) < Infinity,
    progress: progressAt(job, now),
    created: isoTime(created),
    started: started === undefined ? undefined : isoTime(started),
    finished: finished === undefined ? undefined : isoTime(finished),
    updated: isoTime(updated),
    resultsType: status === 'successful' ? usualType(world, job) : undefined
  }
}

const resultsRel = 'http://www.opengis.net/def/rel/ogc/1.0/results'

const messages: Record<Exclude<JobStatus, 'failed' | 'dismissed'>, string> = {
  accepted: 'The job waits to be run.',
  running: 'The job is running.',
  successful: 'The job has succeeded.'
}

/**
 * The statusInfo of a job: the only place that defines it. It never has null members, which break clients.
 * @param isReadable false for a job that can no longer be read, which has no link to itself
 */
export function describeFacts (dialect: Dialect, facts: JobFacts, base: string, isReadable = true): StatusInfo {
  const { id, process, status, progress, created, started, finished, updated } = facts
  const info: StatusInfo = {
    processID: dialect.processID(process, base),
    type: 'process',
    jobID: id,
    id,
    processingEntityType: 'ogc-api-processes',
    status,
    message: messageOf(facts),
    created,
    updated,
    progress,
    links: linksOf(facts, base, isReadable)
  }
  if (started !== undefined) info.started = started
  if (finished !== undefined) info.finished = finished
  return info
}

const isPlain = Array.from({ length: 128 }, (_, code) => /[\w-]/.test(String.fromCharCode(code)))

/** Whether an id needs no escaping in a path and in JSON, as every id that the double generates. A regular expression takes twice as long. */
export function isPlainId (id: string): boolean {
  for (let index = 0; index < id.length; index++) if (isPlain[id.charCodeAt(index)] !== true) return false
  return id !== ''
}

export const jobUrl = (base: string, id: string): string => `${base}/jobs/${isPlainId(id) ? id : encodeURIComponent(id)}`

/** The message of a job for people. */
export function messageOf ({ status, before, dismissing, reason = 'The job has failed.' }: JobFacts): string {
  if (status === 'failed') return reason
  return status === 'dismissed' ? `The job was dismissed; it was ${before}.` : `${messages[status]}${dismissing ? ' It is being dismissed.' : ''}`
}

/** The results link is present only if there are results: clients follow it as soon as they see it. */
function linksOf ({ id, status, resultsType: type }: JobFacts, base: string, isReadable: boolean): NonNullable<StatusInfo['links']> {
  const up = { href: `${base}/jobs`, rel: 'up', type: 'application/json', title: 'All jobs' }
  if (!isReadable) return [up]
  const href = jobUrl(base, id)
  if (isUnfinished(status)) return [{ href, rel: 'monitor', type: 'application/json', title: 'This job' }, up]
  const self = { href, rel: 'self', type: 'application/json', title: 'This job' }
  if (status !== 'successful') return [self, up]
  const results = { href: `${href}/results`, rel: resultsRel, title: 'Results' }
  return [self, type === undefined ? results : { ...results, type }, up]
}
