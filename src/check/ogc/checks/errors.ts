import type { Level } from '../../../../schemas/check/report.ts'
import { answerOf, type Exchange, isJson, mediaTypeName, membersOf, nameOf } from '../../exchange.ts'
import { type Check, judge, unless } from '../../outcome.ts'
import { judgeServerErrors, sendMalformedRequests } from '../../server-errors.ts'
import type { Subject } from '../subject.ts'

/** Every error for a client that asked for JSON; a framework's answers to odd addresses are not the API's. */
const errorsOf = ({ client }: Subject): Exchange[] => client.log.filter(({ method, status, url, requestHeaders }) => [400, 404, 410].includes(status) && !url.includes('%') && method !== 'HEAD' && requestHeaders['accept'] === 'application/json')

const shortName = (exchange: Exchange): string => nameOf(exchange).slice(0, 120)

interface Rule { readonly name: string, readonly requirement: string, readonly level: Level, readonly sentence: string, problems (exchange: Exchange): string[] }

const rules: readonly Rule[] = [
  {
    name: 'media-type',
    requirement: '/req/json/definition',
    level: 'must',
    sentence: 'An error is JSON, if the client asks for JSON',
    problems: exchange => unless(isJson(exchange), `${shortName(exchange)} was answered with ${answerOf(exchange)}, ${mediaTypeName(exchange)}; expected JSON.`)
  },
  {
    name: 'type',
    requirement: '/req/core/job-exception-no-such-job B (exception.yaml)',
    level: 'must',
    sentence: 'An error has a type',
    problems: exchange => unless(typeof membersOf(exchange)['type'] === 'string', `${shortName(exchange)} was answered with ${answerOf(exchange)} without a type.`)
  },
  {
    name: 'title',
    requirement: 'RFC 9457, 3.1.4',
    level: 'should',
    sentence: 'An error has a title or a detail',
    problems: exchange => unless(typeof (membersOf(exchange)['title'] ?? membersOf(exchange)['detail']) === 'string', `${shortName(exchange)} was answered with ${answerOf(exchange)} without a title.`)
  },
  {
    name: 'status',
    requirement: 'RFC 9457, 3.1.2',
    level: 'must',
    sentence: 'The status in the body of an error is that of the answer',
    problems: exchange => unless([undefined, exchange.status].includes(membersOf(exchange)['status'] as undefined), `${shortName(exchange)} was answered with ${answerOf(exchange)}, and its body says ${JSON.stringify(membersOf(exchange)['status'])}.`)
  }
]

const ruleChecks = rules.map(({ problems, ...rule }): Check<Subject> => ({
  ...rule,
  id: `errors/${rule.name}`,
  run: async subject => {
    const errors = errorsOf(subject)
    const wrong = errors.filter(exchange => problems(exchange).length > 0)
    return judge(wrong.flatMap(problems), wrong.slice(0, 2), `${errors.length} errors were read.`)
  }
}))

/** Checks of all answers so far; they run last. */
export const errorChecks: readonly Check<Subject>[] = [
  {
    id: 'errors/malformed',
    requirement: 'RFC 9110, 15.5 and 15.6',
    level: 'should',
    sentence: 'A malformed request does not make the server fail',
    run: ({ client, jobsUrl }) => sendMalformedRequests((id, options) => client.delete(`${jobsUrl}/${id}`, options))
  },
  ...ruleChecks,
  {
    id: 'errors/server-error',
    requirement: '/req/json/definition',
    level: 'must',
    sentence: 'A server error is JSON, if the client asks for JSON',
    run: async ({ client }) => judgeServerErrors(client.log)
  }
]
