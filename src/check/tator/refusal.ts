import { answerOf, type Exchange, isJson, mediaTypeName, membersOf, nameOf } from '../exchange.ts'
import { unless } from '../outcome.ts'
import type { Refusal } from './dialects/dialect.ts'
import type { TatorSubject } from './subject.ts'

/** A request in short, for sentences. */
export const short = (exchange: Exchange): string => nameOf(exchange).slice(0, 120)

/** What says why, for people: `message` of the server's own errors, `detail` of its framework's. */
export const reasonOf = (exchange: Exchange): unknown => membersOf(exchange)['message'] ?? membersOf(exchange)['detail']

/** What is wrong with an answer that should refuse for this reason: its status. */
export function statusProblems ({ dialect: { wordings } }: Pick<TatorSubject, 'dialect'>, answer: Exchange, refusal: Refusal, also: readonly number[] = []): string[] {
  const wanted = [...new Set([wordings[refusal].status, ...also])]
  return unless(wanted.includes(answer.status), `${short(answer)} was answered with ${answerOf(answer)}; expected ${wanted.join(' or ')}.`)
}

/** What is wrong with an error's body: JSON with a text that says why. */
export const bodyProblems = (answer: Exchange): string[] => [
  ...unless(isJson(answer), `${short(answer)} was answered with ${answerOf(answer)}, ${mediaTypeName(answer)}; expected application/json.`),
  ...unless(!isJson(answer) || typeof reasonOf(answer) === 'string', `${short(answer)} was answered with ${answerOf(answer)} and ${answer.body.slice(0, 100) || 'no body'}; expected a JSON object with a message.`)
]
