import t from 'tap'
import type { Exchange } from '../../../../src/check/exchange.ts'
import { generalBody } from '../../../../src/check/persona/learn-errors.ts'
import { learnHeaders, learnLinkHeader, missingHeaders, mostFrequentMediaType } from '../../../../src/check/persona/learn-headers.ts'
import { orderOf } from '../../../../src/check/persona/learn-job-list.ts'
import { learnNegotiation } from '../../../../src/check/persona/learn-negotiation.ts'
import { learnPersona } from '../../../../src/check/persona/learn-persona.ts'
import { learnPlans } from '../../../../src/check/persona/learn-plans.ts'
import { learnStatusInfo } from '../../../../src/check/persona/learn-status-info.ts'
import { learnTimes } from '../../../../src/check/persona/learn-times.ts'
import type { Observations } from '../../../../src/check/persona/observations.ts'
import { addressPlaceholders, toTemplate } from '../../../../src/check/persona/to-template.ts'
import { personaProblems } from '../../../../src/personas/persona-problems.ts'
import { exchangeOf } from '../ogc/sample-exchange.ts'

const json = (body: unknown, more: Partial<Exchange> = {}) => exchangeOf({ body: JSON.stringify(body), ...more })

t.test('what stands for something gets its placeholder, the longest first', async t => {
  const known = addressPlaceholders({ base: 'http://h.example', url: 'http://h.example/jobs/1', id: '1' })
  t.same(toTemplate({ a: ['http://h.example/jobs/1/results', 'http://h.example/jobs', 'job 1', '/jobs/1'], b: 1, c: null }, known), { a: ['{job}/results', '{base}/jobs', 'job {id}', '/jobs/{id}'], b: 1, c: null })
})

const times: readonly { texts: readonly string[], part: unknown, unseen?: RegExp }[] = [
  { texts: ['2026-01-01T00:00:00Z'], part: { digits: 0, zone: 'Z', separator: 'T' } },
  { texts: ['2026-01-01T00:00:00', '2026-01-01T00:00:00.123456'], part: { digits: 6, zone: 'none', separator: 'T' } },
  { texts: ['2026-01-01 00:00:00.1+00:00'], part: { digits: 1, zone: '+00:00', separator: ' ' } },
  { texts: ['2026-01-01T00:00:00+02:00'], part: { digits: 0, zone: '+00:00', separator: 'T' }, unseen: /zone \+02:00; the persona writes UTC/ },
  { texts: ['today'], part: undefined, unseen: /no time was observed/ }
]

for (const { texts, part, unseen } of times) {
  t.test(`times are written as ${texts.join(', ')}`, async t => {
    const learned = learnTimes(texts.map(created => json({ created })))
    t.same(learned.part, part)
    t.match(learned.unseen.join(), unseen ?? /^$/)
  })
}

t.test('headers are learned that stand on every answer with one value, and no secret', async t => {
  const headers = { 'content-type': 'application/json', 'x-a': '1', 'x-b': '1', 'x-session-token': 'a', date: 'today' }
  const answers = [exchangeOf({ headers }), exchangeOf({ headers: { ...headers, 'x-b': '2' } })]
  t.same(learnHeaders(answers), { 'x-a': '1' })
  t.same(learnHeaders([]), {})
  t.same(missingHeaders(exchangeOf({ headers: {} }), { 'x-a': '1' }), { 'x-a': null })
  t.equal(missingHeaders(answers[0]!, { 'x-a': '1' }), undefined)
  t.equal(mostFrequentMediaType([...answers, exchangeOf({ headers: { 'content-type': 'text/html' } })]), 'application/json')
  t.equal(mostFrequentMediaType([]), undefined)
  t.equal(learnLinkHeader([json({})]), undefined)
  t.equal(learnLinkHeader([json({ links: [{ href: '/' }] }, { headers: { 'content-type': 'application/json', link: '</>' } })]), true)
})

t.test('the order of a list is told by jobs that were launched one after the other', async t => {
  t.equal(orderOf(['c', 'b', 'a'], ['c'], ['a', 'b', 'c']), 'newest')
  t.equal(orderOf(['c', 'b', 'a'], ['a'], ['a', 'b', 'c']), 'oldest-page-reversed')
  t.equal(orderOf(['a', 'b', 'x'], ['a'], ['a', 'b', 'c']), 'oldest')
  t.equal(orderOf(['a', 'x'], ['a'], ['a', 'b']), undefined)
})

const [page, list, refusal] = [exchangeOf({ headers: { 'content-type': 'text/html' } }), json({ jobs: [] }), exchangeOf({ status: 400 })]

const negotiations: readonly { f: Exchange, fHtml: Exchange, html: Exchange, text: Exchange, odd: Exchange, results: Exchange | undefined, expected: unknown }[] = [
  { f: refusal, fHtml: page, html: page, text: page, odd: exchangeOf({ status: 406 }), results: undefined, expected: undefined },
  { f: list, fHtml: list, html: list, text: list, odd: list, results: list, expected: { f: 'ignored', accept: 'ignored' } },
  { f: refusal, fHtml: refusal, html: page, text: list, odd: list, results: page, expected: { f: ['json'], accept: 'exact', results: 'html' } },
  { f: list, fHtml: page, html: page, text: page, odd: list, results: undefined, expected: undefined }
]

for (const { f, fHtml, html, text, odd, results, expected } of negotiations) {
  t.test(`negotiation is ${JSON.stringify(expected)}`, async t => {
    const answers = { 'list with an unknown f': f, 'list with f=html': fHtml, 'list as a page': html, 'list as any text': text, 'list as nothing': odd, ...results !== undefined && { results } }
    t.same(learnNegotiation({ answers } as unknown as Observations), expected)
  })
}

