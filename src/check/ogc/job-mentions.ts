import { asList, asMembers, type Exchange, type Members, membersOf } from '../exchange.ts'
import { idOf, isJobList, type LaunchedJob, type Subject } from './subject.ts'

/** A launched job in an answer. */
export interface JobMention {
  readonly job: LaunchedJob
  readonly info: Members
  readonly exchange: Exchange
}

/** All launched jobs in all answers, in order: to launches, GET, DELETE and the job list. */
export function findMentions ({ client: { log }, jobsUrl, launchedJobs }: Pick<Subject, 'client' | 'jobsUrl' | 'launchedJobs'>): JobMention[] {
  const byUrl = new Map(launchedJobs.map(job => [job.url, job]))
  const byId = new Map(launchedJobs.map(job => [job.id, job]))
  const byLaunch = new Map(launchedJobs.map(job => [job.launch, job]))
  return log.filter(({ status }) => status === 200 || status === 201).flatMap(exchange => {
    const listed = isJobList(jobsUrl, exchange) ? asList(membersOf(exchange)['jobs']).map(asMembers) : []
    const own = byLaunch.get(exchange) ?? byUrl.get(exchange.url)
    return [
      ...listed.flatMap(info => { const job = byId.get(String(idOf(info))); return job === undefined ? [] : [{ job, info, exchange }] }),
      ...own === undefined ? [] : [{ job: own, info: membersOf(exchange), exchange }]
    ]
  })
}
