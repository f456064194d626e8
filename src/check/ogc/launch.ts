import { type Exchange, linksOf, type Members, membersOf } from '../exchange.ts'
import { poll } from '../poll.ts'
import { decodeSegment, idOf, type KnownExecution, type LaunchedJob, statusOf, type Subject } from './subject.ts'

/** Whether a job was certainly running at that instant: on a slow server it may have ended before the request. */
export const isKnownToRun = ({ launch }: LaunchedJob, { runsForSeconds = Infinity }: KnownExecution, instant: number): boolean => instant - launch.start < runsForSeconds * 1000

/** The reason to skip when a job may have ended already. */
export const endedEarlyReason = 'The job may have ended before it was dismissed: name a process that runs for longer with --slow-process ID --slow-inputs FILE.'

type LaunchContext = Pick<Subject, 'client' | 'jobsUrl' | 'launchedJobs'>

/** Launches a job; undefined if the answer names none. The answer is in the log. */
export async function launch ({ client, jobsUrl, launchedJobs }: LaunchContext, execution: KnownExecution, more: Members = {}): Promise<LaunchedJob | undefined> {
  const exchange = await client.send('POST', execution.executionUrl, { headers: { prefer: 'respond-async' }, body: { inputs: execution.inputs, ...more } })
  return noteLaunched({ jobsUrl, launchedJobs }, exchange)
}

/** The job in an answer, noted for clean-up; undefined if there is none. */
export function noteLaunched ({ jobsUrl, launchedJobs }: Pick<Subject, 'jobsUrl' | 'launchedJobs'>, exchange: Exchange): LaunchedJob | undefined {
  const job = findJob(exchange, jobsUrl)
  if (job !== undefined) launchedJobs.push(job)
  return job
}

/** The job of an execution: by the answer's `Location`, its link to itself, or its id. */
export function findJob (exchange: Exchange, jobsUrl: string): LaunchedJob | undefined {
  if (exchange.status < 200 || exchange.status > 299) return undefined
  const info = membersOf(exchange)
  const id = idOf(info)
  const address = exchange.headers['location'] ?? linksOf(info).find(({ rel }) => ['monitor', 'self', 'status'].includes(rel))?.href ?? (id && `${jobsUrl}/${encodeURIComponent(id)}`)
  if (address === undefined || !URL.canParse(address, exchange.finalUrl)) return undefined
  const url = atSubject(new URL(address, exchange.finalUrl), exchange, jobsUrl, id)
  return { id: id ?? decodeSegment(url.slice(url.lastIndexOf('/') + 1)), url, launch: exchange }
}

/** The job is read at the server under test, even if the answer names another host, which is a finding of its own. */
function atSubject (url: URL, exchange: Exchange, jobsUrl: string, id: string | undefined): string {
  if (url.origin === new URL(exchange.finalUrl).origin || id === undefined) return url.href.replace(/[?#].*$/, '')
  return `${jobsUrl}/${encodeURIComponent(id)}`
}

/** How long to wait until a job runs, in seconds; a server may call jobs accepted while they run. */
const secondsToRun = 1

/** Waits until a job runs, has ended, or seems to stay accepted; returns the last answer. */
export const waitToRun = (subject: Pick<Subject, 'client'>, job: LaunchedJob): Promise<Exchange> => waitFor(subject, job, ['running'], secondsToRun)

export const isUnfinished = (exchange: Exchange): boolean => unfinishedStatuses.includes(statusOf(exchange))

export const unfinishedStatuses: readonly (string | undefined)[] = ['created', 'accepted', 'running']

/** Reads a job until it has one of these statuses, or has ended; returns the last answer. */
export async function waitFor ({ client }: Pick<Subject, 'client'>, job: LaunchedJob, statuses: readonly string[], seconds: number): Promise<Exchange> {
  let last = await client.get(job.url)
  const isDone = () => statuses.includes(String(statusOf(last))) || !unfinishedStatuses.includes(statusOf(last))
  await poll(seconds, async () => {
    if (!isDone()) last = await client.get(job.url)
    return isDone() ? true : undefined
  })
  return last
}
