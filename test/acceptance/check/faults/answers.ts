/** Faults across several answers, and in their transfer. */
import { setTimeout } from 'node:timers/promises'
import { changeJson, execution, html, inDismissal, inList, inStatus, is, job, type Json, jsonOf, list, problem, reply, results, times } from './change.ts'
import type { Fault, FaultContext, ProxiedAnswer } from '../proxy.ts'

const timeNames = ['created', 'started', 'finished', 'updated'] as const

const resultsRel = 'http://www.opengis.net/def/rel/ogc/1.0/results'

const withResultsLink = (info: Json, { url, jobId }: FaultContext): void => { info['links'] = [...info['links'] ?? [], { href: `${url}/jobs/${jobId}/results`, rel: resultsRel }] }

const isUnfinished = (info: Json): boolean => ['accepted', 'running'].includes(info['status'])

/** Every third answer to GET of a job. */
const sometimes = (name: string, about: readonly string[], change: (answer: ProxiedAnswer) => void): Fault =>
  ({ name, about, after: (answer, context) => { if (is(context, 'GET', job) && answer.status === 200 && times(context, 'reads') % 3 === 0) change(answer) } })

const inResults = (name: string, about: readonly string[], change: NonNullable<Fault['after']>): Fault =>
  ({ name, about, after: (answer, context) => is(context, 'GET', results) && answer.status === 200 ? change(answer, context) : undefined })

const inSync = (name: string, about: readonly string[], change: NonNullable<Fault['after']>): Fault =>
  ({ name, about, after: (answer, context) => is(context, 'POST', execution) && answer.status === 200 ? change(answer, context) : undefined })

const inLocation = (name: string, about: readonly string[], change: (location: string) => string): Fault =>
  ({ name, about, after: (answer, context) => { if (is(context, 'POST', execution) && answer.status === 201) answer.headers['location'] = change(answer.headers['location'] ?? '') } })

const inNext = (name: string, about: readonly string[], change: (link: Json, context: FaultContext) => void): Fault =>
  inList(name, about, (page, context) => { for (const link of page['links']) if (link.rel === 'next') change(link, context) })

/** Replaces the answer to a list with such a query. */
const inQuery = (name: string, about: readonly string[], when: (query: URLSearchParams) => boolean, change: NonNullable<Fault['after']>): Fault =>
  ({ name, about, after: (answer, context) => is(context, 'GET', list) && when(context.request.query) ? change(answer, context) : undefined })

const become = (other: ProxiedAnswer) => (answer: ProxiedAnswer): void => { Object.assign(answer, other) }

const isJsonText = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Calls the successUri of a job that succeeds soon, some time after its launch. */
const calling = (call: (uri: string) => Promise<unknown>): NonNullable<Fault['before']> => context => {
  const uri = jsonOf(context.request)['subscriber']?.successUri
  if (is(context, 'POST', execution) && uri?.endsWith('/success') === true) void setTimeout(300).then(() => call(uri)).catch(() => {})
  return undefined
}

const withoutSubscriber = (before: NonNullable<Fault['before']>): NonNullable<Fault['before']> => async context => {
  const answer = await before(context)
  if (is(context, 'POST', execution)) { const { subscriber, ...rest } = jsonOf(context.request); context.request.body = JSON.stringify(rest) }
  return answer
}

/** Sends an answer to GET of a job as bytes instead of the proxy. */
const inBytes = (name: string, about: readonly string[], write: (answer: ProxiedAnswer, response: Parameters<NonNullable<Fault['write']>>[1]) => void, path = job): Fault => ({
  name,
  about,
  write (answer, response, context) {
    if (!is(context, 'GET', path) || answer.status !== 200) return false
    write(answer, response)
    return true
  }
})

