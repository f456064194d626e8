import { answerOf, asText, type Exchange, linksOf, type Members, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, type Outcome, skip, unless } from '../../outcome.ts'
import { acceptOf, findBrokenLinks } from '../follow-links.ts'
import { launch, unfinishedStatuses, waitFor } from '../launch.ts'
import { findMentions, type JobMention } from '../job-mentions.ts'
import { type LaunchedJob, processOf, statusOf, type Subject } from '../subject.ts'

/** Problems of the answers that mention jobs. */
const judgeMentions = (problemsOf: (mention: JobMention, first: JobMention, subject: Subject) => string[]) => async (subject: Subject): Promise<Outcome> => {
  const firsts = new Map<LaunchedJob, JobMention>()
  const mentions = findMentions(subject)
  const wrong = mentions.flatMap(mention => {
    const first = firsts.get(mention.job) ?? mention
    firsts.set(mention.job, first)
    const problems = problemsOf(mention, first, subject)
    return problems.length === 0 ? [] : [{ mention, problems }]
  })
  if (mentions.length === 0) return skip('No job could be launched.')
  return judge([...new Set(wrong.flatMap(({ problems }) => problems))], wrong.slice(0, 2).map(({ mention }) => mention.exchange), `${mentions.length} answers were read.`)
}

/** The answers to GET before the first DELETE. */
function readsOf ({ client: { log } }: Subject, { url }: LaunchedJob): Exchange[] {
  const own = log.filter(exchange => exchange.url === url && ['GET', 'DELETE'].includes(exchange.method))
  const end = own.findIndex(({ method }) => method === 'DELETE')
  return end < 0 ? own : own.slice(0, end)
}

const withZone = /([Zz]|[+-]\d\d:\d\d)$/

/** An instant in milliseconds; NaN without a time zone. */
const instantOf = (time: unknown): number => withZone.test(asText(time) ?? '') ? Date.parse(String(time)) : Number.NaN

/** How far the time of a launch may be from the `Date` of its answer, in milliseconds: time zones differ by more. */
const tolerance = 10 * 60_000

/** A check that jobs have a time in some states, if the server has times at all. */
const missingTime = (name: string, isDue: (info: Members) => boolean) => judgeMentions(({ info, exchange }, first) =>
  unless(first.info['created'] === undefined || !isDue(info) || info[name] !== undefined, `${nameOf(exchange)} has a job that is ${quote(info['status'])} and no time ${name}.`))

/** A job that was dismissed before it ran has no end. */
const hasEnded = ({ status, started }: Members): boolean => status === 'successful' || status === 'failed' || (status === 'dismissed' && started !== undefined)

const pointsToResults = (info: Members): boolean => linksOf(info).some(({ rel, href }) => /\/results$/.test(rel) || /\/results$/.test(href))

/** Relations of links that clients follow. */
const ownRels = /^(self|monitor|status|up)$|\/results$/

/** Maximum age of a cached answer about an unfinished job, in seconds. */
const mostSeconds = 60

const ageOf = ({ headers }: Exchange): number => /\bno-(store|cache)\b/.test(String(headers['cache-control'])) ? 0 : Number(/\bmax-age=(\d+)/.exec(String(headers['cache-control']))?.[1] ?? 0)

