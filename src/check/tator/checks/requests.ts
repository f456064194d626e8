import type { RequestOptions } from '../../client.ts'
import { answerOf, isJson, mediaTypeName, nameOf, quote } from '../../exchange.ts'
import { judge, type Outcome, skip, unless } from '../../outcome.ts'
import { launchOne, lookUp } from '../launch.ts'
import { isSuccess, jobUrl, type TatorSubject } from '../subject.ts'
import type { TatorCheck } from '../tator-check.ts'

const withJob = (work: (subject: TatorSubject, id: string, url: string) => Promise<Outcome>) => async (subject: TatorSubject): Promise<Outcome> => {
  const launched = await launchOne(subject)
  return typeof launched === 'string' ? skip(launched) : await work(subject, launched.id, jobUrl(subject, launched.id))
}

/** Headers and bodies that real clients send with a DELETE. */
const clients: readonly { name: string, requirement: string, sentence: string, options: RequestOptions }[] = [
  { name: 'empty-json', requirement: 'DeleteJob, as the published Python client sends it', sentence: 'A DELETE with `Content-Type: application/json` and no body is accepted', options: { headers: { 'content-type': 'application/json' } } },
  { name: 'accept-any', requirement: 'RFC 9110, 12.5.1', sentence: 'A DELETE with `Accept: */*` is answered with JSON', options: { accept: '*/*' } },
  { name: 'indented', requirement: 'RFC 9110, 12.5.1', sentence: 'A DELETE with `Accept: application/json; indent=2` is accepted', options: { accept: 'application/json; indent=2' } },
  { name: 'keyword-case', requirement: 'RFC 9110, 11.1: the scheme is case-insensitive', sentence: 'A DELETE with `Authorization: TOKEN key` is accepted', options: {} }
]

const clientChecks = clients.map(({ name, options, ...about }): TatorCheck => ({
  ...about,
  id: `client/${name}`,
  level: 'must',
  run: withJob(async ({ client, dialect: { deletedStatuses }, settings: { token } }, _id, url) => {
    const answer = await client.delete(url, name === 'keyword-case' ? { headers: { authorization: `TOKEN ${token}` } } : options)
    return judge([
      ...unless(deletedStatuses.includes(answer.status), `${nameOf(answer)} was answered with ${answerOf(answer)}; expected ${deletedStatuses.join(' or ')}.`),
      ...unless(answer.status !== 200 || isJson(answer), `The answer is ${mediaTypeName(answer)}; expected application/json.`)
    ], [answer])
  })
}))

export const requestChecks: readonly TatorCheck[] = [
  ...clientChecks,
  {
    id: 'client/page',
    requirement: 'versions of the server differ',
    level: 'observed',
    sentence: 'The answer to a DELETE that asks for HTML',
    run: withJob(async ({ client }, _id, url) => {
      const answer = await client.delete(url, { accept: 'text/html' })
      return judge([], [answer], `Answered with ${answerOf(answer)}, ${mediaTypeName(answer)}.`)
    })
  },
  {
    id: 'client/not-acceptable',
    requirement: 'RFC 9110, 15.5.7',
    level: 'should',
    sentence: 'A DELETE that is refused because of its Accept does not change the job',
    run: withJob(async (subject, id, url) => {
      const answer = await subject.client.delete(url, { accept: 'application/x-nothing-has-this' })
      const after = await lookUp(subject, id)
      return judge([
        ...unless(isSuccess(answer) || answer.status === 406, `It was answered with ${answerOf(answer)}; expected 406, or 200 if Accept is ignored.`),
        ...unless(answer.status !== 406 || isSuccess(after), `It was refused with 406, and then the job was answered with ${answerOf(after)}; expected it to exist.`)
      ], [answer, after], `Answered with ${answerOf(answer)}.`)
    })
  },
  {
    id: 'client/wrong-method',
    requirement: 'RFC 9110, 15.5.6',
    level: 'should',
    sentence: 'An unsupported method is refused and changes nothing; a 405 has DELETE in Allow',
    run: withJob(async (subject, id, url) => {
      const answer = await subject.client.send('POST', url, { body: {} })
      const after = await lookUp(subject, id)
      return judge([
        ...unless([400, 405].includes(answer.status), `POST of a job was answered with ${answerOf(answer)}; expected ${subject.dialect.refusals.wrongMethod.status}.`),
        ...unless(answer.status !== 405 || /\bDELETE\b/.test(String(answer.headers['allow'])), `Allow is ${quote(answer.headers['allow'])}; expected DELETE in it.`),
        ...unless(isSuccess(after), `After the request, the job was answered with ${answerOf(after)}; expected it to exist.`)
      ], [answer, after])
    })
  },
  {
    id: 'client/lost-answer',
    requirement: 'RFC 9110, 9.2.2',
    level: 'must',
    sentence: 'After a DELETE whose answer was lost, a second DELETE deletes the job or finds it gone',
    run: withJob(async (subject, id, url) => {
      const lost = new AbortController()
      const first = subject.client.delete(url, { signal: lost.signal })
      setTimeout(() => lost.abort(), 30)
      await first
      const [second, after] = [await subject.client.delete(url), await lookUp(subject, id)]
      return judge([
        ...unless(isSuccess(second) || second.status === 404, `The repeated DELETE was answered with ${answerOf(second)}; expected 200 or 404.`),
        ...unless(after.status === 404, `After the request, the job was answered with ${answerOf(after)}; expected 404.`)
      ], [await first, second, after], `The repeated DELETE was answered with ${answerOf(second)}.`)
    })
  }
]