export const answerFaults: readonly Fault[] = [
  sometimes('a job is a 500 now and then', ['job/answered'], become(problem(500))),
  sometimes('a job is a 304 to who did not ask', ['job/answered'], become({ status: 304, headers: {}, body: '' })),
  sometimes('a job is an empty body now and then', ['http/json-text', 'job/schema'], answer => { answer.body = '' }),
  { name: 'a job is not there right after its launch', about: ['job/answered'], after: (answer, context) => { if (is(context, 'GET', job) && times(context, `reads of ${context.jobId}`) === 1) Object.assign(answer, problem(404)) } },
  { name: 'GET of a job is redirected', about: ['job/redirects'], before: context => is(context, 'GET', job) && !context.request.query.has('to') ? reply(302, '', { location: `${context.request.path}?to=1` }) : undefined },
  { name: 'DELETE of a job is redirected', about: ['job/redirects'], before: context => is(context, 'DELETE', job) && !context.request.query.has('to') ? reply(308, '', { location: `${context.request.path}?to=1` }) : undefined },

  inStatus('a job is one of another process', ['job/process'], info => { info['processID'] = 'another' }),
  inList('the list says that all jobs are of one process', ['job/process', 'job-list/agrees'], page => { for (const job of page['jobs']) job.processID = 'fail' }),
  inDismissal('a dismissal names another process', ['job/process'], answer => changeJson(answer, info => { info['processID'] = 'another' })),
  inDismissal('a dismissal has other times', ['job/times-same'], answer => changeJson(answer, info => { info['created'] = '2026-01-01T00:00:00Z' })),
  inDismissal('a dismissal is finished before it started', ['job/times-order'], answer => changeJson(answer, info => { info['finished'] = '2020-01-01T00:00:00Z' })),
  inStatus('a job is created when it is read', ['job/times-same', 'job/ended-stands-still'], info => { for (const name of timeNames) if (info[name] !== undefined) info[name] = new Date(Date.now()).toISOString() }),
  inStatus('times are those of another zone', ['job/times-now'], info => { for (const name of timeNames) if (info[name] !== undefined) info[name] = new Date(Date.parse(info[name]) + 7_200_000).toISOString() }),
  inStatus('a job is updated before it is finished', ['job/times-order'], info => { if (info['finished'] !== undefined) Object.assign(info, { created: '2026-01-01T00:00:00.000Z', updated: '2026-01-01T00:00:00.000Z' }) }),
  inStatus('a job without a start is finished before it is created', ['job/times-order'], info => { if (info['finished'] !== undefined) { delete info['started']; info['finished'] = '2020-01-01T00:00:00Z' } }),
  inStatus('a job that has ended does not say when', ['job/ended'], info => { delete info['finished'] }),
  inStatus('a dismissed job does not say when it ended', ['job/ended'], info => { if (info['status'] === 'dismissed') delete info['finished'] }),
  inStatus('a running job does not say when it started', ['job/started'], info => { if (info['status'] === 'running') delete info['started'] }),
  inStatus('a job that runs links to results', ['job/results-link'], (info, context) => { if (isUnfinished(info)) withResultsLink(info, context) }),
  inStatus('a dismissed job links to results', ['job/results-link'], (info, context) => { if (info['status'] === 'dismissed') withResultsLink(info, context) }),
  inStatus('links of a job lead nowhere', ['job/links'], (info, { url }) => { info['links'] = [{ href: `${url}/nowhere`, rel: 'self' }] }),
  inStatus('links of a job lead to another server', ['job/links'], info => { for (const link of info['links'] ?? []) link.href = link.href.replace(/^http:\/\/[^/]+/, 'http://internal.example:5000') }),
  inStatus('a job has a number as its id', ['job/schema', 'job/id'], info => { info['jobID'] = 17; info['id'] = 17 }),
  { name: 'a running job may be cached for an hour', about: ['job/cache'], after: (answer, context) => { if (is(context, 'GET', job)) answer.headers['cache-control'] = 'public, max-age=3600' } },
  { name: 'the ETag of a job never changes', about: ['dismiss/methods/etag'], settings: { dismiss: 'gone' }, after: (answer, context) => { if (is(context, 'GET', job) && answer.status === 200) Object.assign(answer, context.request.headers['if-none-match'] === undefined ? { headers: { ...answer.headers, etag: '"1"' } } : { status: 304, body: '' }) } },
  { name: 'HEAD of an unknown job is a 200', about: ['dismiss/methods/head-unknown'], before: context => is(context, 'HEAD', job) ? reply(200) : undefined },
  { name: 'ids are the same in small letters and capitals', about: ['dismiss/unknown/case'], before: context => { if (is(context, 'DELETE', job)) context.request.path = context.request.path.toLowerCase(); return undefined } },

  inResults('results are nothing', ['results/body'], answer => { answer.body = '{}' }),
  inResults('results are a page', ['results/body'], html),
  inResults('results are the statusInfo', ['results/body'], async (answer, context) => { Object.assign(answer, await context.ask('GET', `/jobs/${context.jobId}`)) }),
  inResults('results can be read once', ['results/again'], (answer, context) => { if (times(context, `results of ${context.jobId}`) > 1) Object.assign(answer, problem(404)) }),
  inSync('a synchronous execution is answered with nothing', ['execution/sync'], answer => { answer.body = '{}' }),
  inSync('a synchronous execution is answered with a page', ['execution/sync'], html),
  inSync('a synchronous execution is answered with a statusInfo', ['execution/sync'], become(reply(200, { jobID: '1', type: 'process', status: 'successful' }))),
  { name: 'respond-async is ignored', about: ['execution/async/honoured'], before: ({ request }) => { if (execution.test(request.path)) delete request.headers['prefer']; return undefined } },
  { name: 'an execution of an unknown process is said to be of an unknown job', about: ['execution/no-such-process'], after: (answer, context) => { if (is(context, 'POST', execution) && answer.status === 404) changeJson(answer, error => { error['type'] = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job' }) } },
  { name: 'an execution that is no JSON is a 500', about: ['execution/malformed'], before: context => is(context, 'POST', execution) && !isJsonText(context.request.body) ? problem(500) : undefined },
  { name: 'an execution in an unknown media type is a 500', about: ['execution/malformed'], before: context => is(context, 'POST', execution) && context.request.headers['content-type']?.includes('nothing') === true ? problem(500) : undefined },
  inLocation('Location has a query', ['execution/async/location-plain'], location => `${location}?f=json`),
  inLocation('Location ends with a slash', ['execution/async/location-plain'], location => `${location}/`),
  inLocation('Location has another port', ['execution/async/location'], location => location.replace(/:\d+\//, ':1/')),
  inLocation('Location has another scheme', ['execution/async/location'], location => location.replace('http:', 'https:')),

  inNext('the next page has no filter', ['job-list/next-filtered'], link => { link['href'] = link['href'].replace(/status=[^&]*&?/, '') }),
  inNext('the next page has no limit', ['job-list/next-filtered'], link => { link['href'] = link['href'].replace(/limit=[^&]*&?/, '') }),
  inNext('the next page is the first one', ['job-list/paging-ends'], (link, { url }) => { link['href'] = `${url}/jobs` }),
  inNext('the next page is on another server', ['job-list/paging-ends'], link => { link['href'] = link['href'].replace(/^http:\/\/[^/]+/, 'http://internal.example:5000') }),
  inNext('the next page is not there', ['job-list/paging-ends'], (link, { url }) => { link['href'] = `${url}/nowhere` }),
  inNext('the next page is for people', ['job-list/next'], link => { link['type'] = 'text/html' }),
  inList('there is no next page', ['job-list/next'], page => { page['links'] = page['links'].filter(({ rel }: Json) => rel !== 'next') }),
  inList('the list has a job twice', ['job-list/paging-ends'], page => { page['jobs'].splice(1, 1, page['jobs'][0]) }),
  inList('the list is late', ['job-list/agrees'], (page, { request }) => { if (!request.query.has('status')) for (const job of page['jobs']) if (job.status === 'successful') job.status = 'running' }),
  inList('the list counts wrong', ['job-list/numbers'], page => { Object.assign(page, { numberMatched: 0, numberReturned: 999 }) }),
  inQuery('a limit of 0 is a 500', ['job-list/limit-wrong'], query => query.get('limit') === '0', become(problem(500))),
  inQuery('a limit of 0 leaves all', ['job-list/limit-wrong'], query => query.get('limit') === '0', async (answer, { ask }) => { Object.assign(answer, await ask('GET', '/jobs')) }),
  inQuery('a large limit is a 400', ['job-list/limit-large'], query => Number(query.get('limit')) > 10_000, become(problem(400))),
  inQuery('an unknown status is a 500', ['job-list/filter/meaningless'], query => query.get('status') === 'jobdouble-check', become(problem(500))),
  inQuery('a datetime that is none is ignored', ['job-list/filter/meaningless'], query => query.get('datetime') === 'yesterday', async (answer, { ask }) => { Object.assign(answer, await ask('GET', '/jobs')) }),
  inQuery('of two values of a filter the first is used', ['job-list/filter/status-several'], query => query.getAll('status').length > 1, (answer, { request }) => changeJson(answer, page => { page['jobs'] = page['jobs'].filter(({ status }: Json) => status === request.query.get('status')) })),
  { name: 'of two filters one is used', about: ['job-list/filter/two'], before: ({ request: { path, query } }) => { if (list.test(path) && query.has('status')) query.delete('processID'); return undefined } },
  inQuery('the filter status=dismissed leaves nothing', ['job-list/filter/status-dismissed'], query => query.get('status') === 'dismissed', answer => changeJson(answer, page => { page['jobs'] = [] })),
  { name: 'the filter maxDuration is ignored', about: ['job-list/filter/max-duration-short'], before: ({ request: { path, query } }) => { if (list.test(path)) query.delete('maxDuration'); return undefined } },

  { name: 'the API description is not there', about: ['conformance/truth/oas30', 'discovery/links-work'], before: ({ request }) => request.path.startsWith('/api') ? problem(404) : undefined },
  { name: 'the API description is a page for everybody', about: ['conformance/truth/oas30'], after: (answer, { request }) => { if (request.path.startsWith('/api')) html(answer) } },
  { name: 'the landing page has a link that leads nowhere', about: ['discovery/links-work'], after: (answer, { request, url }) => { if (request.path === '/') changeJson(answer, page => { page['links'].push({ href: `${url}/nowhere`, rel: 'describedby' }) }) } },
  { name: 'links are no addresses', about: ['discovery/links-work', 'discovery/landing-links'], after: (answer, { request }) => { if (/^\/(processes)?$/.test(request.path)) changeJson(answer, page => { for (const link of [...page['links'], ...(page['processes'] ?? []).flatMap(({ links }: Json) => links ?? [])]) link.href = 'http://[' }) } },
  { name: 'a process is JSON under text/html', about: ['discovery/process-descriptions'], after: (answer, context) => { if (is(context, 'GET', /^\/processes\/[^/]+$/)) answer.headers['content-type'] = 'text/html' } },

  { name: 'a callback is a GET', about: ['callback/success'], before: withoutSubscriber(calling(uri => fetch(uri))) },
  { name: 'a callback is said to be text', about: ['callback/media-type'], before: withoutSubscriber(calling(uri => fetch(uri, { method: 'POST', body: '{"message":"text"}' }))) },
  { name: 'a callback comes twice', about: ['callback/once'], before: calling(uri => fetch(uri, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"message":"text"}' })) },

  inBytes('JSON begins with a byte order mark', ['http/json-text'], ({ body, headers }, response) => { response.writeHead(200, headers).end(`\uFEFF${body}`) }),
  inBytes('JSON is in Latin-1', ['http/json-text'], ({ body, headers }, response) => { response.writeHead(200, headers).end(Buffer.from(body.replace('"status"', '"message":"Größe","status"'), 'latin1')) }),
  inBytes('the list is cut off', ['http/json-text'], ({ body, headers }, response) => { response.writeHead(200, headers).end(body.slice(0, -5)) }, list),
  inBytes('an answer is shorter than it says', ['http/answered'], ({ body, headers }, response) => { response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) + 10 }).end(body, () => { response.destroy() }) }, list),
  inBytes('an answer is said to be compressed, and is not', ['http/answered'], ({ body, headers }, response) => { response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(body) }, list),
  inBytes('a list never comes to its end', ['http/answered'], ({ body, headers }, response) => { response.writeHead(200, headers).write(body) }, /^\/jobs$/)
]
