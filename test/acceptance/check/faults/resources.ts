/** Faults in the resources that a dismissal depends on. */
import { changeJson, execution, html, inErrors, inList, inStatus, is, job, type Json, jsonOf, list, problem, reply, results, times } from './change.ts'
import type { Fault, FaultContext } from '../proxy.ts'

const launched = (name: string, about: readonly string[], change: NonNullable<Fault['after']>): Fault =>
  ({ name, about, after: (answer, context) => is(context, 'POST', execution) && answer.status === 201 ? change(answer, context) : undefined })

const ignored = (parameter: string, about: readonly string[]): Fault => ({ name: `the filter ${parameter} is ignored`, about, before: ({ request }) => { if (list.test(request.path)) request.query.delete(parameter); return undefined } })

const unfinished = (info: Json): boolean => ['accepted', 'running'].includes(info['status'])

const isState = async (context: FaultContext, status: string): Promise<boolean> => jsonOf(await context.ask('GET', context.request.path.replace(/\/results$/, '')))['status'] === status

export const resourceFaults: readonly Fault[] = [
  launched('Location is relative', ['execution/async/location'], answer => { answer.headers['location'] = new URL(answer.headers['location'] ?? '').pathname }),
  launched('Location leads to another server', ['execution/async/location', 'execution/async/location-works'], answer => { answer.headers['location'] = `http://internal.example${new URL(answer.headers['location'] ?? '').pathname}` }),
  launched('Location is missing', ['execution/async/location'], answer => { delete answer.headers['location'] }),
  launched('Location leads to what is not there', ['execution/async/location-works'], answer => { answer.headers['location'] += '0' }),
  launched('a job is launched with 200', ['execution/async/status-code'], answer => { answer.status = 200 }),
  launched('a job is launched with 202', ['execution/async/status-code'], answer => { answer.status = 202 }),
  launched('a launched job has no type', ['execution/async/body'], answer => changeJson(answer, info => { delete info['type'] })),
  launched('a launched job is an empty body', ['execution/async/body'], answer => { answer.body = '' }),
  launched('the preference is not said to be applied', ['execution/async/preference-applied'], answer => { delete answer.headers['preference-applied'] }),
  { name: 'nothing is executed synchronously', about: ['execution/sync'], before: ({ request }) => { if (execution.test(request.path)) request.headers['prefer'] = 'respond-async'; return undefined } },
  { name: 'an execution of an unknown process is a 500', about: ['execution/no-such-process'], after: (answer, context) => { if (is(context, 'POST', execution) && answer.status === 404) Object.assign(answer, problem(500)) } },
  {
    name: 'wrong inputs are accepted',
    about: ['execution/input-validation'],
    before: context => {
      if (is(context, 'POST', execution) && jsonOf(context.request)['inputs']?.message === undefined) context.request.body = JSON.stringify({ ...jsonOf(context.request), inputs: { message: 'text', ...jsonOf(context.request)['inputs'] } })
      return undefined
    }
  },
  { name: 'wrong inputs are answered as if they were right', about: ['execution/input-validation'], after: (answer, context) => { if (is(context, 'POST', execution) && answer.status === 400) Object.assign(answer, reply(200, {})) } },
  { name: 'wrong inputs are a 500', about: ['execution/input-validation'], after: (answer, context) => { if (is(context, 'POST', execution) && answer.status === 400) Object.assign(answer, problem(500)) } },

  inStatus('a job has no type', ['job/schema'], info => { delete info['type'] }),
  inStatus('a job has null members', ['job/schema'], info => ({ finished: null, message: null, ...info })),
  inStatus('a job has an unknown status', ['job/schema'], info => { if (info['status'] === 'running') info['status'] = 'RUNNING' }),
  inStatus('progress is 101', ['job/progress'], info => { info['progress'] = 101 }),
  inStatus('progress is 56.5', ['job/progress'], info => { info['progress'] = 56.5 }),
  inStatus('progress is a text', ['job/progress'], info => { info['progress'] = String(info['progress']) }),
  inStatus('progress goes backwards', ['job/progress-grows'], (info, context) => { info['progress'] = Math.max(0, 90 - times(context, `read ${context.jobId}`)) }),
  inStatus('times have no zone', ['job/times-zone'], info => { for (const name of ['created', 'started', 'finished', 'updated']) if (info[name] !== undefined) info[name] = info[name].replace('Z', '') }),
  inStatus('one time has no zone', ['job/times-zone'], info => { info['updated'] = info['updated'].replace('Z', '') }),
  inStatus('a job is finished before it is started', ['job/times-order'], info => { if (info['finished'] !== undefined) info['finished'] = '2020-01-01T00:00:00Z' }),
  inStatus('a job is started before it is created', ['job/times-order'], info => { if (info['started'] !== undefined) info['started'] = '2020-01-01T00:00:00Z' }),
  inStatus('a job that runs has been finished', ['job/finished'], info => { if (unfinished(info)) info['finished'] = info['updated'] }),
  inStatus('a job has the id of another', ['job/id'], info => { info['jobID'] = 'another'; info['id'] = 'another' }),
  inStatus('reading a job finishes it', ['job/reading-moves-nothing'], (info, context) => { if (times(context, `read ${context.jobId}`) > 9 && info['status'] === 'running') Object.assign(info, { status: 'successful', progress: 100 }) }),
  inStatus('reading a job moves its progress', ['job/reading-moves-nothing'], (info, context) => { if (info['status'] === 'running') info['progress'] = Math.min(99, times(context, `read ${context.jobId}`) * 7) }),
  inStatus('a running job goes back to accepted', ['job/life'], (info, context) => { if (info['status'] === 'running' && times(context, `read ${context.jobId}`) > 1) info['status'] = 'accepted' }),
  inStatus('a job that has ended changes with each reading', ['job/ended-stands-still'], (info, context) => { if (info['status'] === 'successful') info['message'] = `read ${times(context, 'read')} times` }),
  { name: 'a job is a page for everybody', about: ['job/media-type'], after: (answer, context) => { if (is(context, 'GET', job) && answer.status === 200) answer.headers['content-type'] = 'text/html' } },
  { name: 'an unknown job is a 200 with an error', about: ['job/no-such-job'], after: (answer, context) => { if (is(context, 'GET', job) && answer.status === 404) answer.status = 200 } },
  { name: 'an unknown job is a 500', about: ['job/no-such-job'], after: (answer, context) => { if (is(context, 'GET', job) && answer.status === 404) Object.assign(answer, problem(500)) } },

  { name: 'a job that succeeded has no results', about: ['results/successful'], after: (answer, context) => { if (is(context, 'GET', results) && answer.status === 200) Object.assign(answer, problem(404)) } },
  { name: 'a job that runs has results', about: ['results/not-ready'], before: async context => is(context, 'GET', results) && await isState(context, 'running') ? reply(200, {}) : undefined },
  { name: 'results that are not ready have no type of their own', about: ['results/not-ready'], before: async context => is(context, 'GET', results) && await isState(context, 'running') ? problem(404) : undefined },
  { name: 'a job that failed has results', about: ['results/failed'], before: async context => is(context, 'GET', results) && await isState(context, 'failed') ? reply(200, {}) : undefined },
  { name: 'results of an unknown job are empty', about: ['results/no-such-job'], after: (answer, context) => { if (is(context, 'GET', /no-such-job\/results$/)) Object.assign(answer, reply(200, {})) } },

  inErrors('errors have no type', ['errors/type'], error => { delete error['type'] }),
  inErrors('errors have no title', ['errors/title'], error => { delete error['title']; delete error['detail'] }),
  inErrors('errors say another status', ['errors/status'], error => { error['status'] = 500 }),
  inErrors('errors say their status as text', ['errors/status'], error => { error['status'] = String(error['status']) }),
  { name: 'errors are pages for everybody', about: ['errors/media-type'], after: answer => { if (answer.status >= 400) html(answer) } },

  inList('paging never ends', ['job-list/paging-ends'], (page, { url, request }) => { page['links'] = [...page['links'].filter(({ rel }: { rel: string }) => rel !== 'next'), { href: `${url}/jobs?limit=${request.query.get('limit')}&page=1`, rel: 'next' }] }),
  inList('paging goes on with empty pages', ['job-list/paging-ends'], (page, context) => { if (!page['links'].some(({ rel }: { rel: string }) => rel === 'next')) { page['jobs'] = context.request.query.has('empty') ? [] : page['jobs']; page['links'].push({ href: `${context.url}/jobs?limit=5&before=0&empty=${times(context, 'page')}`, rel: 'next' }) } }),
  { name: 'pages overlap', about: ['job-list/paging-ends'], before: ({ request }) => { if (request.query.has('before')) request.query.set('before', String(Number(request.query.get('before')) + 1)); return undefined } },
  inList('pages leave jobs out', ['job-list/paging-whole'], (page, { request }) => { if (request.query.get('limit') === '5') page['jobs'].splice(2, 1) }),
  { name: 'limit is ignored', about: ['job-list/limit'], before: ({ request }) => { if (list.test(request.path)) request.query.set('limit', '1000'); return undefined } },
  { name: 'a wrong limit is accepted', about: ['job-list/limit-wrong'], before: ({ request }) => { if (list.test(request.path) && request.query.get('limit') === 'many') request.query.delete('limit'); return undefined } },
  ignored('status', ['job-list/filter/status', 'job-list/filter/status-running']),
  ignored('processID', ['job-list/filter/process-id', 'job-list/filter/process-id-unknown']),
  ignored('datetime', ['job-list/filter/datetime']),
  ignored('minDuration', ['job-list/filter/min-duration']),
  { name: 'the filter status leaves nothing', about: ['job-list/filter/status', 'job-list/filter/status-running'], after: (answer, context) => { if (is(context, 'GET', list) && context.request.query.has('status')) changeJson(answer, page => { page['jobs'] = [] }) } },
  { name: 'the filter datetime leaves nothing', about: ['job-list/filter/datetime-since'], after: (answer, context) => { if (is(context, 'GET', list) && context.request.query.has('datetime')) changeJson(answer, page => { page['jobs'] = [] }) } },
  { name: 'the filter type is a 400', about: ['job-list/filter/type'], before: ({ request }) => request.query.has('type') ? problem(400) : undefined },
  inList('the list has no links', ['job-list/schema', 'job-list/self-link'], page => { delete page['links'] }),
  inList('the list does not link to itself', ['job-list/self-link'], page => { page['links'] = page['links'].filter(({ rel }: { rel: string }) => rel !== 'self') }),
  inList('jobs of the list have no process', ['job-list/process-ids'], page => { for (const job of page['jobs']) delete job.processID }),
  inList('the list hides jobs that succeeded', ['job-list/whole'], page => { page['jobs'] = page['jobs'].filter((job: { status: string }) => job.status !== 'successful') }),
  inList('the list hides jobs that run', ['job-list/whole'], page => { page['jobs'] = page['jobs'].filter((job: { status: string }) => job.status !== 'running') }),
  { name: 'the list is not there', about: ['job-list/schema', 'conformance/truth/job-list'], before: context => is(context, 'GET', list) ? problem(404) : undefined },

  { name: 'the landing page does not lead to the conformance classes', about: ['discovery/landing-links'], after: (answer, { request }) => { if (request.path === '/') changeJson(answer, page => { page['links'] = page['links'].filter(({ rel }: { rel: string }) => !/conformance/.test(rel)) }) } },
  { name: 'the conformance classes are no list', about: ['discovery/conformance', 'conformance/core'], after: (answer, { request }) => { if (request.path === '/conformance') answer.body = '{"conformsTo":"all"}' } },
  { name: 'core is not declared', about: ['conformance/core'], after: (answer, { request }) => { if (request.path === '/conformance') changeJson(answer, body => { body['conformsTo'] = body['conformsTo'].filter((uri: string) => !uri.endsWith('/core')) }) } },
  { name: 'pages are declared, and there are none', about: ['conformance/truth/html', 'dismiss/html/*'], before: context => { if (context.request.headers['accept'] === 'text/html') context.request.headers['accept'] = 'application/json'; return undefined } },
  { name: 'an unknown process is a 500', about: ['discovery/no-such-process'], after: (answer, context) => { if (is(context, 'GET', /^\/processes\//) && answer.status === 404) Object.assign(answer, problem(500)) } },
  { name: 'the limit of the list of processes is ignored', about: ['discovery/process-limit'], before: ({ request }) => { if (request.path === '/processes') request.query.delete('limit'); return undefined } },
  { name: 'a process has another id than in the list', about: ['discovery/process-descriptions'], after: (answer, context) => { if (is(context, 'GET', /^\/processes\/fail$/)) changeJson(answer, process => { process['id'] = 'other' }) } },
  { name: 'a process has no version', about: ['discovery/process-descriptions', 'discovery/process-list'], after: (answer, context) => { if (is(context, 'GET', /^\/processes\/[^/]+$/)) changeJson(answer, process => { delete process['version'] }) } }
]
