import { answerOf, type Exchange, isJson, mediaTypeName } from '../../exchange.ts'
import { changeCase } from '../../change-case.ts'
import { judge, type Outcome, skip, unless } from '../../outcome.ts'
import { launchOne, launchSeveral, lookUp } from '../launch.ts'
import { bodyProblems, statusProblems } from '../refusal.ts'
import { groupUrl, isSuccess, jobUrl, restUrl, type TatorSubject } from '../subject.ts'
import type { TatorCheck } from '../tator-check.ts'
import { emptyProblems } from './deletion.ts'

const unknownId = 'jobdouble-check-00000000-0000-4000-8000-000000000000'

/** Ids that no server issues. An id need not be a UUID: the web interface of 2020 sent an MD5. */
const oddIds: readonly { name: string, id: string }[] = [
  { name: 'the form of an MD5', id: 'd41d8cd98f00b204e9800998ecf8427e' },
  { name: 'a space', id: 'no such job' },
  { name: 'a slash', id: 'no/such/job' },
  { name: 'an emoji', id: '\u{1F50E}' },
  { name: 'a thousand characters', id: 'x'.repeat(1000) },
  { name: 'markup', id: '<b>&amp;"\'' },
  { name: 'a percent sign', id: '100%' }
]

/** Number of characters to remove from an id. */
const removedCharacters = 2

/** A job that a DELETE must leave as it is. */
interface SparedJob {
  readonly id: string
  /** The DELETE, for a sentence. */
  readonly by: string
}

/** Judges a DELETE that must not delete this job. @param problems those of the answer itself */
async function judgeSpared (subject: TatorSubject, answer: Exchange, problems: readonly string[], { id, by }: SparedJob, detail = ''): Promise<Outcome> {
  const spared = await lookUp(subject, id)
  return judge([...problems, ...unless(isSuccess(spared), `${by} deleted the job ${JSON.stringify(id)}: it is now answered with ${answerOf(spared)}.`)], [answer, spared], detail)
}

/** DELETE of an id without a job. */
async function deleteNoJob (subject: TatorSubject, id: string, spared: SparedJob): Promise<Outcome> {
  const answer = await subject.client.delete(jobUrl(subject, id))
  return judgeSpared(subject, answer, statusProblems(subject, answer, 'noSuchJob'), spared)
}

/** DELETE of a group without jobs. */
async function deleteEmptyGroup (subject: TatorSubject, group: string, spared: SparedJob): Promise<Outcome> {
  const answer = await subject.client.delete(groupUrl(subject, group))
  return judgeSpared(subject, answer, emptyProblems(answer, subject.dialect.emptyGroupStatuses), spared)
}

