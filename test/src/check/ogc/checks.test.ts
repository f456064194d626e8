import t, { type Test } from 'tap'
import type { Check } from '../../../../src/check/outcome.ts'
import { createOnce } from '../../../../src/check/once.ts'
import { ogcChecks } from '../../../../src/check/ogc/check-ogc.ts'
import { discover } from '../../../../src/check/ogc/discover.ts'
import type { KnownExecution, KnownExecutions, Subject } from '../../../../src/check/ogc/subject.ts'
import { resultProblems } from '../../../../src/check/ogc/result-problems.ts'
import { runChecks } from '../../../../src/check/run-checks.ts'
import { createDouble } from '../../../../src/create-double.ts'
import type { DoubleOptions } from '../../../../src/double-options.ts'
import { exchangeOf } from './sample-exchange.ts'

const settings = { settle: 1, races: 3, timeout: 2, process: 'echo', slowProcess: 'hold' }

/** A double as the checker's subject. */
async function found (t: Test, options: DoubleOptions = {}): Promise<Subject> {
  const double = await createDouble({ port: 0, seed: {}, ...options })
  t.teardown(() => double.close())
  return discover(double.url, settings)
}

/** The same subject with other executions. */
const withExecutions = (subject: Subject, executions: KnownExecutions): Subject => ({ ...subject, executions, launchedJobs: [], once: createOnce() })

/** The sentences of the checks with these names. */
async function sentences (subject: Subject, wanted: RegExp): Promise<Record<string, string>> {
  const judged = await runChecks(ogcChecks.filter(({ id }) => wanted.test(id)), subject, () => undefined)
  return Object.fromEntries(judged.map(({ id, outcome: { verdict, detail } }) => [id, `${verdict}: ${detail}`]))
}

const onRunning = /^(dismiss\/(running\/op|successful\/op|client\/accept-any|neighbour|later\/status|races)|callback|execution\/(async\/(ids|body)|sync)|job-list\/(filter\/(min-duration|meaningless)|next$|paging-whole)|job\/(reading|ended|schema|life|links)|results\/successful)/

t.test('where nothing can be executed, checks say which they could not make, and how to give a process', async t => {
  const outcomes = await sentences(withExecutions(await found(t), {}), onRunning)
  for (const [id, sentence] of Object.entries(outcomes)) t.match(sentence, /^skipped: .*(found|made|read|launched|end\.|at all)/, id)
  t.match(outcomes['dismiss/running/op'], '--slow-process ID --slow-inputs FILE')
})

t.test('where an execution makes no job, or one that has ended, it is said', async t => {
  const subject = await found(t)
  const { quick, slow } = subject.executions as { quick: KnownExecution, slow: KnownExecution }
  const nowhere = { ...quick, executionUrl: `${subject.base}/processes/none/execution` }
  const broken = await sentences(withExecutions(subject, { quick: nowhere, slow: nowhere }), onRunning)
  for (const id of ['dismiss/running/op', 'dismiss/neighbour', 'dismiss/races/answered', 'callback/success', 'job/reading-moves-nothing']) t.match(broken[id], /skipped|failed/, id)
  t.match(broken['dismiss/successful/op'], 'skipped: The process echo was executed, and created no job.')
  t.match(broken['dismiss/races/answered'], 'skipped: The process echo was executed, and created no running job.')

  const ended = await sentences(withExecutions(subject, { quick, slow: quick }), onRunning)
  t.match(ended['dismiss/running/op'], 'skipped: The job did not become running; it was 200 successful.')
  t.match(ended['dismiss/neighbour'], 'skipped: The job was 200 successful before it could be dismissed.')
  t.match(ended['dismiss/races/answered'], 'and created no running job.')

  const alone = await sentences(withExecutions(subject, { quick }), /^callback/)
  t.match(alone['callback/not-after-dismissal'], 'skipped: No process was found that runs for a while.')

  const short = await sentences(withExecutions(subject, { quick, slow: { ...slow, runsForSeconds: 0 } }), onRunning)
  for (const id of ['dismiss/running/op', 'dismiss/neighbour', 'dismiss/races/one-cancels', 'callback/not-after-dismissal', 'job/reading-moves-nothing']) t.match(short[id], 'skipped: The job may have ended before it was dismissed', id)
})

