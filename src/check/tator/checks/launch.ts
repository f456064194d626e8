import { answerOf, asList, asMembers, type Exchange, isJson, mediaTypeName, membersOf } from '../../exchange.ts'
import { judge, judgeFound, skip, unless } from '../../outcome.ts'
import { schemaProblems } from '../../schemas.ts'
import { launch, type LaunchContext, lookUp, noJob, noteLaunched, sendLaunch } from '../launch.ts'
import { bodyProblems, statusProblems } from '../refusal.ts'
import { groupUrl, isSuccess, restUrl, type TatorSubject } from '../subject.ts'
import type { TatorCheck } from '../tator-check.ts'
import { emptyProblems } from './deletion.ts'

const requirement = 'AlgorithmLaunch (before 1.5) or CreateJobList (1.5): 201'

/** Two launches on all media, with their answers. */
const launches = (subject: TatorSubject) => subject.once('launches', async () => {
  const [one, other] = [await sendLaunch(subject), await sendLaunch(subject)]
  return { answers: [one.answer, other.answer] as const, groups: [one.group, other.group].filter(group => group !== undefined) }
})

/** A launch that must be refused; a job that it starts all the same is deleted. */
async function refusedLaunch (subject: LaunchContext, path: string, options: { body?: unknown, text?: string }): Promise<Exchange> {
  const answer = await subject.client.send('POST', restUrl(subject, path), { ...options, ...(options.text !== undefined && { headers: { 'content-type': 'application/json' } }) })
  noteLaunched(subject, answer)
  return answer
}

const noSuchProject = 2147483000

/** What is wrong if an answer shows other jobs than those whose ids it says. */
function shownProblems (answer: Exchange, ids: readonly string[]): string[] {
  const { object } = membersOf(answer)
  const uids = asList(object).map(job => String(asMembers(job)['uid']))
  return unless(object === undefined || uids.toSorted().join() === ids.toSorted().join(), `A launch names the jobs ${ids.join(', ')}, and shows ${uids.join(', ') || 'none'}.`)
}

export const launchChecks: readonly TatorCheck[] = [
  {
    id: 'launch/status-code',
    requirement,
    level: 'must',
    sentence: 'A launch is answered with 201',
    run: judgeFound(launches, ({ answers }) => judge(answers.flatMap(answer => unless(answer.status === 201, `A launch was answered with ${answerOf(answer)}; expected 201.`)), answers))
  },
  {
    id: 'launch/body',
    requirement,
    level: 'must',
    sentence: 'The answer to a launch is JSON with a message, the ids of the jobs and the id of their group',
    run: async subject => {
      const { answers: [answer], groups } = await launches(subject)
      return judge([
        ...unless(isJson(answer), `The answer is ${mediaTypeName(answer)}; expected application/json.`),
        ...schemaProblems(subject.dialect.launchSchema, membersOf(answer)),
        ...unless(groups.length === 2, 'The answer to a launch does not name the jobs or their group.'),
        ...shownProblems(answer, groups[0]?.ids ?? [])
      ], [answer])
    }
  },
  {
    id: 'launch/ids',
    requirement,
    level: 'must',
    sentence: 'Every job has a unique id, also over several launches',
    run: async subject => {
      const { groups } = await launches(subject)
      const ids = groups.flatMap(({ ids }) => ids)
      if (groups.length === 0) return skip(noJob)
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
      return judge([
        ...unless(ids.length > 0 && ids.every(id => id !== ''), 'A job has no id.'),
        ...twice.map(id => `Two jobs have the id ${JSON.stringify(id)}.`)
      ], groups.map(({ launch }) => launch), `${groups.map(({ ids }) => ids.length).join(' and ')} jobs on ${subject.settings.media.length} media.`)
    }
  },
  {
    id: 'launch/groups',
    requirement,
    level: 'must',
    sentence: 'Jobs that are launched together form a new group',
    run: async subject => {
      const { groups: [one, other] } = await launches(subject)
      return one === undefined || other === undefined ? skip(noJob) : judge(unless(one.group !== other.group, `Two launches have the group ${JSON.stringify(one.group)}; expected a group for each.`), [one.launch, other.launch])
    }
  },
  {
    id: 'launch/there',
    requirement,
    level: 'must',
    sentence: 'Every job in the answer to a launch exists',
    run: async subject => {
      const { groups: [one] } = await launches(subject)
      if (one === undefined) return skip(noJob)
      const looks = await Promise.all(one.ids.map(id => lookUp(subject, id)))
      const missing = looks.filter(answer => !isSuccess(answer))
      return judge(missing.map(answer => `The job at ${answer.url} was launched, and ${answer.method} was answered with ${answerOf(answer)}.`), missing)
    }
  },
  {
    id: 'launch/no-media',
    requirement: 'AlgorithmLaunch: media_ids',
    level: 'should',
    sentence: 'A launch without media creates no job, and DELETE of its group deletes nothing',
    appliesTo: ({ hasTranscode }) => hasTranscode,
    run: async subject => {
      const group = await launch(subject, { media: [] })
      if (group === undefined) return skip(noJob)
      const answer = await subject.client.delete(groupUrl(subject, group.group))
      return judge([
        ...unless(group.ids.length === 0, `A launch without media created ${group.ids.length} jobs; expected none.`),
        ...emptyProblems(answer, subject.dialect.emptyGroupStatuses)
      ], [group.launch, answer])
    }
  },
  {
    id: 'launch/unknown-algorithm',
    requirement: 'AlgorithmLaunch (before 1.5) or CreateJobList (1.5): 400, 404',
    level: 'must',
    sentence: 'A launch of an unknown algorithm is refused',
    run: async subject => {
      const { dialect, settings: { project, media } } = subject
      const answer = await refusedLaunch(subject, dialect.launchPath(project), { body: dialect.launchBody('jobdouble-check-no-such-algorithm', media) })
      return judge([...statusProblems(subject, answer, 'noSuchAlgorithm', [404]), ...bodyProblems(answer)], [answer])
    }
  },
  {
    id: 'launch/unknown-project',
    requirement: 'AlgorithmLaunch (before 1.5) or CreateJobList (1.5): 403, 404',
    level: 'must',
    sentence: 'A launch in an unknown project is refused',
    run: async subject => {
      const { dialect, settings: { algorithm, media } } = subject
      const answer = await refusedLaunch(subject, dialect.launchPath(noSuchProject), { body: dialect.launchBody(algorithm, media) })
      return judge(statusProblems(subject, answer, 'noSuchProject', [403]), [answer])
    }
  },
  {
    id: 'launch/wrong-body',
    requirement: 'AlgorithmLaunch (before 1.5) or CreateJobList (1.5): 400',
    level: 'must',
    sentence: 'A launch without the name of an algorithm, or with a body that is not JSON, is refused with 400 and a message',
    run: async subject => {
      const path = subject.dialect.launchPath(subject.settings.project)
      const answers = [await refusedLaunch(subject, path, { body: { media_ids: subject.settings.media } }), await refusedLaunch(subject, path, { text: '{"algorithm_name":' })]
      return judge(answers.flatMap(answer => [...statusProblems(subject, answer, 'badRequest'), ...bodyProblems(answer)]), answers)
    }
  }
]
