import t from 'tap'
import { ogcDialects } from '../../src/world/settings.ts'
import { checkStatusInfo } from './checks.ts'
import { serve } from './served.ts'

interface Client {
  readonly client: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** {job} stands for the id of a held job. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
  /** A status of a job, or the beginning of the media type. */
  readonly answers: string
  /** The draft's answer, if it differs: an output is negotiated there. */
  readonly draftAnswers?: string
}

const json = 'application/json'
const hello = JSON.stringify({ inputs: { message: 'hello' }, outputs: { message: {} } })

/** Requests as real clients send them, with what is odd about each. */
const requests: readonly Client[] = [
  { client: 'the seed\'s client dismisses', method: 'DELETE', path: '/jobs/{job}', headers: { accept: json, 'user-agent': 'OpenAPI-Generator/1.0.0/python' }, status: 200, answers: 'dismissed' },
  { client: 'a client generated from another language dismisses', method: 'DELETE', path: '/jobs/{job}', headers: { accept: 'application/json, text/html' }, status: 200, answers: 'dismissed' },
  { client: 'the seed\'s client executes', method: 'POST', path: '/processes/echo/execution', headers: { accept: '/*, application/json, text/html', 'content-type': json }, body: hello, status: 200, answers: 'text/plain', draftAnswers: json },
  { client: 'the seed\'s client reads a job', method: 'GET', path: '/jobs/{job}', headers: { accept: json }, status: 200, answers: 'running' },
  { client: 'cuiman dismisses', method: 'DELETE', path: '/jobs/{job}', headers: { accept: '*/*', 'accept-encoding': 'gzip, deflate' }, status: 200, answers: 'dismissed' },
  { client: 'cuiman polls', method: 'GET', path: '/jobs/{job}', headers: { accept: '*/*' }, status: 200, answers: 'running' },
  { client: 'Weaver dismisses, with a media type of no body', method: 'DELETE', path: '/jobs/{job}', headers: { accept: json, 'content-type': json }, status: 200, answers: 'dismissed' },
  { client: 'Weaver polls, with a media type of no body', method: 'GET', path: '/jobs/{job}', headers: { accept: json, 'content-type': json }, status: 200, answers: 'running' },
  { client: 'Weaver executes, and would wait', method: 'POST', path: '/processes/hold/execution', headers: { accept: json, 'content-type': json, prefer: 'respond-async, wait=0' }, body: '{}', status: 201, answers: 'running' },
  { client: 'OWSLib looks around', method: 'GET', path: '/', headers: { accept: '*/*' }, status: 200, answers: json },
  { client: 'OWSLib executes at once, by a token that nobody knows', method: 'POST', path: '/processes/echo/execution', headers: { accept: '*/*', 'content-type': json, prefer: 'respond-sync' }, body: hello, status: 200, answers: 'text/plain' },
  { client: 'OWSLib executes later', method: 'POST', path: '/processes/hold/execution', headers: { accept: '*/*', 'content-type': json, prefer: 'respond-async' }, body: '{"inputs":{}}', status: 201, answers: 'running' },
  { client: 'OWSLib keeps its preference afterwards', method: 'GET', path: '/jobs', headers: { accept: '*/*', prefer: 'respond-async' }, status: 200, answers: json },
  { client: 'a user of pygeoapi executes, as its documentation says', method: 'POST', path: '/processes/hold/execution', headers: { 'content-type': json, prefer: 'respond-async' }, body: '{"inputs":{}}', status: 201, answers: 'running' },
  { client: 'a user of pygeoapi wants JSON', method: 'GET', path: '/jobs/{job}?f=json', headers: { accept: 'text/html' }, status: 200, answers: 'running' },
  { client: 'a user of pygeoapi wants a page', method: 'GET', path: '/jobs/{job}?f=html', headers: { accept: '*/*' }, status: 200, answers: 'text/html' },
  { client: 'a user of pygeoapi dismisses', method: 'DELETE', path: '/jobs/{job}', headers: { accept: '*/*', 'user-agent': 'curl/8.5.0' }, status: 200, answers: 'dismissed' },
  { client: 'the official suite executes, with a charset and a blank', method: 'POST', path: '/processes/hold/execution', headers: { accept: json, 'content-type': 'application/json; charset=UTF-8', prefer: 'respond-async ' }, body: '{"inputs":{}}', status: 201, answers: 'running' },
  { client: 'the official suite starts, with what Java accepts', method: 'GET', path: '/', headers: { accept: 'application/json, image/gif, image/jpeg, *; q=.2, */*; q=.2' }, status: 200, answers: json },
  { client: 'a browser looks', method: 'GET', path: '/jobs/{job}', headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }, status: 200, answers: 'text/html' }
]

for (const ogc of ogcDialects) {
  t.test(`the requests of clients in use are answered as they need it (${ogc})`, async t => {
    const { double, url, start } = await serve(t, ogc)
    for (const { client, method, path, headers, body, status, ...expected } of requests) {
      const answers = ogc === '1.0' ? expected.answers : expected.draftAnswers ?? expected.answers
      await double.reset()
      const { id } = await start('hold')
      const answer = await fetch(url + path.replace('{job}', id), { method, headers, body: body ?? null })
      const type = answer.headers.get('content-type') ?? ''
      t.equal(answer.status, status, client)
      if (answers.includes('/')) {
        t.ok(type.startsWith(answers), `${client}: ${type}`)
        await answer.arrayBuffer()
      } else {
        t.match(type, /^application\/json/, client)
        checkStatusInfo(t, await answer.json(), ogc, answers)
      }
      if (status === 201) t.match(answer.headers.get('location'), /^http:\/\/127\.0\.0\.1:\d+\/jobs\/[^/?]+$/, client)
    }
  })
}
