import { answerOf, type Exchange, isJson, mediaTypeName, mediaTypeOf, membersOf, nameOf, quote } from '../../exchange.ts'
import { changeCase } from '../../change-case.ts'
import { type Check, judge, type Outcome, skip, unless } from '../../outcome.ts'
import { schemaProblems } from '../../schemas.ts'
import type { RequestOptions } from '../../client.ts'
import { followLinks } from '../follow-links.ts'
import { launch, waitFor } from '../launch.ts'
import { declaredClasses, type LaunchedJob, noSuchUrl, statusOf, type Subject, summarizeAnswer } from '../subject.ts'

const noSuchJob = '/req/core/job-exception-no-such-job'
const needs = 'dismiss'

/** A job that has ended: the fastest kind to get on any server. */
async function launchEndedJob (subject: Subject): Promise<LaunchedJob | undefined> {
  const { executions: { quick }, settings: { timeout } } = subject
  const job = quick && await launch(subject, quick)
  if (job !== undefined) await waitFor(subject, job, ['successful'], timeout)
  return job
}

/** A check of a job that has succeeded. */
export const withEndedJob = async (subject: Subject, work: (job: LaunchedJob) => Promise<Outcome>): Promise<Outcome> => {
  const job = await launchEndedJob(subject)
  return job === undefined ? skip('No process was found that succeeds as a job: name one with --process ID --inputs FILE.') : work(job)
}

/** Headers and bodies that real clients send with a DELETE. */
const clients: readonly { name: string, requirement: string, sentence: string, options: RequestOptions }[] = [
  { name: 'accept-any', requirement: 'RFC 9110, 12.5.1', sentence: 'A DELETE with `Accept: */*`, as curl, OWSLib and httpx send it, is answered with JSON', options: { accept: '*/*' } },
  { name: 'accept-json-html', requirement: 'RFC 9110, 12.5.1', sentence: 'A DELETE with `Accept: application/json, text/html`, as clients generated from the published description send it, is answered with JSON', options: { accept: 'application/json, text/html' } },
  { name: 'accept-odd', requirement: 'RFC 9110, 12.5.1', sentence: 'A DELETE with the Accept of Java and generated clients, which contains a bare `*` and `/*`, is answered with 200', options: { accept: 'application/json, /*, *; q=.2' } },
  { name: 'empty-json', requirement: '/req/dismiss/job-dismiss-op', sentence: 'A DELETE with `Content-Type: application/json` and no body, as generated clients and Weaver send it, is answered with 200', options: { headers: { 'content-type': 'application/json' } } }
]

const clientChecks = clients.map(({ name, requirement, sentence, options }): Check<Subject> => ({
  id: `dismiss/client/${name}`,
  requirement,
  level: 'must',
  sentence,
  needs,
  run: subject => withEndedJob(subject, async job => {
    const answer = await subject.client.delete(job.url, options)
    return judge([
      ...unless(answer.status === 200, `${nameOf(answer)} was answered with ${answerOf(answer)}; expected 200.`),
      ...unless(answer.status !== 200 || isJson(answer), `The answer is ${mediaTypeName(answer)}; expected application/json.`)
    ], [answer])
  })
}))

const unknownId = 'jobdouble-check-00000000-0000-4000-8000-000000000000'

/** Ids that no server issues. */
const oddIds: readonly { name: string, id: string }[] = [
  { name: 'a space', id: 'no such job' },
  { name: 'a slash', id: 'no/such/job' },
  { name: 'an emoji', id: '\u{1F50E}' },
  { name: 'a thousand characters', id: 'x'.repeat(1000) },
  { name: 'markup', id: '<b>&amp;"\'' },
  { name: 'a percent sign', id: '100%' }
]

