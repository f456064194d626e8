import { setTimeout } from 'node:timers/promises'
import { answerOf, asList, asMembers, asText, type Exchange, isJson, jsonOf, mediaTypeName, type Members, membersOf, nameOf, quote } from '../../exchange.ts'
import { maxBytes } from '../../client.ts'
import { judge, judgeFound, skip, unless } from '../../outcome.ts'
import { pairs } from '../../pairs.ts'
import { schemaProblems } from '../../schemas.ts'
import { jobsOf, launchOne, launchSeveral, statusOf, waitFor } from '../launch.ts'
import { bodyProblems, statusProblems } from '../refusal.ts'
import { groupUrl, jobUrl, type LaunchedGroup, restUrl, type TatorSubject } from '../subject.ts'
import { canReadJobs, type TatorCheck } from '../tator-check.ts'

/** A group while its jobs exist. */
interface LiveGroup {
  readonly group: LaunchedGroup
  readonly reads: readonly Exchange[]
  readonly groupList: Exchange
  readonly projectList: Exchange
  readonly mediaList: Exchange
  readonly unknownGroup: Exchange
}

/** Number of reads in a row. */
const times = 10

const readLiveGroup = (subject: TatorSubject): Promise<LiveGroup | string> => subject.once('life', async () => {
  const { client, settings: { project, media } } = subject
  const group = await launchSeveral(subject)
  if (typeof group === 'string') return group
  const [id = ''] = group.ids
  const list = (query = '') => client.get(restUrl(subject, `Jobs/${project}${query}`))
  const lists = { groupList: await client.get(groupUrl(subject, group.group)), projectList: await list(), mediaList: await list(`?media_id=${media[0]}`), unknownGroup: await list('?gid=jobdouble-check-no-such-group') }
  const reads: Exchange[] = []
  for (let time = 0; time < times; time++) {
    reads.push(await client.get(jobUrl(subject, id)))
    await setTimeout(20)
  }
  return { group, reads, ...lists }
})

/** Every answer to GET of a job. */
const readings = ({ client, address }: TatorSubject): Exchange[] =>
  client.log.filter(({ method, url, status, requestHeaders }) => method === 'GET' && status === 200 && url.startsWith(restUrl({ address }, 'Job/')) && requestHeaders['accept'] === 'application/json')

function judgeEach (subject: TatorSubject, problemsOf: (job: Members, exchange: Exchange) => string[]) {
  const exchanges = readings(subject)
  if (exchanges.length === 0) return skip('No job could be read.')
  const wrong = exchanges.map(exchange => ({ exchange, problems: problemsOf(membersOf(exchange), exchange) })).filter(({ problems }) => problems.length > 0)
  return judge([...new Set(wrong.flatMap(({ problems }) => problems))], wrong.slice(0, 2).map(({ exchange }) => exchange), `${exchanges.length} answers were read.`)
}

const words = ['Pending', 'Running', 'Succeeded', 'Failed', 'Error']
const order = ['Pending', 'Running', 'ended']
const placeOf = (exchange: Exchange): number => {
  const status = String(statusOf(exchange))
  return order.indexOf(order.includes(status) ? status : 'ended')
}

const withZone = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)$/
const absent: unknown[] = [undefined, null]

/** Tolerance for start times in the future, in milliseconds: time zones differ by more. */
const tolerance = 10 * 60_000

/** The list's jobs that belong to another group, or that are missing. */
function listProblems ({ ids }: LaunchedGroup, list: Exchange): string[] {
  const jobs = jobsOf(list)
  if (jobs === undefined) return [`${nameOf(list)} was answered with ${answerOf(list)}, without a list; expected 200 and a list of jobs.`]
  return ids.filter(id => !jobs.has(id)).map(id => `${nameOf(list)} does not have the job ${JSON.stringify(id)}, which exists.`)
}

const check = (id: string, about: Omit<TatorCheck, 'id'>): TatorCheck => ({ id: `job/${id}`, appliesTo: canReadJobs, ...about })

