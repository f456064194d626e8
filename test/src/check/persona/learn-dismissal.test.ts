import t from 'tap'
import type { Exchange } from '../../../../src/check/exchange.ts'
import { learnDismissal, learnPolicy } from '../../../../src/check/persona/learn-dismissal.ts'
import type { Observations } from '../../../../src/check/persona/observations.ts'
import { exchangeOf } from '../ogc/sample-exchange.ts'

const url = 'http://h.example/jobs/1'
const job = (status: string, more: object = {}, answer: Partial<Exchange> = {}) => exchangeOf({ body: JSON.stringify({ jobID: '1', status, ...more }), ...answer })
const [dismissed, running, missing] = [job('dismissed'), job('running'), exchangeOf({ status: 404 })]
const dismissal = (state: string, first: Exchange, after: Exchange, more: object = {}) => ({ state, before: job(state), first, after, second: first, afterSecond: after, afterThird: after, ...more })
const seen = (dismissals: readonly object[], more: object = {}) => ({ base: 'http://h.example', launchedJobs: [{ id: '1', url, launch: exchangeOf({}) }], processes: [], dismissals, delays: {}, failed: [], ...more }) as unknown as Observations
const general = { mediaType: 'application/json', headers: { 'x-a': '1' } }
const plain = { headers: { 'content-type': 'application/json', 'x-a': '1' } }
const body = { jobID: '{id}', status: 'dismissed' }

const cases: readonly { name: string, seen: Observations, policy?: 'retain' | 'remove' | 'gone' | 'refuse', expected: object }[] = [
  { name: 'keeps a job, and removes it the second time', seen: seen([dismissal('running', job('dismissed', {}, plain), dismissed, { second: job('dismissed', {}, plain), afterSecond: missing })]), expected: { any: { body } } },
  { name: 'is answered with a page and without a header', seen: seen([dismissal('running', exchangeOf({ headers: { 'content-type': 'text/html' }, body: 'Done.' }), missing)]), policy: 'remove', expected: { any: { media_type: 'text/html', headers: { 'x-a': null }, text: 'Done.' } } },
  { name: 'is answered with a list, and 204', seen: seen([dismissal('running', exchangeOf({ status: 204, headers: { 'x-a': '1' }, body: '["1"]' }), missing)]), policy: 'remove', expected: { any: { body: ['1'], status: 204 } } },
  { name: 'shows later, and the job is forgotten later still', seen: seen([dismissal('running', job('running', {}, { ...plain, status: 202 }), running)], { delays: { running: { seconds: 3, forgotten: 5, last: dismissed } } }), policy: 'refuse', expected: { any: { after: 3, forgotten_after: 5, body: { jobID: '{id}', status: '{before}' } } } },
  { name: 'removes a job later', seen: seen([dismissal('running', job('running', {}, { ...plain, status: 202 }), running)], { delays: { running: { seconds: 3, last: missing } } }), policy: 'retain', expected: { any: { effect: 'remove', after: 3, body: { jobID: '{id}', status: '{before}' } } } },
  { name: 'does nothing', seen: seen([dismissal('running', job('running', {}, plain), running)]), policy: 'retain', expected: { any: { effect: 'none', body: { jobID: '{id}', status: '{before}' } } } },
  { name: 'is refused', seen: seen([dismissal('successful', exchangeOf({ status: 409 }), job('successful'))]), policy: 'retain', expected: { any: { effect: 'refuse' } } },
  { name: 'sets progress to 100, and the work goes on', seen: seen([dismissal('running', job('dismissed', { progress: 100 }, plain), dismissed, { second: job('dismissed', { progress: 100 }, plain), afterSecond: missing, before: job('running', { progress: 5 }) })], { failed: ['callback/not-after-dismissal'] }), policy: 'retain', expected: { any: { work_goes_on: true, body: { ...body, progress: 100 } } } },
  { name: 'leaves progress as it is', seen: seen([dismissal('running', job('dismissed', { progress: 5 }, plain), missing, { before: job('running', { progress: 5 }) })]), policy: 'remove', expected: { any: { body: { ...body, progress: '{progress}' } } } },
  { name: 'is answered with a message alone', seen: seen([dismissal('running', exchangeOf({ ...plain, body: '{"message":"Done."}' }), missing)]), policy: 'remove', expected: { any: { body: { message: 'Done.' } } } },
  { name: 'of a dismissed job does nothing', seen: seen([dismissal('running', job('dismissed', {}, plain), dismissed)]), policy: 'gone', expected: { any: { body }, dismissed: { effect: 'none', body } } }
]

for (const { name, seen, policy = 'retain', expected } of cases) {
  t.test(`a dismissal ${name}`, async t => {
    t.same(learnDismissal(seen, policy, general).part, expected)
  })
}

t.test('the policy is the one that a server follows, or the nearest', async t => {
  t.equal(learnPolicy(seen([dismissal('accepted', dismissed, dismissed, { second: exchangeOf({ status: 410 }), afterSecond: dismissed }), dismissal('successful', dismissed, dismissed)])), 'gone')
  t.equal(learnPolicy(seen([dismissal('accepted', exchangeOf({ status: 204 }), missing), dismissal('running', exchangeOf({ status: 204 }), missing)])), 'remove')
})

t.test('what a dismissal does in a state that was not reached is said to be unseen', async t => {
  t.same(learnDismissal(seen([dismissal('running', dismissed, missing)]), 'remove', general).unseen.map(sentence => /is (\w+);/.exec(sentence)?.[1]), ['accepted', 'successful', 'failed', 'dismissed'])
})
