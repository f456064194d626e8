import type { Client } from '../../client.ts'
import { answerOf, type Exchange, membersOf, quote } from '../../exchange.ts'
import { judge, type Outcome, skip, unless } from '../../outcome.ts'
import { launchOne, launchSeveral, lookUp, sendLaunch } from '../launch.ts'
import { bodyProblems, reasonOf, shortName, statusProblems } from '../refusal.ts'
import { authorization, groupUrl, isSuccess, jobUrl, type TatorSubject } from '../subject.ts'
import { canReadJobs, type TatorCheck } from '../tator-check.ts'

/** A client without permission, with or without the header `Authorization`. */
interface UnauthorizedClient {
  readonly name: string
  readonly sentence: string
  headers (token: string): Readonly<Record<string, string>>
}

const unauthorizedClients: readonly UnauthorizedClient[] = [
  { name: 'no-token', sentence: 'without a token', headers: () => ({}) },
  { name: 'unknown-token', sentence: 'with an unknown token', headers: () => ({ authorization: authorization('0'.repeat(40)) }) },
  { name: 'part-of-token', sentence: 'with the beginning of a key', headers: token => ({ authorization: authorization(token.slice(0, -1)) }) },
  { name: 'other-scheme', sentence: 'with the key as a bearer token', headers: token => ({ authorization: `Bearer ${token}` }) },
  { name: 'empty-token', sentence: 'with `Token` and no key', headers: () => ({ authorization: 'Token' }) },
  { name: 'two-tokens', sentence: 'with `Token` and two keys', headers: token => ({ authorization: `Token ${token} ${token}` }) }
]

/** Statuses with which a server may refuse an unknown client. */
const refusalStatuses = [400, 401, 403]

/** A DELETE without permission, and the job afterwards. */
async function tryToDelete (subject: TatorSubject, client: Client): Promise<{ answer: Exchange, after: Exchange } | string> {
  const launched = await launchOne(subject)
  if (typeof launched === 'string') return launched
  return { answer: await client.delete(jobUrl(subject, launched.id)), after: await lookUp(subject, launched.id) }
}

const tryAsUnauthorized = (subject: TatorSubject, { name, headers }: UnauthorizedClient) => subject.once(`access ${name}`, () => tryToDelete(subject, subject.client.as({ ...subject.settings.headers, ...headers(subject.settings.token) })))

const unauthorizedChecks = unauthorizedClients.map((stranger): TatorCheck => ({
  id: `access/${stranger.name}`,
  requirement: 'security of the API: Token',
  level: 'must',
  sentence: `A DELETE ${stranger.sentence} is refused, and deletes nothing`,
  run: async subject => {
    const found = await tryAsUnauthorized(subject, stranger)
    if (typeof found === 'string') return skip(found)
    const { answer, after } = found
    return judge([
      ...unless(refusalStatuses.includes(answer.status), `It was answered with ${answerOf(answer)}; expected ${subject.dialect.refusals.unauthenticated.status}.`),
      ...bodyProblems(answer),
      ...unless(isSuccess(after), `The job was answered with ${answerOf(after)} afterwards; expected it to exist.`)
    ], [answer, after])
  }
}))

/** A client without a token. */
const anonymousClient = (subject: TatorSubject): Client => subject.client.as({ ...subject.settings.headers })

const noViewer = 'No user was named who may only view: name the key of one with --view-token KEY.'

/** A check with the key of a user who may only view. */
const withViewer = (work: (subject: TatorSubject, viewer: Client) => Promise<Outcome>) => async (subject: TatorSubject): Promise<Outcome> => {
  const { settings: { viewToken, headers } } = subject
  return viewToken === undefined ? skip(noViewer) : await work(subject, subject.client.as({ ...headers, authorization: authorization(viewToken) }))
}

/** A launch without permission; a started job is deleted. */
const tryToLaunch = async (subject: TatorSubject, client: Client): Promise<Exchange> =>
  (await sendLaunch(subject, { media: subject.settings.media.slice(0, 1) }, client)).answer

/** A DELETE of a group without permission. */
async function judgeGroup (subject: TatorSubject, client: Client, statuses: readonly number[]): Promise<Outcome> {
  const group = await launchSeveral(subject)
  if (typeof group === 'string') return skip(group)
  const answer = await client.delete(groupUrl(subject, group.group))
  const after = await lookUp(subject, group.ids[0]!)
  return judge([
    ...unless(statuses.includes(answer.status), `${shortName(answer)} was answered with ${answerOf(answer)}; expected ${statuses.join(' or ')}.`),
    ...unless(isSuccess(after), `A job of the group was answered with ${answerOf(after)} afterwards; expected it to exist.`)
  ], [answer, after])
}

