import { answerOf, type Exchange, isJson, mediaTypeName, membersOf, nameOf } from '../exchange.ts'
import { unless } from '../outcome.ts'
import type { RefusalReason } from './dialects/dialect.ts'
import type { TatorSubject } from './subject.ts'

/** A request in short, for sentences. */
export const shortName = (exchange: Exchange): string => nameOf(exchange).slice(0, 120)

/** The reason in an error: `message` in the server's own errors, `detail` in its framework's. */
export const reasonOf = (exchange: Exchange): unknown => membersOf(exchange)['message'] ?? membersOf(exchange)['detail']

/** Problems of the status of a refusal for this reason. */
export function statusProblems ({ dialect: { refusals } }: Pick<TatorSubject, 'dialect'>, answer: Exchange, refusal: RefusalReason, also: readonly number[] = []): string[] {
  const statuses = [...new Set([refusals[refusal].status, ...also])]
  return unless(statuses.includes(answer.status), `${shortName(answer)} was answered with ${answerOf(answer)}; expected ${statuses.join(' or ')}.`)
}

/** Problems of an error's body: it must be JSON with a text that gives the reason. */
export const bodyProblems = (answer: Exchange): string[] => [
  ...unless(isJson(answer), `${shortName(answer)} was answered with ${answerOf(answer)}, ${mediaTypeName(answer)}; expected application/json.`),
  ...unless(!isJson(answer) || typeof reasonOf(answer) === 'string', `${shortName(answer)} was answered with ${answerOf(answer)} and ${answer.body.slice(0, 100) || 'no body'}; expected a JSON object with a message.`)
]
