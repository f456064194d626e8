import { answerOf, asText, type Exchange, isJson, mediaTypeName, type Members, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, skip, unless } from '../../outcome.ts'
import { pairs } from '../../pairs.ts'
import { schemaProblems } from '../../schemas.ts'
import { endedEarlyReason, isKnownToRun, isUnfinished, launch, waitFor, waitToRun } from '../launch.ts'
import { idOf, type LaunchedJob, noSuchUrl, progressOf, schemaFor, statusOf, type Subject, summarizeAnswer } from '../subject.ts'

/** Every statusInfo in an answer to GET, in order. */
const readings = ({ client, launchedJobs }: Subject): Exchange[] => {
  const urls = new Set(launchedJobs.map(({ url }) => url))
  return client.log.filter(({ method, status, url, requestHeaders }) => method === 'GET' && status === 200 && urls.has(url) && requestHeaders['accept'] === 'application/json')
}

/** Every statusInfo, also in answers to launches and dismissals. */
const statusInfos = (subject: Subject): Exchange[] => {
  const urls = new Set(subject.launchedJobs.map(({ url }) => url))
  const isStatement = (exchange: Exchange) => exchange.status === 201 || (exchange.method === 'DELETE' && exchange.status === 200 && urls.has(exchange.url) && statusOf(exchange) !== undefined)
  return [...readings(subject), ...subject.client.log.filter(isStatement)]
}

/** Judges each answer. */
function judgeEach (exchanges: readonly Exchange[], problemsOf: (exchange: Exchange) => string[]) {
  if (exchanges.length === 0) return skip('No job could be read.')
  const wrong = exchanges.map(exchange => ({ exchange, problems: problemsOf(exchange) })).filter(({ problems }) => problems.length > 0)
  const problems = [...new Set(wrong.flatMap(({ exchange, problems }) => problems.map(problem => `${summarizeAnswer(exchange)}: ${problem}`)))]
  return judge(problems, wrong.slice(0, 2).map(({ exchange }) => exchange), `${exchanges.length} answers were read.`)
}

const timeNames = ['created', 'started', 'finished', 'updated'] as const
const withZone = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/

/** The times in a statusInfo, by name. */
const timesOf = (info: Members): [name: string, text: string][] => timeNames.flatMap((name): [string, string][] => asText(info[name]) === undefined ? [] : [[name, String(info[name])]])

/** Times in milliseconds; where one is in whole seconds, all are. */
function orderProblems (info: Members): string[] {
  const texts = timesOf(info)
  const unit = texts.every(([, text]) => text.includes('.')) ? 1 : 1000
  const times = Object.fromEntries(texts.map(([name, text]) => [name, Math.floor(Date.parse(text) / unit)]))
  const pairs = [['created', 'started'], ['started', 'finished'], ['created', 'finished'], ['created', 'updated'], ['started', 'updated'], ['finished', 'updated']] as const
  return pairs.flatMap(([one, other]) => unless(!(Number(times[one]) > Number(times[other])), `${one} is ${String(info[one])}, after ${other}, ${String(info[other])}.`))
}

const progressProblems = (info: Members): string[] => {
  const { progress } = info
  return unless(progress === undefined || (Number.isInteger(progress) && Number(progress) >= 0 && Number(progress) <= 100), `progress is ${JSON.stringify(progress)}; expected a whole number from 0 to 100.`)
}

const order = ['created', 'accepted', 'running', 'successful', 'failed', 'dismissed']

const judgePairs = (exchanges: readonly Exchange[], problemsOf: (before: Exchange, after: Exchange) => string[]) => {
  const wrong = pairs(exchanges).flatMap(pair => problemsOf(...pair).map(problem => ({ pair, problem })))
  return exchanges.length === 0 ? skip('No job could be read.') : judge(wrong.map(({ problem }) => problem), wrong.slice(0, 1).flatMap(({ pair }) => pair), `${exchanges.length} answers were compared.`)
}

/** A job that is read often, and a similar one that is read once. */
const readOften = (subject: Subject) => subject.once('read often', async () => {
  const { client, executions: { slow, quick }, settings: { timeout } } = subject
  const [often, once] = slow === undefined ? [] : [await launch(subject, slow), await launch(subject, slow)]
  const begin = often && await waitToRun(subject, often)
  const reads: Exchange[] = []
  for (const { url } of often === undefined ? [] : Array<LaunchedJob>(12).fill(often)) reads.push(await client.get(url))
  const other = once && await client.get(once.url)
  const ended = quick && await launch(subject, quick)
  const end = ended && await waitFor(subject, ended, ['successful'], timeout)
  const again = ended && await client.get(ended.url)
  return { job: often, begin, reads, other, end, again }
})

