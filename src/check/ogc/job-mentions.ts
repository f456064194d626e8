import { asList, asMembers, type Exchange, type Members, membersOf } from '../exchange.ts'
import { idOf, isJobList, type LaunchedJob, type Subject } from './subject.ts'

/** What one answer says about a job that was launched. */
export interface JobMention {
  readonly job: LaunchedJob
  readonly info: Members
  readonly exchange: Exchange
}

/** Everything that was said about the jobs that were launched, in order: by their launches, by GET and DELETE, and by the list. */
export function findMentions ({ client: { log }, jobsUrl, launched }: Pick<Subject, 'client' | 'jobsUrl' | 'launched'>): JobMention[] {
  const byUrl = new Map(launched.map(job => [job.url, job]))
  const byId = new Map(launched.map(job => [job.id, job]))
  const byLaunch = new Map(launched.map(job => [job.launch, job]))
  return log.filter(({ status }) => status === 200 || status === 201).flatMap(exchange => {
    const listed = isJobList(jobsUrl, exchange) ? asList(membersOf(exchange)['jobs']).map(asMembers) : []
    const own = byLaunch.get(exchange) ?? byUrl.get(exchange.url)
    return [
      ...listed.flatMap(info => { const job = byId.get(String(idOf(info))); return job === undefined ? [] : [{ job, info, exchange }] }),
      ...own === undefined ? [] : [{ job: own, info: membersOf(exchange), exchange }]
    ]
  })
}