/** Checks of reading, for dialects that have it. The last ones judge all reads before. */
export const jobChecks: readonly TatorCheck[] = [
  check('read', {
    requirement: 'GetJob: 200',
    level: 'must',
    sentence: 'GET of a job is answered with 200 and JSON',
    run: judgeFound(readLiveGroup, ({ reads: [read] }) => judge([
      ...unless(read!.status === 200, `${nameOf(read!)} was answered with ${answerOf(read!)}; expected 200.`),
      ...unless(isJson(read!), `The answer is ${mediaTypeName(read!)}; expected application/json.`)
    ], [read!]))
  }),
  check('reading-moves-nothing', {
    requirement: 'RFC 9110, 9.2.1: GET is safe',
    level: 'must',
    sentence: 'Frequent reading does not change or remove a job',
    run: judgeFound(readLiveGroup, ({ reads }) => {
      const [first, last] = [reads[0]!, reads.at(-1)!]
      return judge(unless(last.status === first.status && placeOf(last) < 2, `A job that was read ${reads.length} times in ${Math.round(last.end - first.start)} ms is ${statusOf(last) ?? answerOf(last)}; expected no change from ${statusOf(first) ?? answerOf(first)}.`), [first, last])
    })
  }),
  check('list-group', {
    requirement: 'GetJobList, gid',
    level: 'must',
    sentence: 'The list of a group has the jobs of the group, and no others',
    run: judgeFound(readLiveGroup, ({ group, groupList }) => judge([
      ...listProblems(group, groupList),
      ...[...jobsOf(groupList)?.keys() ?? []].filter(id => !group.ids.includes(id)).map(id => `The list has the job ${JSON.stringify(id)}, which is of another group.`),
      ...unless(!(asList(jsonOf(groupList)).length > Number(jobsOf(groupList)?.size)), 'The list has a job twice.')
    ], [groupList]))
  }),
  check('list-project', {
    requirement: 'GetJobList: 200',
    level: 'must',
    sentence: 'The list of a project has the jobs that were launched there',
    run: judgeFound(readLiveGroup, ({ group, projectList }) => projectList.body.length < maxBytes ? judge(listProblems(group, projectList), [projectList]) : skip('The list is too long to be read.'))
  }),
  check('list-schema', {
    requirement: 'GetJobList: 200, schema of Job',
    level: 'must',
    sentence: 'The jobs of a list match the described schema',
    run: judgeFound(readLiveGroup, ({ groupList }) => judge([...new Set(asList(jsonOf(groupList)).flatMap(job => schemaProblems('TatorJobRead', job)))], [groupList]))
  }),
  check('list-media', {
    requirement: 'GetJobList, media_id',
    level: 'should',
    sentence: 'The list for a medium has the jobs on it, and no others',
    appliesTo: ({ namesMedia }) => namesMedia,
    run: async subject => await judgeFound(readLiveGroup, ({ group, mediaList }) => {
      const [medium] = subject.settings.media
      const others = [...jobsOf(mediaList)?.values() ?? []].filter(job => !asList(asMembers(job)['media_ids']).includes(medium))
      return judge([
        ...listProblems({ ...group, ids: group.ids.slice(0, 1) }, mediaList),
        ...others.slice(0, 1).map(job => `The list has the job ${quote(asMembers(job)['uid'])}, which is on ${quote(asMembers(job)['media_ids'])}.`)
      ], [mediaList])
    })(subject)
  }),
  check('list-other-project', {
    requirement: 'GetJobList, project',
    level: 'must',
    sentence: 'The list of another project does not have the jobs',
    run: async subject => await judgeFound(readLiveGroup, async ({ group }) => {
      const { client, dialect, settings: { otherProject } } = subject
      if (otherProject === undefined) return skip('No other project was named: name one with --other-project ID.')
      const list = await client.get(restUrl(subject, dialect.groupPath(otherProject, group.group)))
      return judge(group.ids.filter(id => jobsOf(list)?.has(id)).map(id => `${nameOf(list)} has the job ${JSON.stringify(id)}, which was launched in another project.`), [list])
    })(subject)
  }),
  check('list-agrees', {
    requirement: 'GetJobList and GetJob: 200',
    level: 'must',
    sentence: 'A list shows a job as GET shows it',
    run: async subject => {
      const { settings: { quickAlgorithm }, client } = subject
      if (quickAlgorithm === undefined) return skip('No algorithm was named whose jobs succeed soon: name one with --quick-algorithm NAME.')
      const launched = await launchOne(subject, quickAlgorithm)
      if (typeof launched === 'string') return skip(launched)
      const job = await waitFor(subject, launched.id, 'Succeeded')
      const list = await client.get(groupUrl(subject, launched.group.group))
      const [atGet, inList] = [membersOf(job), asMembers(jobsOf(list)?.get(launched.id))]
      const wrong = ['uid', 'gid', 'project', 'status'].filter(name => String(atGet[name]) !== String(inList[name]))
      return judge(wrong.map(name => `${name} is ${quote(inList[name])} in the list, and ${quote(atGet[name])} at GET.`), [job, list])
    }
  }),
  check('list-unknown-group', {
    requirement: 'GetJobList, gid',
    level: 'must',
    sentence: 'The list of a group that never existed is empty, or refused with the status of the dialect',
    run: async subject => await judgeFound(readLiveGroup, ({ unknownGroup }) => {
      const { status } = unknownGroup
      const { unknownGroupStatuses: expected } = subject.dialect
      const fits = expected.includes(status) && (status !== 200 || jobsOf(unknownGroup)?.size === 0)
      return judge(unless(fits, `${nameOf(unknownGroup)} was answered with ${answerOf(unknownGroup)} and ${jobsOf(unknownGroup)?.size ?? 'no'} jobs; expected ${expected.map(code => code === 200 ? 'an empty list' : code).join(' or ')}.`), [unknownGroup])
    })(subject)
  }),
  check('unknown', {
    requirement: 'GetJob: 404',
    level: 'must',
    sentence: 'GET of a job that never existed is answered with 404 and a message',
    run: async subject => {
      const answer = await subject.client.get(jobUrl(subject, 'jobdouble-check-no-such-job'))
      return judge([...statusProblems(subject, answer, 'noSuchJob'), ...bodyProblems(answer)], [answer])
    }
  }),
  check('schema', {
    requirement: 'GetJob: 200, schema of Job',
    level: 'must',
    sentence: 'A job matches the described schema',
    run: async subject => judgeEach(subject, job => schemaProblems('TatorJobRead', job))
  }),
  check('id', {
    requirement: 'GetJob: 200',
    level: 'must',
    sentence: 'A job has the id of its address, and the group of its launch',
    run: async subject => judgeEach(subject, (job, { url }) => {
      const group = subject.launchedGroups.find(({ ids }) => ids.some(id => jobUrl(subject, id) === url))
      return [
        ...unless(jobUrl(subject, String(job['uid'])) === url, `${url} has the uid ${quote(job['uid'])}.`),
        ...unless(group === undefined || job['gid'] === group.group, `${url} has the gid ${quote(job['gid'])}; expected ${quote(group?.group)}.`)
      ]
    })
  }),
  check('project', {
    requirement: 'GetJob: 200, project',
    level: 'should',
    sentence: 'A job names the project that it was launched in',
    run: async subject => judgeEach(subject, job => unless(String(job['project']) === String(subject.settings.project), `project is ${quote(job['project'])}; expected ${subject.settings.project}.`))
  }),
  check('status-words', {
    requirement: 'GetJob: 200, status; clients compare it with Running, Succeeded and Failed',
    level: 'must',
    sentence: 'The status of a job is a phase of a workflow: Pending, Running, Succeeded, Failed or Error',
    run: async subject => judgeEach(subject, job => unless(words.includes(String(job['status'])), `status is ${quote(job['status'])}; expected ${words.join(', ')}.`))
  }),
  check('times', {
    requirement: 'GetJob: 200, start_time and stop_time; RFC 3339',
    level: 'must',
    sentence: 'Times have a time zone, and the start time is not after the stop time',
    run: async subject => judgeEach(subject, job => {
      const [start, stop] = [job['start_time'], job['stop_time']]
      return [
        ...[start, stop].filter(time => !absent.includes(time) && !withZone.test(String(time))).map(time => `A time is ${quote(time)}; expected one with a time zone.`),
        ...unless(!(Date.parse(asText(start) ?? '') > Date.parse(asText(stop) ?? '')), `start_time is ${quote(start)}, after stop_time, ${quote(stop)}.`)
      ]
    })
  }),
  check('stop-time', {
    requirement: 'GetJob: 200, stop_time',
    level: 'should',
    sentence: 'Only a job that has ended has an end time',
    run: async subject => judgeEach(subject, (job, exchange) => unless(absent.includes(job['stop_time']) || placeOf(exchange) === 2, `A job that is ${quote(job['status'])} has the stop_time ${quote(job['stop_time'])}; expected none.`))
  }),
  check('start-time', {
    requirement: 'GetJob: 200, start_time and stop_time',
    level: 'should',
    sentence: 'A running job has a start time, and an ended job has an end time',
    run: async subject => judgeEach(subject, (job, exchange) => [
      ...unless(placeOf(exchange) !== 1 || !absent.includes(job['start_time']), 'A job that is Running has no start_time.'),
      ...unless(placeOf(exchange) !== 2 || !absent.includes(job['stop_time']), `A job that is ${quote(job['status'])} has no stop_time.`)
    ])
  }),
  check('times-now', {
    requirement: 'GetJob: 200, start_time; RFC 3339',
    level: 'should',
    sentence: 'The start time is correct in its time zone, compared with the Date header',
    run: async subject => judgeEach(subject, (job, { headers }) => {
      const [start, date] = [Date.parse(asText(job['start_time']) ?? ''), Date.parse(headers['date'] ?? '')]
      return unless(!(start - date > tolerance), `A job started ${quote(job['start_time'])}, and the Date of the answer is ${quote(headers['date'])}.`)
    })
  }),
  check('media', {
    requirement: 'GetJob: 200, media_ids',
    level: 'should',
    sentence: 'A job names its media',
    appliesTo: ({ namesMedia }) => namesMedia,
    run: async subject => judgeEach(subject, job => unless(Array.isArray(job['media_ids']), `media_ids is ${quote(job['media_ids'])}; expected a list.`))
  }),
  check('same', {
    requirement: 'GetJob: 200, id and start_time',
    level: 'should',
    sentence: 'The id of a job is the same in every answer',
    run: async subject => {
      const changed = pairs(readings(subject)).filter(([before, after]) => membersOf(before)['id'] !== membersOf(after)['id'])
      return judge(changed.map(([before, after]) => `A job has the id ${quote(membersOf(after)['id'])}, and had ${quote(membersOf(before)['id'])} before.`), changed.flat().slice(0, 2))
    }
  }),
  check('redirects', {
    requirement: 'RFC 9110, 15.4: some clients follow a redirect with GET, some follow none',
    level: 'should',
    sentence: 'GET of a job is answered without a redirect',
    run: async ({ client }) => {
      const moved = client.log.filter(({ url, finalUrl, status }) => status > 0 && finalUrl !== new URL(url).href)
      return judge(moved.map(({ method, url, finalUrl }) => `${nameOf({ method, url })} leads to ${finalUrl}.`), moved.slice(0, 2))
    }
  }),
  check('life', {
    requirement: 'GetJob: 200, status',
    level: 'must',
    sentence: 'A job goes from Pending to Running to its end, and never back',
    run: async subject => {
      const back = pairs(readings(subject)).filter(([before, after]) => placeOf(after) < placeOf(before))
      return judge(back.map(([before, after]) => `A job that was ${quote(statusOf(before))} is ${quote(statusOf(after))} later.`), back.flat().slice(0, 2))
    }
  })
]
