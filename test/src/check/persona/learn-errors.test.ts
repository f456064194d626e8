import t from 'tap'
import type { Exchange } from '../../../../src/check/exchange.ts'
import { learnErrors } from '../../../../src/check/persona/learn-errors.ts'
import type { Observations } from '../../../../src/check/persona/observations.ts'
import { exchangeOf } from '../ogc/sample-exchange.ts'

const jobsUrl = 'http://h.example/jobs'
const general = { mediaType: 'application/json', headers: { 'x-a': '1' } }
const refusal = (status: number, body: unknown, more: Partial<Exchange> = {}) => exchangeOf({ status, headers: { 'content-type': 'application/json', 'x-a': '1' }, body: typeof body === 'string' ? body : JSON.stringify(body), ...more })
const job = (status: string) => exchangeOf({ body: JSON.stringify({ status }) })
const sequence = (first: Exchange, more: object = {}) => ({ state: 'successful', before: job('successful'), first, after: job('successful'), resultsAfter: exchangeOf({}), afterThird: job('successful'), ...more })
const seen = (more: object) => ({ base: 'http://h.example', jobsUrl, log: [], answers: {}, dismissals: [], delays: {}, processes: [], ...more }) as unknown as Observations
const none = `${jobsUrl}/jobdouble-check-no-such-job`

const cases: readonly { name: string, seen: Observations, policy?: 'gone' | 'refuse', expected: object }[] = [
  { name: 'nothing', seen: seen({}), expected: { cases: [] } },
  { name: 'a dismissal that is refused', seen: seen({ dismissals: [sequence(refusal(400, '[]'))] }), expected: { cases: [{ problem: ['not-dismissible'], status: 400, body: [] }] } },
  { name: 'a second dismissal', seen: seen({ dismissals: [sequence(refusal(410, 'Gone, {sorry}.', { headers: { 'content-type': 'text/plain' } }))] }), policy: 'gone', expected: { cases: [{ problem: ['gone'], status: 410, media_type: 'text/plain', headers: { 'x-a': null }, text: 'Gone, { sorry}.' }] } },
  { name: 'the results of a job that was dismissed', seen: seen({ dismissals: [sequence(exchangeOf({}), { resultsAfter: refusal(404, '') })] }), expected: { cases: [{ problem: ['result-not-available'], status: 404, text: '' }, { problem: ['result-gone'], status: 404, text: '' }] } },
  {
    name: 'errors of one media type',
    seen: seen({ answers: { 'unknown address': refusal(404, { title: 'Not Found', instance: '/x', more: 1 }, { headers: { 'content-type': 'application/problem+json', 'x-a': '1' }, url: 'http://h.example/x' }) } }),
    expected: { body: { title: '{title}', instance: '{instance}' }, media_type: 'application/problem+json', cases: [{ problem: ['not-found'], status: 404, body: { title: 'Not Found', more: 1 } }] }
  },
  {
    name: 'an id that is malformed otherwise than one that is unknown',
    seen: seen({
      log: [refusal(400, { detail: 'Bad jobdouble-check-no-such-job' }, { url: none }), refusal(400, { detail: 'limit' }, { url: `${jobsUrl}?limit=many` })],
      answers: { 'unknown UUID': refusal(404, { detail: 'No' }), 'results of an unknown UUID': refusal(404, { detail: 'None' }) }
    }),
    expected: {
      body: { detail: '{detail}' },
      cases: [
        { problem: ['no-such-job'], at: ['getStatus'], id: 'malformed', status: 400, body: { detail: 'Bad {id}' } },
        { problem: ['no-such-job'], at: ['getStatus'], status: 404, body: { detail: 'No' } },
        { problem: ['no-such-job'], status: 404, body: { detail: 'None' } },
        { problem: ['invalid-query-parameter-value'], status: 400, body: {} }
      ]
    }
  }
]

for (const { name, seen, policy = 'refuse', expected } of cases) {
  t.test(`errors are learned from ${name}`, async t => {
    t.same(learnErrors(seen, policy, general).part, expected)
  })
}

t.test('an id that is malformed is one case where all three operations answer it alike', async t => {
  const answer = (method: string, url: string) => refusal(400, { detail: 'Bad id' }, { method, url })
  const { part } = learnErrors(seen({ log: [answer('GET', none), answer('GET', `${none}/results`), answer('DELETE', `${jobsUrl}/jobdouble-check-00000000-0000-4000-8000-000000000000`)] }), 'refuse', general)
  t.same(part?.cases, [{ problem: ['no-such-job'], id: 'malformed', status: 400, body: { detail: 'Bad id' } }])
})
