import type { Level } from '../../../../schemas/check/report.ts'
import { answerOf, type Exchange, isJson, mediaTypeName, membersOf } from '../../exchange.ts'
import { judge, unless } from '../../outcome.ts'
import { judgeServerErrors, sendMalformedRequests } from '../../server-errors.ts'
import { reasonOf, shortName } from '../refusal.ts'
import { restUrl, type TatorSubject } from '../subject.ts'
import type { TatorCheck } from '../tator-check.ts'

/** Every error for a client that asked for JSON; a framework's answers to odd addresses are not the API's. */
const errorsOf = ({ client }: TatorSubject): Exchange[] =>
  client.log.filter(({ method, status, url, requestHeaders }) => status >= 400 && status < 500 && !url.includes('%') && method !== 'HEAD' && requestHeaders['accept'] === 'application/json')

interface Rule { readonly name: string, readonly requirement: string, readonly level: Level, readonly sentence: string, problems (exchange: Exchange, subject: TatorSubject): string[] }

const rules: readonly Rule[] = [
  {
    name: 'media-type',
    requirement: 'errors of the API: application/json',
    level: 'must',
    sentence: 'An error is JSON, if the client asks for JSON',
    problems: exchange => unless(isJson(exchange), `${shortName(exchange)} was answered with ${answerOf(exchange)}, ${mediaTypeName(exchange)}; expected application/json.`)
  },
  {
    name: 'message',
    requirement: 'errors of the API: message, or detail of the framework',
    level: 'must',
    sentence: 'An error has a message',
    problems: exchange => unless(typeof reasonOf(exchange) === 'string', `${shortName(exchange)} was answered with ${answerOf(exchange)} and no message.`)
  },
  {
    name: 'member',
    requirement: 'the server of each version: detail of the framework in 2020-05, message everywhere since 2020-09',
    level: 'should',
    sentence: 'An error has its message in the member of the dialect',
    problems (exchange, { dialect: { refusals } }) {
      const members = [...new Set(Object.values(refusals).filter(({ status }) => status === exchange.status).map(({ member }) => member))]
      return unless(members.length === 0 || members.some(member => typeof membersOf(exchange)[member] === 'string'), `${shortName(exchange)} was answered with ${answerOf(exchange)} and ${Object.keys(membersOf(exchange)).join(', ') || 'no members'}; expected ${members.join(' or ')}.`)
    }
  },
  {
    name: 'details',
    requirement: 'errors of the API: 400 has a message and details',
    level: 'should',
    sentence: 'A 400 has details, too',
    problems: exchange => unless(exchange.status !== 400 || typeof membersOf(exchange)['details'] === 'string', `${shortName(exchange)} was answered with 400 and no details.`)
  }
]

/** Checks of all answers so far; they run last. */
export const errorChecks: readonly TatorCheck[] = [
  {
    id: 'errors/malformed',
    requirement: 'RFC 9110, 15.5 and 15.6',
    level: 'should',
    sentence: 'A malformed request does not make the server fail',
    run: subject => sendMalformedRequests((id, options) => subject.client.delete(restUrl(subject, `Job/${id}`), options))
  },
  ...rules.map(({ name, problems, ...rule }): TatorCheck => ({
    ...rule,
    id: `errors/${name}`,
    run: async subject => {
      const errors = errorsOf(subject)
      const wrong = errors.filter(exchange => problems(exchange, subject).length > 0)
      return judge(wrong.flatMap(exchange => problems(exchange, subject)), wrong.slice(0, 2), `${errors.length} errors were read.`)
    }
  })),
  {
    id: 'errors/server-error',
    requirement: 'errors of the API: application/json',
    level: 'must',
    sentence: 'A server error is JSON, if the client asks for JSON',
    run: async ({ client }) => judgeServerErrors(client.log)
  }
]
