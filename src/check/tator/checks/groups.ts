import { answerOf, isJson, mediaTypeName, membersOf, quote } from '../../exchange.ts'
import { judge, judgeFound, unless } from '../../outcome.ts'
import { runGroupSequence, runNeighbourSequence, runPartialGroupSequence } from '../group-sequences.ts'
import { jobsOf } from '../launch.ts'
import { isSuccess, type TatorSubject } from '../subject.ts'
import { canReadJobs, type TatorCheck } from '../tator-check.ts'
import { emptyProblems } from './deletion.ts'

const requirement = 'DeleteJobGroup (2020-05) or DeleteJobList (since 2020-09)'

type LookUps = readonly { readonly id: string, readonly answer: Parameters<typeof answerOf>[0] & { status: number } }[]

const remainingProblems = (lookUps: LookUps): string[] => lookUps.filter(({ answer }) => isSuccess(answer)).map(({ id }) => `The job ${JSON.stringify(id)} still exists.`)

const missingProblems = (lookUps: LookUps): string[] => lookUps.filter(({ answer }) => !isSuccess(answer)).map(({ id, answer }) => `The job ${JSON.stringify(id)} was answered with ${answerOf(answer)}; expected it to exist.`)

const answersOf = <L extends readonly { readonly answer: unknown }[]>(lookUps: L): L[number]['answer'][] => lookUps.map(({ answer }) => answer)

/** A check of the deletion of a group. */
const groupCheck = (id: string, check: Omit<TatorCheck, 'id' | 'requirement' | 'run'>, toOutcome: (sequence: Exclude<Awaited<ReturnType<typeof runGroupSequence>>, string>, subject: TatorSubject) => ReturnType<typeof judge>): TatorCheck =>
  ({ ...check, id: `group/${id}`, requirement, run: async subject => await judgeFound(runGroupSequence, sequence => toOutcome(sequence, subject))(subject) })

export const groupChecks: readonly TatorCheck[] = [
  groupCheck('status-code', { level: 'must', sentence: 'DELETE of a group is answered with 200' }, ({ first }, { dialect: { deletedStatuses } }) =>
    judge(unless(deletedStatuses.includes(first.status), `It was answered with ${answerOf(first)}; expected ${deletedStatuses.join(' or ')}.`), [first])),
  groupCheck('body', { level: 'must', sentence: 'The answer to the DELETE is JSON with a message, if it has a body' }, ({ first }) =>
    judge(unless(first.status === 204 || !isSuccess(first) || (isJson(first) && typeof membersOf(first)['message'] === 'string'), `It was answered with ${mediaTypeName(first)} and ${first.body.slice(0, 100) || 'no body'}; expected application/json with a message.`), [first])),
  groupCheck('message', { level: 'should', sentence: 'The message says which group was deleted (2020-05), or how many jobs (since 2020-09)' }, ({ first, size, group }, { dialect: { canRead } }) =>
    judge(unless(!isSuccess(first) || String(membersOf(first)['message']).includes(canRead ? `${size} jobs` : group), `The message is ${quote(membersOf(first)['message'])}; expected ${canRead ? `"${size} jobs"` : JSON.stringify(group)} in it.`), [first])),
  groupCheck('whole', { level: 'must', sentence: 'After DELETE of a group, no job of the group exists' }, ({ first, members }) =>
    judge(isSuccess(first) ? remainingProblems(members) : [], [first, ...answersOf(members)])),
  groupCheck('list-after', { level: 'must', sentence: 'After DELETE of a group, the list of the group is empty', appliesTo: canReadJobs }, ({ first, listAfter }) =>
    judge(unless(!isSuccess(first) || !(Number(jobsOf(listAfter!)?.size) > 0), `The group was deleted, and its list has ${String(jobsOf(listAfter!)?.size)} jobs.`), [first, listAfter!])),
  groupCheck('others', { level: 'must', sentence: 'DELETE of a group deletes no job of another group' }, ({ first, others }) => judge(missingProblems(others), [first, ...answersOf(others)])),
  groupCheck('second', { level: 'must', sentence: 'A second DELETE of a group deletes nothing, and its answer says so' }, ({ first, second }, { dialect: { emptyGroupStatuses } }) => judge(emptyProblems(second, emptyGroupStatuses), [first, second])),
  {
    id: 'group/one-of-it',
    requirement: 'DeleteJob',
    level: 'must',
    sentence: 'DELETE of one job deletes no other job of its group',
    run: judgeFound(runNeighbourSequence, ({ one, others }) => judge(missingProblems(others), [one, ...answersOf(others)]))
  },
  {
    id: 'group/part',
    requirement,
    level: 'must',
    sentence: 'A group still exists after DELETE of one job, and DELETE of the group deletes the others',
    run: async subject => await judgeFound(runPartialGroupSequence, ({ one, others, rest, members }) => judge([
      ...missingProblems(others),
      ...unless(subject.dialect.deletedStatuses.includes(rest.status), `DELETE of the group was answered with ${answerOf(rest)}; expected ${subject.dialect.deletedStatuses.join(' or ')}.`),
      ...remainingProblems(members)
    ], [one, ...answersOf(others), rest, ...answersOf(members)]))(subject)
  },
  {
    id: 'group/part-message',
    requirement: 'DeleteJobList (since 2020-09)',
    level: 'should',
    sentence: 'DELETE of a group counts the jobs that it deleted',
    appliesTo: canReadJobs,
    run: judgeFound(runPartialGroupSequence, ({ size, rest }) => judge(unless(String(membersOf(rest)['message']).includes(`${size - 1} jobs`), `The message is ${quote(membersOf(rest)['message'])}; expected "${size - 1} jobs" in it, since one of ${size} was deleted before.`), [rest]))
  }
]
