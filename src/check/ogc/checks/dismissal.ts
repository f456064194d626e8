import { answerOf, isJson, linksOf, mediaTypeName, membersOf, nameOf, quote } from '../../exchange.ts'
import { unless } from '../../outcome.ts'
import { schemaProblems } from '../../schemas.ts'
import type { DismissalSequence } from '../dismissal-sequence.ts'
import { type DismissalSequenceRule, sequenceChecks } from '../sequence-checks.ts'
import { idOf, schemaFor, statusOf, summarizeAnswer } from '../subject.ts'

const op = '/req/dismiss/job-dismiss-op'
const success = '/req/dismiss/job-dismiss-success'
const status = '/req/dismiss/job-dismiss-status'
const noSuchJob = '/req/core/job-exception-no-such-job'

const isSuccess = ({ first }: DismissalSequence): boolean => first.status >= 200 && first.status < 300
const reasonRefused = (sequence: DismissalSequence): string | undefined => isSuccess(sequence) ? undefined : `DELETE was answered with ${answerOf(sequence.first)}.`
const firstAlone = ({ first }: DismissalSequence) => [first]
const firstAndAfter = ({ first, after }: DismissalSequence) => [first, after]
const secondWas200 = ({ second }: DismissalSequence): string | undefined => second.status === 200 ? undefined : `The second DELETE was answered with ${answerOf(second)}.`

const isGone = (code: number): boolean => code === 404 || code === 410

/** Whether a dismissed job is readable as dismissed, or not found. */
const isDismissed = (words: string): boolean => ['200 dismissed', '404', '410'].includes(words)