t.test('an error that was not seen has the members that all have', async t => {
  t.same(generalBody([{ title: 'a', type: 'b', status: 404, detail: 'c', own: 1 }, { title: 'a', type: 'b', detail: 'd', own: 2 }]), { title: '{title}', type: '{type}', detail: '{detail}' })
  t.same(generalBody([]), {})
})

/** Readings of jobs, one job each. */
const seeing = (infos: readonly object[], executions = {}): Observations => {
  const launchedJobs = infos.map((_info, index) => ({ id: String(index), url: `http://h.example/jobs/${index}`, launch: exchangeOf({ url: 'http://h.example/processes/p/execution' }) }))
  return { base: 'http://h.example', launchedJobs, processes: [{ id: 'p', executionUrl: 'http://h.example/processes/p/execution', description: {} }], executions, log: infos.map((info, index) => json({ jobID: String(index), ...info }, { url: `http://h.example/jobs/${index}` })) } as unknown as Observations
}

const created = '2026-01-01T00:00:00Z'

t.test('a job is shown by what most statuses have in common', async t => {
  const { part, unseen } = learnStatusInfo(seeing([
    { status: 'running', processID: 'p', at: created, created, finished: null, percentCompleted: 5, step: 'a' },
    { status: 'running', processID: 'p', at: created, created, finished: null, percentCompleted: 7 },
    { status: 'running', processID: 'p', at: created, created, finished: null, percentCompleted: 9 },
    { status: 'successful', processID: 'http://h.example/processes/p', at: created, created, finished: created, percentCompleted: 100 },
    { status: 'failed', processID: 'p', at: created, created, finished: created, percentCompleted: 0, message: 'No.' },
    { status: 'dismissed', processID: 'p', at: '2026-01-01T00:00:01Z', created, finished: created, percentCompleted: null }
  ]))
  t.same(part, {
    body: { jobID: '{id}', status: '{status}', processID: '{process}', at: '{created}', created: '{created}', finished: '{finished}', percentCompleted: '{progress}' },
    by_status: {
      running: { finished: null },
      successful: { processID: '{base}/processes/{process}' },
      failed: { percentCompleted: 0, message: 'No.' },
      dismissed: { at: '{updated}', percentCompleted: null }
    }
  })
  t.same(unseen, ['The content of a job that is accepted.', 'The message of other failures: `message` is that of the observed one.'])
  t.match(learnStatusInfo(seeing([])), { part: undefined, unseen: ['The content of a job: none could be read.'] })
})

t.test('a job of a process that is not known, and progress that all jobs have alike', async t => {
  const seen = { ...seeing([{ status: 'running', type: 'p', progress: 50 }, { status: 'successful', progress: 100 }, { status: 'failed', progress: 'n/a', at: null }, { status: 'failed', progress: 'n/a', at: created }, { status: 'accepted', finished: created }]), processes: [] }
  t.match(learnStatusInfo(seen).part, { body: { jobID: '{id}', status: '{status}', progress: 50 }, by_status: { running: { type: 'p' }, successful: { progress: '{progress}' }, failed: { progress: 'n/a', at: '{updated or null}' }, accepted: { finished: '{created}' } } })
})

t.test('a server that calls jobs accepted while they run is believed', async t => {
  const { part } = learnStatusInfo(seeing([{ status: 'accepted', started: created }, { status: 'accepted', started: created }, { status: 'running', started: created }, { status: 'successful', started: created }], { slow: { process: 'p' } }))
  t.same(part, { body: { jobID: '{id}', status: 'accepted', started: '{created}' }, by_status: { successful: { status: '{status}', started: '{started}' } } })
})

t.test('jobs of a stand-in run as long as an input says, or for ten seconds', async t => {
  const processes = [{ id: 'a' }, { id: 'b' }] as unknown as Observations['processes']
  const run = { process: 'a', executionUrl: '', inputs: { seconds: 3 } }
  t.same([...learnPlans({ executions: { slow: { ...run, requestedSeconds: 3 } }, processes })], [['a', { plan: { running: 0.02 }, cases: [{ when: { seconds: 3 }, plan: { running: 3 } }] }], ['b', { plan: { running: 0.02 } }]])
  t.same(learnPlans({ executions: { slow: run }, processes }).get('a'), { plan: { running: 10 } })
})

t.test('of a server that answers nothing, everything is unseen, and the persona is valid all the same', async t => {
  const nothing = exchangeOf({ status: 404, headers: {}, body: '' })
  const seen = { ...seeing([]), base: 'http://h.example', jobsUrl: 'http://h.example/jobs', dismissals: [], delays: {}, failed: [], landing: nothing, conformance: nothing, answers: new Proxy({}, { get: (_answers, name) => /^(results|sync execution|job of the sync execution)$/.test(String(name)) ? undefined : nothing }) } as unknown as Observations
  const { persona, unseen } = learnPersona(seen, '2026-01-01')
  t.match(persona, { title: 'http://h.example', version: 'as seen on 2026-01-01', based_on: { dismiss: String }, job_list: { absent: true } })
  t.same(personaProblems({ name: 'ours', ...persona }), [])
  t.ok(unseen.length > 8)
  t.equal(learnPersona({ ...seen, landing: json({ title: 'Ours' }) }, '2026-01-01').persona.title, 'Ours')
  const draft = json({ conformsTo: ['https://www.opengis.net/spec/ogcapi-processes-1/2.0/conf/core'] })
  t.equal(learnPersona({ ...seen, conformance: draft }, '2026-01-01').persona.based_on?.ogc, '2.0-draft')
})
