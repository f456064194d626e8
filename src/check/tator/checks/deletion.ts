import { answerOf, type Exchange, isJson, mediaTypeName, membersOf, quote } from '../../exchange.ts'
import { type Check, judge, skip, unless } from '../../outcome.ts'
import { type DeletionSequence, type InitialState, initialStates, isEnded, runDeletionSequence } from '../deletion-sequence.ts'
import type { TatorDialect } from '../dialects/dialect.ts'
import { jobsOf } from '../launch.ts'
import { bodyProblems, statusProblems } from '../refusal.ts'
import { isSuccess, type TatorSubject } from '../subject.ts'
import { canReadJobs, type TatorCheck } from '../tator-check.ts'

/** A rule for the deletion of a job in any state: one check for each state. */
interface Rule extends Pick<Check<TatorSubject>, 'requirement' | 'level' | 'sentence'> {
  readonly name: string
  /** Whether it applies to a state in a dialect; it applies to all if absent. */
  appliesTo? (state: InitialState, dialect: TatorDialect): boolean
  problems (sequence: DeletionSequence, subject: TatorSubject): string[]
  exchanges (sequence: DeletionSequence): readonly (Exchange | undefined)[]
  observe? (sequence: DeletionSequence): string
}

/** Whether a job in this state can be deleted. */
const isThere = (state: InitialState, { deletesEnded }: TatorDialect): boolean => deletesEnded || !isEnded(state)

const rules: readonly Rule[] = [
  {
    name: 'status-code',
    requirement: 'DeleteJob: 200, in the description of 2020-05 204',
    level: 'must',
    sentence: 'DELETE of a job that is {state} is answered with 200',
    appliesTo: isThere,
    problems: ({ first }, { dialect: { deletedStatuses } }) => unless(deletedStatuses.includes(first.status), `It was answered with ${answerOf(first)}; expected ${deletedStatuses.join(' or ')}.`),
    exchanges: ({ first }) => [first]
  },
  {
    name: 'unknown',
    requirement: 'DeleteJob (2020-05): 404; an ended job no longer exists',
    level: 'must',
    sentence: 'DELETE of a job that has {state} is answered with 404',
    appliesTo: (state, dialect) => !isThere(state, dialect),
    problems: ({ first }, { settings: { settle } }) => unless(first.status === 404, `It was answered with ${answerOf(first)}, ${settle} s after the launch; expected 404. If its jobs take longer, use a longer --settle.`),
    exchanges: ({ first }) => [first]
  },
  {
    name: 'body',
    requirement: 'DeleteJob: schema of the message',
    level: 'must',
    sentence: 'The answer to the DELETE is JSON with a message, if it has a body',
    appliesTo: isThere,
    problems: ({ first }) => unless(first.status === 204 || !isSuccess(first) || (isJson(first) && typeof membersOf(first)['message'] === 'string'), `It was answered with ${mediaTypeName(first)} and ${first.body.slice(0, 100) || 'no body'}; expected application/json with a message.`),
    exchanges: ({ first }) => [first]
  },
  {
    name: 'message',
    requirement: 'DeleteJob, as every version of the server answered; tator-py shows the message',
    level: 'should',
    sentence: 'The message says which job was deleted',
    appliesTo: isThere,
    problems: ({ first, id }) => unless(!isSuccess(first) || String(membersOf(first)['message']).includes(id), `The message is ${quote(membersOf(first)['message'])}; expected one that contains ${JSON.stringify(id)}.`),
    exchanges: ({ first }) => [first]
  },
  {
    name: 'after',
    requirement: 'GetJob: 404; tator-py, test_job_cancel',
    level: 'must',
    sentence: 'After the DELETE, GET of a job that was {state} is answered with 404',
    appliesTo: (_state, dialect) => canReadJobs(dialect),
    problems: ({ first, after }) => unless(!isSuccess(first) || after!.status === 404, `GET was answered with ${answerOf(after!)}; expected 404.`),
    exchanges: ({ first, after }) => [first, after]
  },
  {
    name: 'list-after',
    requirement: 'GetJobList; tator-py, test_job_cancel',
    level: 'must',
    sentence: 'After the DELETE, the list of its group does not have a job that was {state}',
    appliesTo: (_state, dialect) => canReadJobs(dialect),
    problems: ({ first, id, listAfter }) => unless(!isSuccess(first) || jobsOf(listAfter!)?.has(id) !== true, `The job ${JSON.stringify(id)} was deleted, and the list has it.`),
    exchanges: ({ first, listAfter }) => [first, listAfter]
  },
  {
    name: 'second',
    requirement: 'DeleteJob: 404; a deleted job is unknown',
    level: 'must',
    sentence: 'A second DELETE of a job that was {state} is answered with 404 and a message',
    problems: ({ second }, subject) => [...statusProblems(subject, second, 'noSuchJob'), ...bodyProblems(second)],
    exchanges: ({ first, second }) => [first, second]
  },
  {
    name: 'group-after',
    requirement: 'DeleteJobGroup (2020-05): 404, or DeleteJobList (since 2020-09): 200',
    level: 'must',
    sentence: 'DELETE of the group of a deleted job that was {state} deletes nothing',
    problems: ({ groupAfter }, { dialect: { emptyGroupStatuses } }) => emptyProblems(groupAfter, emptyGroupStatuses),
    exchanges: ({ first, groupAfter }) => [first, groupAfter]
  },
  {
    name: 'family',
    requirement: 'versions of the server differ',
    level: 'observed',
    sentence: 'What DELETE leaves of a job that is {state}',
    problems: () => [],
    exchanges: () => [],
    observe: ({ first, after, second, groupAfter }) => `DELETE ${first.status}${after === undefined ? '' : `, GET ${after.status}`}, second DELETE ${second.status}, DELETE of the group ${groupAfter.status}.`
  }
]

/** Problems of the answer to DELETE for a group without jobs. */
export const emptyProblems = (answer: Exchange, statuses: readonly number[]): string[] => [
  ...unless(statuses.includes(answer.status), `DELETE of a group without jobs was answered with ${answerOf(answer)}; expected ${statuses.join(' or ')}.`),
  ...unless(answer.status !== 200 || !/\b[1-9]\d* jobs\b/.test(String(membersOf(answer)['message'])), `DELETE of a group without jobs says ${quote(membersOf(answer)['message'])}; expected no deleted job.`)
]

const checkOf = (state: InitialState, { name, appliesTo, problems, exchanges, observe, sentence, ...rule }: Rule): TatorCheck => ({
  ...rule,
  id: `delete/${state}/${name}`,
  sentence: sentence.replaceAll('{state}', state),
  ...(appliesTo !== undefined && { appliesTo: dialect => appliesTo(state, dialect) }),
  run: async subject => {
    const sequence = await runDeletionSequence(subject, state)
    return typeof sequence === 'string' ? skip(sequence) : judge(problems(sequence, subject), exchanges(sequence).filter(exchange => exchange !== undefined), observe?.(sequence))
  }
})

export const deletionChecks: readonly TatorCheck[] = initialStates.flatMap(state => rules.map(rule => checkOf(state, rule)))