t.test('a list of processes that nobody can execute is judged all the same', async t => {
  const subject = await found(t)
  const outcomes = await sentences({ ...withExecutions(subject, {}), processes: [] }, /^(execution\/(input|malformed)|conformance\/truth\/ogc)/)
  const unasked = 'skipped: No process has a required input.'
  t.match(outcomes, { 'execution/input-validation': unasked, 'execution/malformed': unasked, 'conformance/truth/ogc-process-description': /^(passed|failed)/ })
})

/** A subject that answers every GET with these exchanges, and has launched one job. */
function remembering (exchanges: Parameters<typeof exchangeOf>[0][]): Subject {
  const log = exchanges.map(exchangeOf)
  return { client: { log }, launchedJobs: [{ id: '1', url: 'http://h.example/jobs/1', launch: log[0]! }], conformance: exchangeOf({ body: '{"conformsTo":[]}' }) } as unknown as Subject
}

const judgedAlone = async (id: string, subject: Subject): Promise<string> => (await (ogcChecks.find(check => check.id === id) as Check<Subject>).run(subject)).detail

t.test('a life is told by the answers about one job', async t => {
  const reading = (info: object) => ({ body: JSON.stringify({ jobID: '1', type: 'process', ...info }) })
  t.equal(await judgedAlone('job/life', remembering([reading({ status: 'successful' }), reading({ status: 'running' })])), 'A job that was successful is running later.')
  t.equal(await judgedAlone('job/life', remembering([reading({ status: 'successful' }), reading({ status: 'failed' })])), 'A job that was successful is failed later.')
  t.equal(await judgedAlone('job/times-order', remembering([reading({ status: 'running', created: '2026-01-01T00:00:01Z', started: '2026-01-01T00:00:00Z' })])), '200 running: created is 2026-01-01T00:00:01Z, after started, 2026-01-01T00:00:00Z.')
  t.equal(await judgedAlone('job/id', remembering([{ body: '{"jobID":"2"}' }])), '200: GET /jobs/1 has the id "2".')
  t.equal(await judgedAlone('job/media-type', remembering([{ headers: {} }])), '200: GET /jobs/1 is without a media type; expected application/json.')
})

t.test('a job is held against the clock of its launch, where the launch says the time', async t => {
  const created = { body: '{"created":"2026-01-01T00:00:00Z"}' }
  t.equal(await judgedAlone('job/times-now', remembering([created])), '1 answers were read.')
  t.match(await judgedAlone('job/times-now', remembering([{ ...created, headers: { date: 'Thu, 01 Jan 2026 01:00:00 GMT' } }])), 'was created "2026-01-01T00:00:00Z", and it was launched "Thu, 01 Jan 2026 01:00:00 GMT"')
})

t.test('an answer about a running job may be cached for a minute, and nobody need say so', async t => {
  const subjectWith = (cache: string) => remembering([{ body: '{"status":"running"}', headers: { 'cache-control': cache } }])
  for (const cache of ['private', 'no-store, max-age=3600', 'max-age=60']) t.equal(await judgedAlone('job/cache', subjectWith(cache)), '1 answers were read.', cache)
  t.match(await judgedAlone('job/cache', subjectWith('private, max-age=61')), 'may be cached for 61 s, and the job is "running"')
})

t.test('a list that counts its jobs counts right, and one need not count', async t => {
  const counting = (counts: object) => ({ once: createOnce(), settings, executions: {}, conformance: exchangeOf({}), launchedJobs: [], jobsUrl: 'http://h.example/jobs', client: { get: async () => exchangeOf({ url: 'http://h.example/jobs', body: JSON.stringify({ jobs: [{}, {}], ...counts }) }) } }) as unknown as Subject
  for (const counts of [{}, { numberReturned: 2, numberMatched: 3 }]) t.equal(await judgedAlone('job-list/numbers', counting(counts)), '')
  t.equal(await judgedAlone('job-list/numbers', counting({ numberReturned: 3, numberMatched: 1 })), 'numberReturned is 3, and there are 2 jobs. numberMatched is 1, and there are 2 jobs.')
})

t.test('a statusInfo of either version is no results; outputs of the same names are', async t => {
  const problems = (body: object) => resultProblems(exchangeOf({ url: 'http://h.example/jobs/1/results', body: JSON.stringify(body) }), {})
  for (const info of [{ jobID: '1', status: 'running' }, { id: '1', status: 'running' }]) t.same(problems(info), ['GET /jobs/1/results was answered with a statusInfo; expected results.'])
  for (const outputs of [{ status: 'running' }, { id: '1', status: 'open' }]) t.same(problems(outputs), [])
})