export const statusInfoChecks: readonly Check<Subject>[] = [
  {
    id: 'job/media-type',
    requirement: '/req/json/definition',
    level: 'must',
    sentence: 'GET of a job with `Accept: application/json` is answered with that media type',
    run: async subject => judgeEach(readings(subject), exchange => unless(isJson(exchange), `${nameOf(exchange)} is ${mediaTypeName(exchange)}; expected application/json.`).slice(0, 1))
  },
  {
    id: 'job/schema',
    requirement: '/req/core/job-success',
    level: 'must',
    sentence: 'A job matches the standard\'s schema of statusInfo during its whole life',
    run: async subject => judgeEach(readings(subject), exchange => schemaProblems(schemaFor(subject, 'StatusInfo'), membersOf(exchange)))
  },
  {
    id: 'job/id',
    requirement: '/req/core/job-success',
    level: 'must',
    sentence: 'A job has the id of its address',
    run: async subject => judgeEach(readings(subject), exchange => {
      const job = subject.launchedJobs.find(({ url }) => url === exchange.url)
      const info = membersOf(exchange)
      return unless([info['jobID'], info['id']].includes(job?.id), `${nameOf(exchange)} has the id ${quote(idOf(info))}.`)
    })
  },
  {
    id: 'job/times-zone',
    requirement: '/req/core/job-success; RFC 3339',
    level: 'must',
    sentence: 'Times have a time zone',
    run: async subject => judgeEach(statusInfos(subject), exchange => timesOf(membersOf(exchange)).flatMap(([name, text]) => unless(withZone.test(text), `${name} is ${JSON.stringify(text)}; expected a time of RFC 3339 with its time zone.`)))
  },
  {
    id: 'job/times-order',
    requirement: '/rec/core/job-status',
    level: 'must',
    sentence: 'The times of a job are in order: created, started, finished',
    run: async subject => judgeEach(statusInfos(subject), exchange => orderProblems(membersOf(exchange)))
  },
  {
    id: 'job/finished',
    requirement: '/rec/core/job-status',
    level: 'should',
    sentence: 'Only a job that has ended has an end time',
    run: async subject => judgeEach(readings(subject), exchange => unless(!isUnfinished(exchange) || membersOf(exchange)['finished'] === undefined, `finished is ${JSON.stringify(membersOf(exchange)['finished'])}; expected it to be absent.`))
  },
  {
    id: 'job/progress',
    requirement: '/req/core/job-success',
    level: 'must',
    sentence: 'Progress is a whole number from 0 to 100',
    run: async subject => judgeEach(statusInfos(subject), exchange => progressProblems(membersOf(exchange)))
  },
  {
    id: 'job/progress-grows',
    requirement: 'statusInfo.yaml, progress',
    level: 'should',
    sentence: 'Progress never decreases',
    run: async subject => judgePairs(readings(subject), (before, after) => unless(!(Number(progressOf(after)) < Number(progressOf(before))), `The progress of a job went from ${String(progressOf(before))} back to ${String(progressOf(after))}.`))
  },
  {
    id: 'job/life',
    requirement: '/req/core/job-success',
    level: 'must',
    sentence: 'A job goes from accepted to running to its end, and an ended job changes only by a dismissal',
    run: async subject => judgePairs(readings(subject), (before, after) => {
      const [from, to] = [String(statusOf(before)), String(statusOf(after))]
      return unless(from === to || (order.indexOf(from) < order.indexOf(to) && !(from === 'successful' && to === 'failed')), `A job that was ${from} is ${to} later.`)
    })
  },
  {
    id: 'job/reading-moves-nothing',
    requirement: 'RFC 9110, 9.2.1: GET is safe',
    level: 'must',
    sentence: 'Frequent reading does not change a job',
    run: async subject => {
      const { job, begin, reads, other } = await readOften(subject)
      const last = reads.at(-1)
      if (last === undefined || other === undefined || !isUnfinished(begin!)) return skip('No process was found that runs for a while: name one with --slow-process ID --slow-inputs FILE.')
      if (!isKnownToRun(job!, subject.executions.slow!, last.end)) return skip(endedEarlyReason)
      const [often, once] = [Number(progressOf(last)), Number(progressOf(other))]
      const isAhead = statusOf(other) === 'running' && often - once > 25
      return judge([
        ...unless(isUnfinished(last), `A job that runs for more than a second was ${summarizeAnswer(last)} after it was read ${reads.length} times in ${Math.round(last.end - begin!.start)} ms; expected a running job.`),
        ...unless(!isAhead, `A job that was read ${reads.length} times is at ${often} %, and one that was launched with it and read once at ${once} %; expected about the same.`)
      ], [last, other])
    }
  },
  {
    id: 'job/ended-stands-still',
    requirement: 'RFC 9110, 9.2.1: GET is safe',
    level: 'should',
    sentence: 'A second GET of an ended job has the same body',
    run: async subject => {
      const { end, again } = await readOften(subject)
      if (end === undefined || again === undefined) return skip('No process was found that succeeds as a job.')
      return judge(unless(end.body === again.body, 'A second GET was answered with another body.'), [end, again])
    }
  },
  {
    id: 'job/no-such-job',
    requirement: '/req/core/job-exception-no-such-job',
    level: 'must',
    sentence: 'A job that never existed is answered with 404 and the type no-such-job',
    run: async subject => {
      const exchange = await subject.client.get(noSuchUrl(subject, 'jobdouble-check-no-such-job'))
      return judge([
        ...unless(exchange.status === 404, `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 404.`),
        ...unless(/\/no-such-job$/.test(String(membersOf(exchange)['type'])), `Its type is ${quote(membersOf(exchange)['type'])}; expected …/no-such-job.`)
      ], [exchange])
    }
  }
]
