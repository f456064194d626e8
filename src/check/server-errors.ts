import type { RequestOptions } from './client.ts'
import { answerOf, type Exchange, isJson, mediaTypeName, mediaTypeOf, nameOf } from './exchange.ts'
import { judge, type Outcome } from './outcome.ts'

interface MalformedRequest {
  readonly name: string
  readonly id: string
  readonly options: RequestOptions
}

/** Invalid requests that make servers fail which evaluate them. None names a real job. */
const malformedRequests: readonly MalformedRequest[] = [
  { name: 'a NUL in the id', id: '%00', options: {} },
  { name: 'an id that is not UTF-8', id: '%FF%FE', options: {} },
  { name: 'a body that is not JSON', id: 'jobdouble-check-malformed', options: { text: '{"', headers: { 'content-type': 'application/json' } } },
  { name: 'a body in an unknown media type', id: 'jobdouble-check-malformed', options: { text: 'x', headers: { 'content-type': 'no media type' } } },
  { name: 'an invalid Accept', id: 'jobdouble-check-malformed', options: { headers: { accept: ';;q=x' } } }
]

/** Sends DELETEs for unknown jobs, each invalid in one way, as a client of JSON and of pages. */
export async function sendMalformedRequests (send: (id: string, options: RequestOptions) => Promise<Exchange>): Promise<Outcome> {
  const answers = await Promise.all(malformedRequests.flatMap(({ name, id, options }) => ['application/json', 'text/html'].map(async accept => ({ name, answer: await send(id, { accept, ...options }) }))))
  const failed = answers.filter(({ answer }) => answer.status >= 500 || answer.status === 0)
  return judge(failed.map(({ name, answer }) => `A DELETE with ${name} was answered with ${answerOf(answer)}; expected a status of the client's fault, such as 400 or 404.`), failed.map(({ answer }) => answer))
}

/** Whether the body of an error has the requested format. */
const hasRequestedFormat = (exchange: Exchange): boolean => exchange.requestHeaders['accept'] === 'text/html' ? mediaTypeOf(exchange) === 'text/html' || isJson(exchange) : isJson(exchange)

/** Judges every 5xx answer: a client that asked for JSON must get JSON. */
export function judgeServerErrors (log: readonly Exchange[]): Outcome {
  const errors = log.filter(({ method, status }) => status >= 500 && method !== 'HEAD')
  const wrong = errors.filter(exchange => !hasRequestedFormat(exchange))
  return judge(wrong.map(exchange => `${nameOf(exchange).slice(0, 120)} with the Accept ${exchange.requestHeaders['accept']} was answered with ${answerOf(exchange)}, ${mediaTypeName(exchange)}; expected JSON.`), wrong.slice(0, 2), errors.length === 0 ? 'The server did not fail.' : `The server failed ${errors.length} times.`)
}