export const unknownChecks: readonly TatorCheck[] = [
  {
    id: 'unknown/job',
    requirement: 'DeleteJob: 404',
    level: 'must',
    sentence: 'DELETE of a job that never existed is answered with 404',
    run: async subject => {
      const answer = await subject.client.delete(jobUrl(subject, unknownId))
      return judge(statusProblems(subject, answer, 'noSuchJob'), [answer])
    }
  },
  {
    id: 'unknown/body',
    requirement: 'DeleteJob: 404, schema of the message',
    level: 'must',
    sentence: 'The answer to DELETE of a job that never existed is JSON with a message',
    run: async subject => {
      const answer = await subject.client.delete(jobUrl(subject, unknownId))
      return judge(bodyProblems(answer), [answer])
    }
  },
  {
    id: 'unknown/group',
    requirement: 'DeleteJobGroup (2020-05): 404, or DeleteJobList (since 2020-09): 200, 404',
    level: 'must',
    sentence: 'DELETE of a group that never existed deletes nothing, and its answer says so in JSON',
    run: async subject => {
      const answer = await subject.client.delete(groupUrl(subject, unknownId))
      return judge([...emptyProblems(answer, subject.dialect.emptyGroupStatuses), ...unless(isJson(answer), `It was answered with ${mediaTypeName(answer)}; expected application/json.`)], [answer])
    }
  },
  {
    id: 'unknown/odd-ids',
    requirement: 'DeleteJob: run_uid or uid is any text',
    level: 'should',
    sentence: 'DELETE with any other text as an id is answered with 404, too',
    run: async subject => {
      const answers = await Promise.all(oddIds.map(async ({ name, id }) => ({ name, answer: await subject.client.delete(jobUrl(subject, id)) })))
      const wrong = answers.filter(({ answer }) => ![404, 414, 431].includes(answer.status))
      return judge(wrong.map(({ name, answer }) => `An id with ${name} was answered with ${answerOf(answer)}; expected 404.`), wrong.map(({ answer }) => answer))
    }
  },
  {
    id: 'unknown/beginning',
    requirement: 'DeleteJob: run_uid or uid',
    level: 'must',
    sentence: 'DELETE with the beginning of an id dismisses no job',
    run: async subject => {
      const launched = await launchOne(subject)
      if (typeof launched === 'string') return skip(launched)
      const { id } = launched
      if (id.length < 8) return skip(`The id ${JSON.stringify(id)} is too short: its beginning could be the id of another job.`)
      return deleteNoJob(subject, id.slice(0, -removedCharacters), { id, by: 'DELETE of the beginning of its id' })
    }
  },
  {
    id: 'unknown/beginning-of-group',
    requirement: 'DeleteJobGroup (2020-05): group_id, or DeleteJobList (since 2020-09): gid',
    level: 'must',
    sentence: 'DELETE with the beginning of a group\'s id deletes no job',
    run: async subject => {
      const group = await launchSeveral(subject)
      if (typeof group === 'string') return skip(group)
      if (group.group.length < 8) return skip(`The id ${JSON.stringify(group.group)} is too short: its beginning could be the id of another job.`)
      return deleteEmptyGroup(subject, group.group.slice(0, -removedCharacters), { id: group.ids[0]!, by: 'DELETE of the beginning of its group\'s id' })
    }
  },
  {
    id: 'unknown/case',
    requirement: 'DeleteJob: run_uid or uid is any text',
    level: 'should',
    sentence: 'DELETE with an id in upper instead of lower case, or the reverse, dismisses no job',
    run: async subject => {
      const launched = await launchOne(subject)
      if (typeof launched === 'string') return skip(launched)
      const { id } = launched
      const other = changeCase(id)
      if (other === id) return skip(`The id ${JSON.stringify(id)} has no letters.`)
      return deleteNoJob(subject, other, { id, by: 'DELETE of its id in another case' })
    }
  },
  {
    id: 'unknown/group-as-job',
    requirement: 'DeleteJob: run_uid or uid',
    level: 'must',
    sentence: 'DELETE of a job with the id of a group deletes no job',
    run: async subject => {
      const group = await launchSeveral(subject)
      if (typeof group === 'string') return skip(group)
      return deleteNoJob(subject, group.group, { id: group.ids.at(-1)!, by: 'DELETE of a job with the id of its group' })
    }
  },
  {
    id: 'unknown/job-as-group',
    requirement: 'DeleteJobGroup (2020-05): group_id, or DeleteJobList (since 2020-09): gid',
    level: 'must',
    sentence: 'DELETE of a group with the id of a job deletes no job',
    run: async subject => {
      const launched = await launchOne(subject)
      if (typeof launched === 'string') return skip(launched)
      return deleteEmptyGroup(subject, launched.id, { id: launched.id, by: 'DELETE of a group with its id' })
    }
  },
  {
    id: 'unknown/alike',
    requirement: 'Transcode (before 1.5): uid is chosen by the caller',
    level: 'must',
    sentence: 'DELETE of a job deletes no job whose id is longer and has the same beginning',
    appliesTo: ({ hasTranscode }) => hasTranscode,
    run: async subject => {
      const uid = `jobdouble-check-${crypto.randomUUID()}`
      const launches = [await transcode(subject, uid), await transcode(subject, `${uid}0`)]
      const refused = launches.find(answer => !isSuccess(answer))
      if (refused !== undefined) return skip(`No transcode can be launched: it was answered with ${answerOf(refused)}.`)
      const answer = await subject.client.delete(jobUrl(subject, uid))
      return judgeSpared(subject, answer, unless(isSuccess(answer), `It was answered with ${answerOf(answer)}; expected 200.`), { id: `${uid}0`, by: 'DELETE of a job whose id has the same beginning' })
    }
  },
  {
    id: 'unknown/other-project',
    requirement: 'DeleteJobList (since 2020-09): project',
    level: 'must',
    sentence: 'DELETE of a group in another project deletes no job',
    appliesTo: ({ canRead }) => canRead,
    run: async subject => {
      const { client, dialect, settings: { otherProject } } = subject
      const group = await launchSeveral(subject)
      if (typeof group === 'string') return skip(group)
      // Without another known project, an unknown one is used: it only finds a server that ignores the project of a group.
      const answer = await client.delete(restUrl(subject, dialect.groupPath(otherProject ?? 2147483000, group.group)))
      return judgeSpared(subject, answer, [
        ...unless([200, 403, 404].includes(answer.status), `It was answered with ${answerOf(answer)}; expected 404, or 200 with no deleted job.`),
        ...answer.status === 200 ? emptyProblems(answer, [200]) : []
      ], { id: group.ids[0]!, by: 'DELETE of its group in another project' }, otherProject === undefined ? 'The other project does not exist; name one with --other-project ID.' : '')
    }
  }
]

/** Launches one job with ids chosen by the caller. */
async function transcode (subject: TatorSubject, uid: string) {
  const gid = crypto.randomUUID()
  const answer = await subject.client.send('POST', restUrl(subject, `Transcode/${subject.settings.project}`), { body: { type: 1, gid, uid, url: 'http://127.0.0.1/none', section: 'none', name: 'none.mp4', md5: 'd41d8cd98f00b204e9800998ecf8427e' } })
  if (isSuccess(answer)) subject.launchedGroups.push({ ids: [uid], group: gid, launch: answer })
  return answer
}