export const accessChecks: readonly TatorCheck[] = [
  ...unauthorizedChecks,
  {
    id: 'access/unauthenticated',
    requirement: 'the server of each version: 403 and detail (2020-05), 400 and message (since 2020-09)',
    level: 'should',
    sentence: 'An unauthenticated request gets the status and the body of the dialect',
    run: async subject => {
      const found = await tryAsUnauthorized(subject, unauthorizedClients[0]!)
      if (typeof found === 'string') return skip(found)
      const { member } = subject.dialect.refusals.unauthenticated
      return judge([
        ...statusProblems(subject, found.answer, 'unauthenticated'),
        ...unless(typeof membersOf(found.answer)[member] === 'string', `The body has the reason ${quote(reasonOf(found.answer))}; expected a text as "${member}".`)
      ], [found.answer])
    }
  },
  {
    id: 'access/group',
    requirement: 'security of the API: Token',
    level: 'must',
    sentence: 'A DELETE of a group without a token is refused, and deletes nothing',
    run: subject => judgeGroup(subject, anonymousClient(subject), refusalStatuses)
  },
  {
    id: 'access/launch',
    requirement: 'security of the API: Token',
    level: 'must',
    sentence: 'A launch without a token is refused',
    run: async subject => {
      const answer = await tryToLaunch(subject, anonymousClient(subject))
      return judge(unless(refusalStatuses.includes(answer.status), `It was answered with ${answerOf(answer)}; expected ${subject.dialect.refusals.unauthenticated.status}.`), [answer])
    }
  },
  {
    id: 'access/read',
    requirement: 'security of the API: Token',
    level: 'must',
    sentence: 'Jobs cannot be read or listed without a token',
    appliesTo: canReadJobs,
    run: async subject => {
      const launched = await launchOne(subject)
      if (typeof launched === 'string') return skip(launched)
      const answers = [await anonymousClient(subject).get(jobUrl(subject, launched.id)), await anonymousClient(subject).get(groupUrl(subject, launched.group.group))]
      return judge(answers.flatMap(answer => unless(refusalStatuses.includes(answer.status), `${shortName(answer)} was answered with ${answerOf(answer)}; expected ${subject.dialect.refusals.unauthenticated.status}.`)), answers)
    }
  },
  {
    id: 'access/bare-key',
    requirement: 'the published client sends a bare key if no prefix is set; the server refuses it',
    level: 'observed',
    sentence: 'The answer to a DELETE with the key alone, without `Token`',
    run: async subject => {
      const found = await tryToDelete(subject, subject.client.as({ ...subject.settings.headers, authorization: subject.settings.token }))
      return typeof found === 'string' ? skip(found) : judge([], [], `Answered with ${answerOf(found.answer)}.`)
    }
  },
  {
    id: 'access/unknown-id',
    requirement: 'versions of the server differ',
    level: 'observed',
    sentence: 'Whether the answer to a client without a token shows which jobs exist',
    run: async subject => {
      const answer = await anonymousClient(subject).delete(jobUrl(subject, 'jobdouble-check-no-such-job'))
      return judge([], [], `DELETE of an unknown job without a token was answered with ${answerOf(answer)}.`)
    }
  },
  {
    id: 'access/level/delete',
    requirement: 'DeleteJob: transfer (before 1.5) or execute (1.5)',
    level: 'must',
    sentence: 'A user who may only view cannot delete a job',
    run: withViewer(async (subject, viewer) => {
      const found = await tryToDelete(subject, viewer)
      if (typeof found === 'string') return skip(found)
      return judge([
        ...statusProblems(subject, found.answer, 'forbidden'),
        ...bodyProblems(found.answer),
        ...unless(isSuccess(found.after), `The job was answered with ${answerOf(found.after)} afterwards; expected it to exist.`)
      ], [found.answer, found.after])
    })
  },
  {
    id: 'access/level/group',
    requirement: 'DeleteJobGroup and DeleteJobList: transfer (before 1.5) or execute (1.5)',
    level: 'must',
    sentence: 'A user who may only view cannot delete a group',
    run: withViewer((subject, viewer) => judgeGroup(subject, viewer, [subject.dialect.refusals.forbidden.status]))
  },
  {
    id: 'access/level/launch',
    requirement: 'AlgorithmLaunch (before 1.5) or CreateJobList (1.5): execute',
    level: 'must',
    sentence: 'A user who may only view cannot launch',
    run: withViewer(async (subject, viewer) => {
      const answer = await tryToLaunch(subject, viewer)
      return judge([...statusProblems(subject, answer, 'forbidden'), ...bodyProblems(answer)], [answer])
    })
  },
  {
    id: 'access/level/read',
    requirement: 'GetJob and GetJobList: view',
    level: 'must',
    sentence: 'A user who may only view can read and list jobs',
    appliesTo: canReadJobs,
    run: withViewer(async (subject, viewer) => {
      const launched = await launchOne(subject)
      if (typeof launched === 'string') return skip(launched)
      const answers = [await viewer.get(jobUrl(subject, launched.id)), await viewer.get(groupUrl(subject, launched.group.group))]
      return judge(answers.flatMap(answer => unless(answer.status === 200, `${shortName(answer)} was answered with ${answerOf(answer)}; expected 200.`)), answers)
    })
  }
]