const unknownChecks: readonly Check<Subject>[] = [
  {
    id: 'dismiss/unknown/status-code',
    requirement: noSuchJob,
    level: 'must',
    sentence: 'DELETE of a job that never existed is answered with 404',
    needs,
    run: async subject => {
      const answer = await deleteUnknown(subject)
      return judge(unless(answer.status === 404, `${nameOf(answer)} was answered with ${answerOf(answer)}; expected 404.`), [answer])
    }
  },
  {
    id: 'dismiss/unknown/exception',
    requirement: `${noSuchJob} B`,
    level: 'must',
    sentence: 'The answer to DELETE of a job that never existed is an exception of the type no-such-job',
    needs,
    run: async subject => {
      const answer = await deleteUnknown(subject)
      return judge([
        ...schemaProblems('Exception', membersOf(answer)),
        ...unless(/\/no-such-job$/.test(String(membersOf(answer)['type'])), `Its type is ${quote(membersOf(answer)['type'])}; expected http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job.`)
      ], [answer])
    }
  },
  {
    id: 'dismiss/unknown/odd-ids',
    requirement: noSuchJob,
    level: 'should',
    sentence: 'DELETE with any other text as an id is answered with 404, too, in JSON',
    needs,
    run: async subject => {
      const answers = await Promise.all(oddIds.map(async ({ name, id }) => ({ name, answer: await subject.client.delete(noSuchUrl(subject, id)) })))
      const wrong = answers.filter(({ answer }) => ![400, 404, 414, 431].includes(answer.status))
      return judge(wrong.map(({ name, answer }) => `An id with ${name} was answered with ${answerOf(answer)}; expected 404.`), wrong.map(({ answer }) => answer))
    }
  },
  {
    id: 'dismiss/unknown/beginning',
    requirement: '/req/dismiss/job-dismiss-op',
    level: 'must',
    sentence: 'DELETE with the beginning of an id dismisses no job',
    needs,
    run: subject => withEndedJob(subject, async job => {
      const url = noSuchUrl(subject, job.id.slice(0, -2))
      // The prefix may be another user's job; it is left alone.
      if (job.id.length < 8 || (await subject.client.get(url)).status === 200) return skip(`The beginning of the id ${JSON.stringify(job.id)} is the id of another job, or too short.`)
      return judgeSimilarId(subject, job, url)
    })
  },
  {
    id: 'dismiss/unknown/case',
    requirement: 'RFC 3986, 6.2.2.1: paths are case-sensitive',
    level: 'should',
    sentence: 'DELETE with an id in upper instead of lower case, or the reverse, dismisses no job',
    needs,
    run: subject => withEndedJob(subject, async job => {
      const id = changeCase(job.id)
      const url = noSuchUrl(subject, id)
      if (id === job.id || (await subject.client.get(url)).status === 200) return skip(`The id ${JSON.stringify(job.id)} has no letters, or the server ignores their case.`)
      return judgeSimilarId(subject, job, url)
    })
  }
]

/** Judges a DELETE of an id that is similar to that of a job. */
async function judgeSimilarId ({ client }: Subject, job: LaunchedJob, url: string): Promise<Outcome> {
  const [answer, after] = [await client.delete(url), await client.get(job.url)]
  return judge([
    ...unless([400, 404].includes(answer.status), `${nameOf(answer)} was answered with ${answerOf(answer)}; expected 404.`),
    ...unless(summarizeAnswer(after) === '200 successful', `It dismissed the job ${JSON.stringify(job.id)}, whose GET is now answered with ${summarizeAnswer(after)}; expected 200 successful.`)
  ], [answer, after])
}

const deleteUnknown = (subject: Subject): Promise<Exchange> => subject.once('unknown id', () => subject.client.delete(noSuchUrl(subject, unknownId)))

const html: RequestOptions = { accept: 'text/html' }
const noHtml = 'The server does not declare the class html.'

const mediaTypeChecks: readonly Check<Subject>[] = [
  {
    id: 'dismiss/html/success',
    requirement: '/req/html/content',
    level: 'should',
    sentence: 'The answer to a DELETE that asks for HTML is a page with the job and its status',
    needs,
    run: subject => !declaredClasses(subject).has('html')
      ? Promise.resolve(skip(noHtml))
      : withEndedJob(subject, async job => {
        const answer = await subject.client.delete(job.url, html)
        return judge([
          ...unless(answer.status === 200 && mediaTypeOf(answer) === 'text/html', `It was answered with ${answerOf(answer)}, ${mediaTypeName(answer)}; expected 200 and text/html.`),
          ...unless(answer.body.includes('dismissed') && answer.body.includes(job.id), 'The page does not say "dismissed" and the id of the job.')
        ], [answer])
      })
  },
  {
    id: 'dismiss/html/unknown',
    requirement: '/req/html/content',
    level: 'should',
    sentence: 'The answer to a DELETE of an unknown job that asks for HTML is 404 and a page',
    needs,
    run: async subject => {
      if (!declaredClasses(subject).has('html')) return skip(noHtml)
      const answer = await subject.client.delete(noSuchUrl(subject, unknownId), html)
      return judge(unless(answer.status === 404 && mediaTypeOf(answer) === 'text/html', `It was answered with ${answerOf(answer)}, ${mediaTypeName(answer)}; expected 404 and text/html.`), [answer])
    }
  },
  {
    id: 'dismiss/not-acceptable',
    requirement: 'RFC 9110, 15.5.7',
    level: 'should',
    sentence: 'A DELETE that is refused because of its Accept does not change the job',
    needs,
    run: subject => withEndedJob(subject, async job => {
      const answer = await subject.client.delete(job.url, { accept: 'application/x-nothing-has-this' })
      const after = await subject.client.get(job.url)
      return judge([
        ...unless([200, 406].includes(answer.status), `It was answered with ${answerOf(answer)}; expected 406, or 200 if Accept is ignored.`),
        ...unless(answer.status !== 406 || summarizeAnswer(after) === '200 successful', `It was refused with 406, and the job is ${summarizeAnswer(after)} now; expected 200 successful.`)
      ], [answer, after], `Answered with ${answerOf(answer)}.`)
    })
  },
  {
    id: 'dismiss/links-work',
    requirement: '/req/dismiss/job-dismiss-success B',
    level: 'should',
    sentence: 'Every link of the answer to a dismissal can be followed',
    needs,
    run: subject => withEndedJob(subject, async job => followLinks(subject, await subject.client.delete(job.url)))
  }
]

