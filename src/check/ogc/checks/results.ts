import { answerOf, asMembers, type Exchange, membersOf, nameOf } from '../../exchange.ts'
import { type Check, judge, skip, unless } from '../../outcome.ts'
import { type DismissalSequence, type InitialState, runDismissalSequence } from '../dismissal-sequence.ts'
import { resultProblems } from '../result-problems.ts'
import { noSuchUrl, type Subject } from '../subject.ts'
import { withEndedJob } from './dismissal-requests.ts'

const judgeSequence = (state: InitialState, toOutcome: (sequence: DismissalSequence, subject: Subject) => { problems: string[], exchanges: Exchange[] }) => async (subject: Subject) => {
  const sequence = await runDismissalSequence(subject, state)
  if (typeof sequence === 'string') return skip(sequence)
  const { problems, exchanges } = toOutcome(sequence, subject)
  return judge(problems, exchanges)
}

const typeOf = (exchange: Exchange): string => String(membersOf(exchange)['type'])

export const resultsChecks: readonly Check<Subject>[] = [
  {
    id: 'results/successful',
    requirement: '/req/core/job-results',
    level: 'must',
    sentence: 'A successful job has results',
    run: judgeSequence('successful', ({ resultsBefore }) => ({
      problems: unless([200, 204].includes(resultsBefore.status), `${nameOf(resultsBefore)} was answered with ${answerOf(resultsBefore)}; expected 200.`),
      exchanges: [resultsBefore]
    }))
  },
  {
    id: 'results/body',
    requirement: '/req/core/job-results',
    level: 'must',
    sentence: 'The results of a successful job are its outputs, and nothing else',
    run: judgeSequence('successful', ({ resultsBefore }, { processes, executions: { quick } }) => ({
      problems: resultProblems(resultsBefore, asMembers(processes.find(({ id }) => id === quick?.process)?.description)),
      exchanges: [resultsBefore]
    }))
  },
  {
    id: 'results/again',
    requirement: 'RFC 9110, 9.2.1: GET is safe',
    level: 'must',
    sentence: 'Results can be read again',
    run: subject => withEndedJob(subject, async job => {
      const [first, again] = [await subject.client.get(`${job.url}/results`), await subject.client.get(`${job.url}/results`)]
      return judge(unless(first.status === again.status, `${nameOf(first)} was answered with ${answerOf(first)}, and a second time with ${answerOf(again)}; expected the same.`), [first, again])
    })
  },
  {
    id: 'results/not-ready',
    requirement: '/req/core/job-results-exception/results-not-ready',
    level: 'must',
    sentence: 'The results of a running job are answered with 404 and the type result-not-ready',
    run: judgeSequence('running', ({ resultsBefore }) => ({
      problems: [
        ...unless(resultsBefore.status === 404, `${nameOf(resultsBefore)} was answered with ${answerOf(resultsBefore)}; expected 404.`),
        ...unless(/\/result-not-ready$/.test(typeOf(resultsBefore)), `Its type is ${JSON.stringify(typeOf(resultsBefore))}; expected …/result-not-ready.`)
      ],
      exchanges: [resultsBefore]
    }))
  },
  {
    id: 'results/failed',
    requirement: '/req/core/job-results-failed',
    level: 'must',
    sentence: 'The results of a failed job are answered with an error',
    run: judgeSequence('failed', ({ resultsBefore }) => ({
      problems: unless(resultsBefore.status >= 400, `${nameOf(resultsBefore)} was answered with ${answerOf(resultsBefore)}; expected 4xx or 5xx.`),
      exchanges: [resultsBefore]
    }))
  },
  {
    id: 'results/no-such-job',
    requirement: '/req/core/job-results-exception/no-such-job',
    level: 'must',
    sentence: 'The results of a job that never existed are answered with 404 and the type no-such-job',
    run: async subject => {
      const exchange = await subject.client.get(`${noSuchUrl(subject, 'jobdouble-check-no-such-job')}/results`)
      return judge([
        ...unless(exchange.status === 404, `${nameOf(exchange)} was answered with ${answerOf(exchange)}; expected 404.`),
        ...unless(/\/no-such-job$/.test(typeOf(exchange)), `Its type is ${JSON.stringify(typeOf(exchange))}; expected …/no-such-job.`)
      ], [exchange])
    }
  }
]