t.test('each link of a document is followed in its media type, and one that is no address is told', async t => {
  const requests: unknown[] = []
  const client = { get: async (url: string, { accept }: { accept: string }) => { requests.push([url, accept]); return exchangeOf({ url, status: url.endsWith('/gone') ? 404 : 200 }) } }
  const landing = exchangeOf({ body: JSON.stringify({ links: [{ href: '/any' }, { href: '/page', type: 'text/html' }, { href: '/gone' }, { href: 'http://' }, { href: 'http://other.example/' }] }) })
  t.equal(await judgedAlone('discovery/links-work', { client, base: 'http://h.example', landing } as unknown as Subject), 'A link leads to "http://"; expected an address. The link to http://h.example/gone leads to 404; expected 200.')
  t.same(requests, [['http://h.example/any', '*/*'], ['http://h.example/page', 'text/html'], ['http://h.example/gone', '*/*']])
})

t.test('a job that ends while the dismissed one is watched is the measure', async t => {
  const subject = await found(t)
  const outcomes = await sentences(withExecutions(subject, { slow: { process: 'echo', executionUrl: `${subject.base}/processes/echo/execution`, inputs: { message: 'text', pause: 0.4 } } }), /^dismiss\/later/)
  t.match(outcomes['dismiss/later/status'], /^passed: Watched for \d s; a similar job that was not dismissed was 200 successful then\.$/)
})

t.test('what is not declared is skipped', async t => {
  const subject = { ...withExecutions(await found(t), {}), conformance: exchangeOf({ body: '{"conformsTo":[]}' }) }
  const outcomes = await sentences(subject, /^(conformance\/truth|dismiss\/html)/)
  for (const [id, sentence] of Object.entries(outcomes)) t.match(sentence, /^skipped: The server does not declare/, id)
})

/** A subject that has this work cached. */
const done = (work: Record<string, unknown>): Subject => ({ once: async (name: string, start: () => Promise<unknown>) => name in work ? work[name] : start(), settings, base: 'http://h.example', client: { get: async () => exchangeOf({}) } }) as unknown as Subject

t.test('a Location that is none, or leads elsewhere, does not lead to the job', async t => {
  const located = (location: string) => done({ 'quick job': { id: '1', url: '', launch: exchangeOf({ headers: { location } }) } })
  t.equal(await judgedAlone('execution/async/location-works', located('http://')), 'Location is "http://"; expected the address of the job.')
  t.equal(await judgedAlone('execution/async/location-works', located('http://internal.example/jobs/1')), 'Location leads to http://internal.example/jobs/1, another server; it was not followed.')
  t.match(await judgedAlone('execution/async/location-works', located('/jobs/1')), 'expected 200 and "1"')
})

t.test('a race needs to know what one after the other does, and a job that is forgotten later is gone', async t => {
  t.equal(await judgedAlone('dismiss/races/one-cancels', done({ race: { answers: [] }, 'dismissal of running': 'Why?', 'dismissal of accepted': 'Why not.' })), 'Why not.')
  const [dismissed, missing] = [exchangeOf({ body: '{"status":"dismissed"}' }), exchangeOf({ status: 404 })]
  t.match(await judgedAlone('dismiss/later/status', done({ later: { after: dismissed, later: missing, seconds: 5, witnessLater: dismissed } })), 'Watched for 5 s')
  t.match(await judgedAlone('dismiss/later/status', done({ later: { after: missing, later: dismissed, seconds: 5, witnessLater: dismissed } })), 'was answered with 404, and 5 s later with 200 dismissed')
})

/** A job list with endless pages. */
const paging = (next: (number: number) => string, jobsOf = (number: number): object[] => [{ jobID: String(number) }]): Subject => {
  let number = 0
  const get = async () => exchangeOf({ body: JSON.stringify({ jobs: jobsOf(++number), links: [{ rel: 'next', href: next(number) }] }) })
  return { once: createOnce(), settings, executions: {}, launchedJobs: [], conformance: exchangeOf({ body: '{}' }), jobsUrl: 'http://h.example/jobs', client: { get } } as unknown as Subject
}