const methodChecks: readonly Check<Subject>[] = [
  {
    id: 'dismiss/methods/head',
    requirement: '/rec/core/http-head',
    level: 'should',
    sentence: 'HEAD of a job has the status of GET, and changes nothing',
    needs,
    run: subject => withEndedJob(subject, async job => {
      const [head, after] = [await subject.client.send('HEAD', job.url), await subject.client.get(job.url)]
      return judge([
        ...unless([200, 405, 501].includes(head.status), `HEAD was answered with ${answerOf(head)}; expected 200.`),
        ...unless(summarizeAnswer(after) === '200 successful', `After HEAD the job is ${summarizeAnswer(after)}; expected 200 successful.`)
      ], [head, after], `Answered with ${answerOf(head)}.`)
    })
  },
  {
    id: 'dismiss/methods/head-unknown',
    requirement: '/rec/core/http-head',
    level: 'should',
    sentence: 'HEAD of a job that never existed has the status of GET',
    needs,
    run: async subject => {
      const [head, get] = [await subject.client.send('HEAD', noSuchUrl(subject, unknownId)), await subject.client.get(noSuchUrl(subject, unknownId))]
      return judge(unless([get.status, 405, 501].includes(head.status), `HEAD was answered with ${answerOf(head)}, and GET with ${answerOf(get)}; expected the same.`), [head, get])
    }
  },
  {
    id: 'dismiss/methods/etag',
    requirement: 'RFC 9110, 13.1.2',
    level: 'should',
    sentence: 'A conditional GET with the ETag from before the dismissal is not answered with 304',
    needs,
    run: subject => withEndedJob(subject, async job => {
      const { headers: { etag } } = await subject.client.get(job.url)
      if (etag === undefined) return skip('A job has no ETag.')
      await subject.client.delete(job.url)
      const after = await subject.client.get(job.url, { headers: { 'if-none-match': etag } })
      return judge(unless(after.status !== 304, `The job was dismissed, and GET with its earlier ETag ${etag} was answered with 304; expected the new state.`), [after])
    })
  },
  {
    id: 'dismiss/methods/not-allowed',
    requirement: 'RFC 9110, 15.5.6',
    level: 'should',
    sentence: 'An unsupported method is refused and changes nothing; a 405 has DELETE in Allow',
    needs,
    run: subject => withEndedJob(subject, async job => {
      const [answer, after] = [await subject.client.send('POST', job.url, { body: {} }), await subject.client.get(job.url)]
      return judge([
        ...unless(answer.status >= 400 && answer.status < 500, `POST of a job was answered with ${answerOf(answer)}; expected 405.`),
        ...unless(answer.status !== 405 || /\bDELETE\b/.test(String(answer.headers['allow'])), `Allow is ${quote(answer.headers['allow'])}; expected GET and DELETE in it.`),
        ...unless(summarizeAnswer(after) === '200 successful', `After the request, the job is ${summarizeAnswer(after)}; expected 200 successful.`)
      ], [answer, after], `Answered with ${answerOf(answer)}.`)
    })
  }
]

/** A client that loses the answer repeats the request. */
const lostAnswer: Check<Subject> = {
  id: 'dismiss/lost-answer',
  requirement: 'RFC 9110, 9.2.2; issue 620 of the standard',
  level: 'must',
  sentence: 'After a DELETE whose answer was lost, a second DELETE finds the job dismissed or gone',
  needs,
  run: subject => withEndedJob(subject, async job => {
    const lost = new AbortController()
    const first = subject.client.delete(job.url, { signal: lost.signal })
    setTimeout(() => lost.abort(), 30)
    await first
    const [second, after] = [await subject.client.delete(job.url), await subject.client.get(job.url)]
    return judge([
      ...unless([200, 404, 410].includes(second.status), `The repeated DELETE was answered with ${answerOf(second)}; expected 200, 404 or 410.`),
      ...unless(statusOf(after) === 'dismissed' || after.status >= 400, `After the second DELETE, the job is ${summarizeAnswer(after)}; expected 200 dismissed, 404 or 410.`)
    ], [await first, second, after], `The repeated DELETE was answered with ${summarizeAnswer(second)}.`)
  })
}

export const dismissalRequestChecks: readonly Check<Subject>[] = [...clientChecks, ...unknownChecks, ...mediaTypeChecks, ...methodChecks, lostAnswer]