/** Rules for a dismissal in any state. */
const rules: readonly DismissalSequenceRule[] = [
  {
    name: 'op',
    requirement: `${op} (A.81)`,
    level: 'must',
    sentence: 'DELETE is supported at the address of a job that is {state}',
    problems: ({ first }) => unless(![0, 404, 405, 501].includes(first.status) && first.status < 500, `${nameOf(first)} was answered with ${answerOf(first)}, although the job exists; expected 200.`),
    exchanges: ({ before, first }) => [before, first]
  },
  {
    name: 'status-code',
    requirement: `${success} A (A.82)`,
    level: 'must',
    sentence: 'The dismissal of a job that is {state} is answered with 200',
    problems: ({ first }) => unless(first.status === 200, `${nameOf(first)} was answered with ${answerOf(first)}; expected 200.`),
    exchanges: firstAlone
  },
  {
    name: 'body',
    requirement: `${success} B (A.82)`,
    level: 'must',
    sentence: 'The dismissal of a job that is {state} is answered with a statusInfo',
    reasonToSkip: reasonRefused,
    problems: ({ first }, subject) => schemaProblems(schemaFor(subject, 'StatusInfo'), membersOf(first)),
    exchanges: firstAlone
  },
  {
    name: 'media-type',
    requirement: '/req/json/definition',
    level: 'must',
    sentence: 'The answer to a dismissal has the media type application/json, if the client asks for JSON',
    reasonToSkip: reasonRefused,
    problems: ({ first }) => unless(isJson(first), `The answer is ${mediaTypeName(first)}; expected application/json.`),
    exchanges: firstAlone
  },
  {
    name: 'job-id',
    requirement: `${success} B (A.82)`,
    level: 'must',
    sentence: 'The answer to a dismissal names the job that was dismissed',
    reasonToSkip: reasonRefused,
    problems: ({ first, job }) => unless(idOf(membersOf(first)) === job.id, `The answer has the id ${quote(idOf(membersOf(first)))}; expected ${JSON.stringify(job.id)}.`),
    exchanges: firstAlone
  },
  {
    name: 'status',
    requirement: `${success} B (A.82)`,
    level: 'must',
    sentence: 'The answer to a dismissal says that the job is dismissed',
    reasonToSkip: reasonRefused,
    problems: ({ first }) => unless(statusOf(first) === 'dismissed', `The answer says ${quote(statusOf(first))}; expected "dismissed".`),
    exchanges: firstAlone
  },
  {
    name: 'links',
    requirement: success,
    level: 'should',
    sentence: 'The answer to a dismissal has no link to results',
    reasonToSkip: reasonRefused,
    problems: ({ first }) => unless(linksOf(membersOf(first)).every(({ rel, href }) => !/\/results$/.test(rel) && !/\/results$/.test(href)), 'The answer links to results; expected none, since clients follow them.'),
    exchanges: firstAlone
  },
  {
    name: 'after',
    requirement: `${status} A; ${noSuchJob}`,
    level: 'must',
    sentence: 'After the dismissal, a job that was {state} is readable as dismissed, or does not exist',
    reasonToSkip: reasonRefused,
    problems: ({ after }) => unless(isDismissed(summarizeAnswer(after)), `After the dismissal, ${nameOf(after)} was answered with ${summarizeAnswer(after)}; expected 200 dismissed, 404 or 410.`),
    exchanges: firstAndAfter
  },
  {
    name: 'results-after',
    requirement: `${status}; /req/core/job-results-exception/no-such-job`,
    level: 'should',
    sentence: 'A dismissed job has no results, and does not announce any',
    reasonToSkip: reasonRefused,
    problems: ({ resultsAfter }) => [
      ...unless(resultsAfter.status >= 400, `After the dismissal, ${nameOf(resultsAfter)} was answered with ${answerOf(resultsAfter)}; expected 404 or 410.`),
      ...unless(resultsAfter.status < 500, `${nameOf(resultsAfter)} was answered with ${answerOf(resultsAfter)}; expected 404 or 410.`),
      ...unless(!/result-?s?-?not-?ready/i.test(String(membersOf(resultsAfter)['type'])), 'The type of the error says that the results are not ready: a client would wait forever.')
    ],
    exchanges: ({ first, resultsAfter }) => [first, resultsAfter]
  },
  {
    name: 'list-after',
    requirement: '/req/job-list/job-list-success',
    level: 'should',
    sentence: 'The job list shows a dismissed job as GET does',
    reasonToSkip: sequence => reasonRefused(sequence) ?? (sequence.listAfter.exchanges[0]?.status === 200 ? undefined : 'The job list cannot be read.'),
    problems: ({ after, listAfter: { found, isWhole } }) => [
      ...unless(found === undefined || after.status === 200, `The list shows the job as ${quote(found?.['status'])}, and GET answers ${answerOf(after)}; expected a list without it.`),
      ...unless(found === undefined || after.status !== 200 || found['status'] === statusOf(after), `The list shows the job as ${quote(found?.['status'])}, and GET as ${quote(statusOf(after))}.`),
      ...unless(found !== undefined || !isWhole || after.status !== 200, 'GET shows the job, and the job list does not.')
    ],
    exchanges: ({ after, listAfter }) => [after, ...listAfter.exchanges]
  },
  {
    name: 'second',
    requirement: `${success}; security clause of 1.0`,
    level: 'must',
    sentence: 'Further DELETEs of a job that was {state} are answered with 200, 404 or 410',
    reasonToSkip: reasonRefused,
    problems: ({ second, third }) => [second, third].flatMap((answer, index) =>
      unless(answer.status === 200 || isGone(answer.status), `DELETE number ${index + 2} was answered with ${answerOf(answer)}; expected 200, 404 or 410.`)),
    exchanges: ({ first, second, third }) => [first, second, third]
  },
  {
    name: 'second-body',
    requirement: `${success} B`,
    level: 'must',
    sentence: 'The answer to a second DELETE with 200 has the status dismissed, too',
    reasonToSkip: sequence => reasonRefused(sequence) ?? secondWas200(sequence),
    problems: ({ second }, subject) => [
      ...unless(statusOf(second) === 'dismissed', `The second DELETE says ${quote(statusOf(second))}; expected "dismissed".`),
      ...schemaProblems(schemaFor(subject, 'StatusInfo'), membersOf(second))
    ],
    exchanges: ({ second }) => [second]
  },
  {
    name: 'second-is-told',
    requirement: noSuchJob,
    level: 'should',
    sentence: 'DELETE is answered with 404 if GET is',
    reasonToSkip: sequence => reasonRefused(sequence) ?? (isGone(sequence.after.status) ? undefined : 'The job stays readable.'),
    problems: ({ after, second }) => unless(isGone(second.status), `GET was answered with ${answerOf(after)}, and DELETE of the same job with ${answerOf(second)}; expected 404 or 410.`),
    exchanges: ({ after, second }) => [after, second]
  },
  {
    name: 'after-second',
    requirement: status,
    level: 'must',
    sentence: 'After every further DELETE, the job is dismissed or gone, and a job that is gone does not come back',
    reasonToSkip: reasonRefused,
    problems: ({ after, afterSecond, afterThird }) => [
      ...unless(isDismissed(summarizeAnswer(afterSecond)) && isDismissed(summarizeAnswer(afterThird)), `After further DELETEs GET was answered with ${summarizeAnswer(afterSecond)} and ${summarizeAnswer(afterThird)}; expected 200 dismissed, 404 or 410.`),
      ...unless(!(isGone(after.status) && afterSecond.status === 200) && !(isGone(afterSecond.status) && afterThird.status === 200), 'The job was gone, and came back.')
    ],
    exchanges: ({ after, second, afterSecond, third, afterThird }) => [after, second, afterSecond, third, afterThird]
  },
  {
    name: 'not-finished-again',
    requirement: status,
    level: 'should',
    sentence: 'The dismissal of a job that is {state} does not set its progress to 100',
    states: ['accepted', 'running'],
    reasonToSkip: reasonRefused,
    problems: ({ before, first }) => unless(membersOf(first)['progress'] !== 100 || membersOf(before)['progress'] === 100, `The answer has the progress 100, and the job had ${quote(membersOf(before)['progress'])}; expected the progress of the job.`),
    exchanges: ({ before, first }) => [before, first]
  },
  {
    name: 'family',
    requirement: `${status} (2.0 draft); security clause of 1.0; issue 620 of the standard`,
    level: 'observed',
    sentence: 'What a dismissal leaves of a job that is {state}',
    problems: () => [],
    observe: ({ first, after, second, afterSecond, third }) => `DELETE ${summarizeAnswer(first)}, GET ${summarizeAnswer(after)}, second DELETE ${summarizeAnswer(second)}, GET ${summarizeAnswer(afterSecond)}, third DELETE ${summarizeAnswer(third)}.`,
    exchanges: () => []
  }
]

export const dismissalChecks = sequenceChecks(rules)