t.test('paging is followed for sixty pages, and not in a circle', async t => {
  t.equal(await judgedAlone('job-list/paging-ends', paging(number => `/jobs?page=${number}`)), '60 pages were read. Reading stopped after 60 pages of 5 jobs.')
  t.equal(await judgedAlone('job-list/paging-ends', paging(() => '/jobs?page=1')), 'The pages form a circle: the page http://h.example/jobs?page=1 is linked as a later page of itself.')
  t.equal(await judgedAlone('job-list/paging-ends', paging(number => `/jobs?page=${number}`, () => [])), 'GET /jobs/1 has no jobs, and links to a next page.')
  t.match(await judgedAlone('job-list/next-filtered', paging(number => `/jobs?page=${number}`)), '')
  t.equal(await judgedAlone('job-list/paging-ends', paging(() => 'http://other.example/jobs')), 'The link to the next page leads to http://other.example/jobs, on another server; it was not followed.')
  t.equal(await judgedAlone('job-list/next-filtered', paging(() => 'http://other.example/jobs')), 'No job list that is filtered by status has a next page.')
})

t.test('an execution that was to be asynchronous, and was not, is no job', async t => {
  const executionUrl = 'http://h.example/processes/p/execution'
  const sync = exchangeOf({ method: 'POST', url: executionUrl, requestHeaders: { prefer: 'respond-async' }, body: '{"out":1}' })
  const subject = { client: { log: [sync] }, jobsUrl: 'http://h.example/jobs', processes: [{ id: 'p', description: {}, executionUrl }] } as unknown as Subject
  t.equal(await judgedAlone('execution/async/honoured', subject), 'POST /processes/p/execution was answered with 200, and created no job; expected 201.')
})

t.test('a byte order mark is no JSON, and an answer that nobody waited for is none', async t => {
  const remember = (...log: object[]) => ({ client: { log: log.map(exchangeOf) } }) as unknown as Subject
  t.match(await judgedAlone('http/json-text', remember({ body: '\uFEFF{}' }, { body: '', status: 204 }, { method: 'HEAD', body: '' })), 'its JSON begins with a byte order mark.')
  t.match(await judgedAlone('http/json-text', remember({ body: '{"a":' })), 'its body is not JSON: "{\\"a\\":".')
  t.equal(await judgedAlone('http/answered', remember({ status: 0, error: 'aborted', isAbandoned: true })), '1 requests were sent.')
})

t.test('a server elsewhere gets no address of this machine', async t => {
  const subject = { once: createOnce(), settings, base: 'https://h.example', executions: {} } as unknown as Subject
  t.equal(await judgedAlone('callback/success', subject), 'The server is not on this machine, so it cannot reach a listener of the check.')
})

t.test('a dismissal that was refused is not watched', async t => {
  t.equal(await judgedAlone('dismiss/later/status', done({ watch: { dismissal: exchangeOf({ status: 405 }) } })), 'DELETE was answered with 405.')
})

/** A server with successful jobs of this id, which also answers to these ids. */
function numbering (id: string, names: readonly string[] = [id]): Subject {
  const answer = async (url: string) => exchangeOf(names.some(name => url.endsWith(`/${name}`)) ? { url, body: '{"status":"successful"}' } : { url, status: 404 })
  const client = { send: async () => exchangeOf({ status: 201, body: JSON.stringify({ jobID: id }) }), get: answer, delete: answer }
  return { settings, launchedJobs: [], jobsUrl: 'http://h.example/jobs', executions: { quick: { process: 'a', executionUrl: 'http://h.example/a', inputs: {} } }, client } as unknown as Subject
}

t.test('an id that is short has no beginning, and one without letters no other letters', async t => {
  t.equal(await judgedAlone('dismiss/unknown/beginning', numbering('1')), 'The beginning of the id "1" is the id of another job, or too short.')
  t.equal(await judgedAlone('dismiss/unknown/case', numbering('1')), 'The id "1" has no letters, or the server ignores their case.')
  t.equal(await judgedAlone('dismiss/unknown/case', numbering('job-a', ['job-a', 'JOB-A'])), 'The id "job-a" has no letters, or the server ignores their case.')
  for (const id of ['job-a', 'JOB-A']) t.equal(await judgedAlone('dismiss/unknown/case', numbering(id)), '', id)
})