/** Checks of all answers about a job. Most of them send no requests. */
export const jobAnswerChecks: readonly Check<Subject>[] = [
  {
    id: 'job/links',
    requirement: '/req/core/job-success (links)',
    level: 'should',
    sentence: 'The links of a job work, and lead to the same server',
    run: async subject => {
      const { client, base, executions: { quick }, settings: { timeout } } = subject
      const job = quick && await launch(subject, quick)
      if (job === undefined) return skip('No process was found that succeeds as a job: name one with --process ID --inputs FILE.')
      const info = await waitFor(subject, job, ['successful'], timeout)
      const links = [...linksOf(membersOf(job.launch)).map(link => ({ ...link, from: job.launch })), ...linksOf(membersOf(info)).map(link => ({ ...link, from: info }))]
      const isHere = ({ href, from }: typeof links[number]) => URL.canParse(href, from.finalUrl) && new URL(href, from.finalUrl).origin === new URL(base).origin
      const away = links.filter(link => ownRels.test(link.rel) && !isHere(link))
      const targets = new Map(links.filter(link => isHere(link) && !/\/results$/.test(link.href)).map(link => [new URL(link.href, link.from.finalUrl).href, acceptOf(link)]))
      const { broken, problems } = await findBrokenLinks(client, targets)
      return judge([...away.map(({ rel, href }) => `The link ${quote(rel)} leads to ${href}; expected an address below ${base}.`), ...problems], [info, ...broken])
    }
  },
  {
    id: 'job/answered',
    requirement: '/req/core/job-success',
    level: 'must',
    sentence: 'Every GET of a launched job before its dismissal is answered with 200',
    run: async subject => {
      const reads = subject.launchedJobs.flatMap(job => readsOf(subject, job))
      const wrong = reads.filter(({ status, requestHeaders }) => status !== 200 && requestHeaders['accept'] === 'application/json')
      return judge(wrong.map(exchange => `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 200.`), wrong.slice(0, 2), `${reads.length} answers were read.`)
    }
  },
  {
    id: 'job/redirects',
    requirement: 'RFC 9110, 15.4: cuiman follows no redirect, and some clients follow one with GET',
    level: 'should',
    sentence: 'GET of a job is answered without a redirect',
    run: async subject => {
      const urls = new Set(subject.launchedJobs.map(({ url }) => url))
      const moved = subject.client.log.filter(({ url, finalUrl, status }) => urls.has(url) && status > 0 && finalUrl !== new URL(url).href)
      return judge([...new Set(moved.map(({ method, url, finalUrl }) => `${nameOf({ method, url })} leads to ${finalUrl}.`))], moved.slice(0, 2))
    }
  },
  {
    id: 'job/process',
    requirement: 'statusInfo.yaml, processID',
    level: 'must',
    sentence: 'Every answer with the process of a job names the executed process',
    run: judgeMentions(({ job, info, exchange }, _first, { processes }) => {
      const process = processes.find(({ executionUrl }) => executionUrl === job.launch.url)?.id
      const named = processOf(info)
      return unless(named === undefined || process === undefined || named === process, `${nameOf(exchange)} has the process ${quote(named)} for the job ${JSON.stringify(job.id)}; expected ${quote(process)}.`)
    })
  },
  {
    id: 'job/times-same',
    requirement: 'statusInfo.yaml, created',
    level: 'should',
    sentence: 'Every answer about a job has the same time of creation',
    run: judgeMentions(({ job, info, exchange }, first) => {
      const [created, before] = [info['created'], first.info['created']].map(time => instantOf(time))
      return unless(!(Math.abs(created! - before!) >= 1000), `${nameOf(exchange)} says that the job ${JSON.stringify(job.id)} was created ${quote(info['created'])}, and it was ${quote(first.info['created'])} before.`)
    })
  },
  {
    id: 'job/times-now',
    requirement: 'statusInfo.yaml, created; RFC 3339',
    level: 'should',
    sentence: 'The time of creation is correct in its time zone, compared with the Date header',
    run: judgeMentions(({ job, info, exchange }) => {
      const date = Date.parse(job.launch.headers['date'] ?? '')
      return unless(!(Math.abs(instantOf(info['created']) - date) > tolerance), `${nameOf(exchange)} says that a job was created ${quote(info['created'])}, and it was launched ${quote(job.launch.headers['date'])}; expected about the same.`)
    })
  },
  {
    id: 'job/started',
    requirement: '/rec/core/job-status',
    level: 'should',
    sentence: 'A running job has a start time, if jobs of the server have times',
    run: missingTime('started', ({ status }) => status === 'running')
  },
  {
    id: 'job/ended',
    requirement: '/rec/core/job-status',
    level: 'should',
    sentence: 'A job that has ended has an end time, if jobs of the server have times',
    run: missingTime('finished', hasEnded)
  },
  {
    id: 'job/results-link',
    requirement: '/req/core/job-success (links)',
    level: 'should',
    sentence: 'Only a successful job has links to results',
    run: judgeMentions(({ info, exchange }) => unless(info['status'] === undefined || info['status'] === 'successful' || !pointsToResults(info), `${nameOf(exchange)} has a job that is ${quote(info['status'])} and links to results.`))
  },
  {
    id: 'job/cache',
    requirement: 'RFC 9111, 4.2',
    level: 'should',
    sentence: 'An answer about an unfinished job may not be cached for long',
    run: judgeMentions(({ info, exchange }) => unless(!unfinishedStatuses.includes(asText(info['status'])) || exchange.method !== 'GET' || ageOf(exchange) <= mostSeconds, `${nameOf(exchange)} may be cached for ${ageOf(exchange)} s, and the job is ${quote(statusOf(exchange) ?? info['status'])}; expected ${mostSeconds} s at most.`))
  }
]
