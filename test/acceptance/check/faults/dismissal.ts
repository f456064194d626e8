/** Faults around a dismissal. */
import { setTimeout } from 'node:timers/promises'
import { answerTwoAsFirst, changeJson, execution, html, inDismissal, inList, inStatus, is, job, jsonOf, problem, reply, results, times } from './change.ts'
import type { Fault, FaultContext, ProxiedAnswer } from '../proxy.ts'

const second = (context: FaultContext): boolean => is(context, 'DELETE', job) && times(context, `delete ${context.jobId}`) === 2

/** Whether and when a job was dismissed while it ran. */
const cancelled = async (context: FaultContext): Promise<void> => {
  if (!is(context, 'DELETE', job) || context.memory.has(`was ${context.jobId}`)) return
  const before = jsonOf(await context.ask('GET', context.request.path))
  if (before['status'] !== 'running') return
  context.memory.set(`was ${context.jobId}`, before)
  context.memory.set(`at ${context.jobId}`, Date.now())
}

const since = ({ memory, jobId }: FaultContext): number => Date.now() - (memory.get(`at ${jobId}`) ?? Infinity)

const jsonAnswer = (answer: ProxiedAnswer, status: number, body: unknown): void => { Object.assign(answer, reply(status, body)) }

export const dismissalFaults: readonly Fault[] = [
  inDismissal('a dismissal is answered with 204', ['dismiss/*/status-code'], answer => { Object.assign(answer, { status: 204, body: '' }) }),
  inDismissal('a dismissal is answered with 202', ['dismiss/*/status-code'], answer => { answer.status = 202 }),
  inDismissal('a dismissal is answered with an empty body', ['dismiss/*/body'], answer => { answer.body = '' }),
  inDismissal('a dismissal is answered with an empty object', ['dismiss/*/body'], answer => { answer.body = '{}' }),
  inDismissal('a dismissal has no type', ['dismiss/*/body'], answer => changeJson(answer, info => { delete info['type'] })),
  inDismissal('a dismissal has no jobID', ['dismiss/*/body', 'dismiss/*/job-id'], answer => changeJson(answer, info => { delete info['jobID']; delete info['id'] })),
  inDismissal('a dismissal names another job', ['dismiss/*/job-id'], answer => changeJson(answer, info => { info['jobID'] = 'another'; info['id'] = 'another' })),
  inDismissal('a dismissal says running', ['dismiss/*/status'], answer => changeJson(answer, info => { info['status'] = 'running' })),
  inDismissal('a dismissal says cancelled', ['dismiss/*/status'], answer => changeJson(answer, info => { info['status'] = 'cancelled' })),
  inDismissal('the dismissal of a job that had ended says successful', ['dismiss/*/status'], answer => changeJson(answer, info => { if (/was successful/.test(info['message'])) info['status'] = 'successful' })),
  inDismissal('a dismissal is JSON under text/html', ['dismiss/*/media-type'], answer => { answer.headers['content-type'] = 'text/html; charset=utf-8' }),
  inDismissal('a dismissal is a page for everybody', ['dismiss/*/media-type', 'dismiss/*/body'], html),
  inDismissal('a dismissal links to results', ['dismiss/*/links'], (answer, { url, request }) => changeJson(answer, info => { info['links'].push({ href: `${url}${request.path}/results`, rel: 'http://www.opengis.net/def/rel/ogc/1.0/results' }) })),
  inDismissal('a dismissal links to what is not there', ['dismiss/links-work'], (answer, { url }) => changeJson(answer, info => { info['links'] = [{ href: `${url}/nowhere`, rel: 'up' }] })),
  inDismissal('a dismissed job is said to be at 100 per cent', ['dismiss/*/not-finished-again'], answer => changeJson(answer, info => { info['progress'] = 100 })),
  {
    name: 'a dismissal is answered, and nothing happens',
    about: ['dismiss/*/after'],
    before: async context => {
      if (!is(context, 'DELETE', job)) return undefined
      const now = await context.ask('GET', context.request.path)
      return now.status === 200 ? reply(200, { ...jsonOf(now), status: 'dismissed', links: [] }) : undefined
    }
  },
  {
    name: 'a dismissed job runs on for ever',
    about: ['dismiss/running/after'],
    before: async context => { await cancelled(context); return undefined },
    after: (answer, context) => {
      const was = context.memory.get(`was ${context.jobId}`)
      if (is(context, 'GET', job) && was !== undefined) jsonAnswer(answer, 200, was)
    }
  },
  {
    name: 'a dismissed job comes back as successful',
    about: ['dismiss/later/status'],
    before: async context => { await cancelled(context); return undefined },
    after: (answer, context) => {
      const was = context.memory.get(`was ${context.jobId}`)
      if (is(context, 'GET', job) && since(context) > 1000) jsonAnswer(answer, 200, { ...was, status: 'successful', progress: 100 })
    }
  },
  {
    name: 'a dismissed job comes back as running',
    about: ['dismiss/later/status'],
    settings: { dismiss: 'remove' },
    before: async context => { await cancelled(context); return undefined },
    after: (answer, context) => {
      const was = context.memory.get(`was ${context.jobId}`)
      if (is(context, 'GET', job) && since(context) > 1000) jsonAnswer(answer, 200, was)
    }
  },
  {
    name: 'a dismissed job becomes failed',
    about: ['dismiss/later/status'],
    before: async context => { await cancelled(context); return undefined },
    after: (answer, context) => {
      if (is(context, 'GET', job) && answer.status === 200 && since(context) > 1000) changeJson(answer, info => { info['status'] = 'failed' })
    }
  },
  {
    name: 'the progress of a dismissed job goes on',
    about: ['dismiss/later/progress'],
    before: async context => { await cancelled(context); return undefined },
    after: (answer, context) => {
      if (is(context, 'GET', job) && answer.status === 200 && since(context) > 1000) changeJson(answer, info => { info['progress'] = 99 })
    }
  },
  {
    name: 'results of a dismissed job are still there',
    about: ['dismiss/*/results-after', 'dismiss/later/results'],
    after: (answer, context) => {
      if (is(context, 'DELETE', job) && answer.status === 200) context.memory.set(`dismissed ${context.jobId}`, true)
      if (is(context, 'GET', results) && context.memory.has(`dismissed ${context.jobId}`)) jsonAnswer(answer, 200, { message: 'text' })
    }
  },
  {
    name: 'results of a dismissed job come later',
    about: ['dismiss/later/results'],
    before: async context => { await cancelled(context); return undefined },
    after: (answer, context) => {
      if (is(context, 'GET', results) && since(context) > 1000) jsonAnswer(answer, 200, { message: 'text' })
    }
  },
  {
    name: 'results of a dismissed job are not ready',
    about: ['dismiss/*/results-after'],
    after: (answer, context) => {
      if (is(context, 'DELETE', job) && answer.status === 200) context.memory.set(`dismissed ${context.jobId}`, true)
      if (is(context, 'GET', results) && context.memory.has(`dismissed ${context.jobId}`)) changeJson(answer, error => { error['type'] = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready' })
    }
  },
  {
    name: 'the results of a dismissed job are a 500',
    about: ['dismiss/*/results-after'],
    after: (answer, context) => {
      if (is(context, 'DELETE', job) && answer.status === 200) context.memory.set(`dismissed ${context.jobId}`, true)
      if (is(context, 'GET', results) && context.memory.has(`dismissed ${context.jobId}`)) Object.assign(answer, problem(500))
    }
  },
  {
    name: 'the list shows a job that is gone',
    about: ['dismiss/*/list-after'],
    settings: { dismiss: 'remove' },
    after: (answer, context) => {
      if (is(context, 'DELETE', job) && answer.status === 200) context.memory.set('gone', [...context.memory.get('gone') ?? [], { ...jsonOf(answer), status: 'running' }])
      if (is(context, 'GET', /^\/jobs$/) && context.request.query.get('limit') === '1000' && context.request.query.size === 1) changeJson(answer, page => { page['jobs'].push(...context.memory.get('gone') ?? []) })
    }
  },
  inList('the list hides a dismissed job that GET shows', ['dismiss/*/list-after'], page => { page['jobs'] = page['jobs'].filter((job: { status: string }) => job.status !== 'dismissed') }),
  inList('the list shows a dismissed job as running', ['dismiss/*/list-after'], (page, { request }) => { if (!request.query.has('status')) for (const job of page['jobs']) if (job.status === 'dismissed') job.status = 'running' }),
  {
    name: 'DELETE takes every job whose id begins so',
    about: ['dismiss/unknown/beginning'],
    before: async context => {
      if (!is(context, 'DELETE', job)) return undefined
      const jobs = jsonOf(await context.ask('GET', '/jobs'))['jobs'] as { jobID: string }[]
      const alike = jobs.filter(({ jobID }) => jobID.startsWith(String(context.jobId)) && jobID !== context.jobId)
      for (const { jobID } of alike) await context.ask('DELETE', `/jobs/${jobID}`)
      return undefined
    }
  },
  {
    name: 'DELETE takes the job that was launched last, too',
    about: ['dismiss/neighbour'],
    before: async context => {
      if (!is(context, 'DELETE', job)) return undefined
      const [last] = jsonOf(await context.ask('GET', '/jobs'))['jobs'] as { jobID: string }[]
      if (last !== undefined && last.jobID !== context.jobId) await context.ask('DELETE', `/jobs/${last.jobID}`)
      return undefined
    }
  },
  { name: 'a second DELETE is a 500', about: ['dismiss/*/second'], before: context => second(context) ? problem(500) : undefined },
  { name: 'a second DELETE is a 409', about: ['dismiss/*/second'], before: context => second(context) ? problem(409) : undefined },
  { name: 'a second DELETE is a 400', about: ['dismiss/*/second'], settings: { dismiss: 'gone' }, before: context => second(context) ? problem(400) : undefined },
  { name: 'a second DELETE says successful', about: ['dismiss/*/second-body'], after: (answer, context) => { if (second(context) && answer.status === 200) changeJson(answer, info => { info['status'] = 'successful' }) } },
  {
    name: 'a job that is gone is dismissed again',
    about: ['dismiss/*/second-is-told'],
    settings: { dismiss: 'remove' },
    after: (answer, context) => {
      if (is(context, 'DELETE', job) && answer.status === 200) context.memory.set(`answer ${context.jobId}`, answer.body)
      if (is(context, 'DELETE', job) && answer.status === 404 && context.memory.has(`answer ${context.jobId}`)) jsonAnswer(answer, 200, JSON.parse(context.memory.get(`answer ${context.jobId}`)))
    }
  },
  {
    name: 'a second DELETE brings the job back',
    about: ['dismiss/*/after-second'],
    settings: { dismiss: 'remove' },
    after: (answer, context) => {
      if (is(context, 'DELETE', job) && answer.status === 200) context.memory.set(`answer ${context.jobId}`, answer.body)
      if (second(context)) context.memory.set(`back ${context.jobId}`, true)
      if (is(context, 'GET', job) && context.memory.has(`back ${context.jobId}`)) jsonAnswer(answer, 200, JSON.parse(context.memory.get(`answer ${context.jobId}`)))
    }
  },
  {
    name: 'DELETE of an unknown job is a 200',
    about: ['dismiss/unknown/status-code'],
    after: (answer, context) => {
      if (is(context, 'DELETE', job) && answer.status === 404) jsonAnswer(answer, 200, { type: 'process', jobID: context.jobId, status: 'dismissed' })
    }
  },
  { name: 'DELETE of an unknown job is a 204', about: ['dismiss/unknown/status-code'], after: (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 404) Object.assign(answer, { status: 204, body: '' }) } },
  { name: 'DELETE of an unknown job is a 500', about: ['dismiss/unknown/status-code'], after: (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 404) Object.assign(answer, problem(500)) } },
  { name: 'a 404 of DELETE is a 200 with an error', about: ['dismiss/unknown/status-code'], after: (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 404) answer.status = 200 } },
  { name: 'an unknown job is a bare token', about: ['dismiss/unknown/exception'], after: (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 404) changeJson(answer, () => ({ code: 'NoSuchJob', type: 'NoSuchJob', description: 'x' })) } },
  { name: 'an id with a space is a 500', about: ['dismiss/unknown/odd-ids'], before: context => /%20/.test(context.request.path) ? problem(500) : undefined },
  { name: 'an id with an emoji is a 200', about: ['dismiss/unknown/odd-ids'], before: context => is(context, 'DELETE', /%F0%9F/) ? reply(200, {}) : undefined },
  { name: 'DELETE is not allowed', about: ['dismiss/*/op', 'conformance/truth/dismiss'], before: context => is(context, 'DELETE', job) ? problem(405) : undefined },
  { name: 'DELETE is not implemented', about: ['dismiss/*/op', 'conformance/truth/dismiss'], before: context => is(context, 'DELETE', job) ? problem(501) : undefined },
  { name: 'a running job cannot be dismissed', about: ['dismiss/running/status-code', 'dismiss/running/op'], before: async context => is(context, 'DELETE', job) && jsonOf(await context.ask('GET', context.request.path))['status'] === 'running' ? problem(409) : undefined },
  { name: 'a job that has ended cannot be dismissed', about: ['dismiss/successful/status-code', 'dismiss/failed/status-code'], before: async context => is(context, 'DELETE', job) && ['successful', 'failed'].includes(jsonOf(await context.ask('GET', context.request.path))['status']) ? problem(400) : undefined },
  { name: 'the dismissal of a successful job is a 500', about: ['dismiss/successful/*'], before: async context => is(context, 'DELETE', job) && jsonOf(await context.ask('GET', context.request.path))['status'] === 'successful' ? problem(500) : undefined },
  { name: 'a job that waits cannot be dismissed', about: ['dismiss/accepted/*'], before: async context => is(context, 'DELETE', job) && jsonOf(await context.ask('GET', context.request.path))['status'] === 'accepted' ? problem(404) : undefined },
  { name: 'an empty body that is said to be JSON is refused', about: ['dismiss/client/empty-json'], before: context => context.request.method === 'DELETE' && context.request.headers['content-type'] !== undefined ? problem(400) : undefined },
  { name: 'who accepts anything gets a page', about: ['dismiss/client/accept-any'], after: (answer, context) => { if (is(context, 'DELETE', job) && context.request.headers['accept'] === '*/*') html(answer) } },
  { name: 'who accepts JSON and HTML gets a page', about: ['dismiss/client/accept-json-html'], after: (answer, context) => { if (context.request.headers['accept'] === 'application/json, text/html') html(answer) } },
  { name: 'an Accept with a bare star is a 500', about: ['dismiss/client/accept-odd'], before: context => context.request.headers['accept']?.includes(', *;') === true ? problem(500) : undefined },
  { name: 'who asks for a page at DELETE gets JSON', about: ['dismiss/html/*'], before: context => { if (context.request.method === 'DELETE') context.request.headers['accept'] = 'application/json'; return undefined } },
  { name: 'an error at DELETE is JSON to who asks for a page', about: ['dismiss/html/unknown'], after: async (answer, context) => { if (context.request.method === 'DELETE' && context.request.headers['accept'] === 'text/html' && answer.status === 404) Object.assign(answer, problem(404)) } },
  { name: 'a DELETE that is refused with 406 dismisses all the same', about: ['dismiss/not-acceptable'], after: async (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 406) await context.ask('DELETE', context.request.path) } },
  { name: 'an Accept that cannot be satisfied is a 500', about: ['dismiss/not-acceptable'], after: (answer, context) => { if (is(context, 'DELETE', job) && answer.status === 406) Object.assign(answer, problem(500)) } },
  { name: 'HEAD of a job is a 500', about: ['dismiss/methods/head'], before: context => context.request.method === 'HEAD' ? problem(500) : undefined },
  { name: 'HEAD of a job dismisses it', about: ['dismiss/methods/head'], before: async context => { if (is(context, 'HEAD', job)) await context.ask('DELETE', context.request.path); return undefined } },
  { name: 'POST of a job is a 200', about: ['dismiss/methods/not-allowed'], before: context => is(context, 'POST', job) ? reply(200, {}) : undefined },
  { name: 'Allow does not name DELETE', about: ['dismiss/methods/not-allowed'], after: answer => { if (answer.headers['allow'] !== undefined) answer.headers['allow'] = 'GET' } },
  {
    name: 'two of many DELETEs at once both cancel',
    about: ['dismiss/races/one-cancels'],
    settings: { dismiss: 'remove' },
    before: context => is(context, 'DELETE', job) ? answerTwoAsFirst(context, () => context.ask('DELETE', context.request.path)) : undefined
  },
  {
    name: 'one of many DELETEs at once is a 500',
    about: ['dismiss/races/answered', 'dismiss/races/one-cancels'],
    before: context => {
      if (!is(context, 'DELETE', job)) return undefined
      return times(context, `racing ${context.jobId}`) === 5 ? problem(500) : undefined
    }
  },
  {
    name: 'a repeated DELETE is a 503 for a while',
    about: ['dismiss/lost-answer', 'dismiss/*/second'],
    before: context => {
      if (!is(context, 'DELETE', job)) return undefined
      const last = context.memory.get(`last ${context.jobId}`)
      context.memory.set(`last ${context.jobId}`, Date.now())
      return last !== undefined && Date.now() - last < 500 ? problem(503) : undefined
    }
  },
  {
    name: 'callbacks come after a dismissal',
    about: ['callback/not-after-dismissal'],
    before: context => {
      const uri = jsonOf(context.request)['subscriber']?.successUri
      if (is(context, 'POST', execution) && uri !== undefined) context.memory.set('uri', uri)
      return undefined
    },
    after: (answer, context) => {
      const uri = jsonOf(context.request)['subscriber']?.successUri
      if (is(context, 'POST', execution) && uri !== undefined) context.memory.set(`uri ${jsonOf(answer)['jobID']}`, uri)
      const mine = context.memory.get(`uri ${context.jobId}`)
      if (is(context, 'DELETE', job) && mine !== undefined) void setTimeout(500).then(() => fetch(mine, { method: 'POST', body: '{"message":"text"}' })).catch(() => {})
    }
  },
  {
    name: 'callbacks never come',
    about: ['callback/success'],
    before: context => {
      if (is(context, 'POST', execution)) { const { subscriber, ...rest } = jsonOf(context.request); context.request.body = JSON.stringify(rest) }
      return undefined
    }
  },
  inStatus('a dismissed job is shown as failed', ['dismiss/*/after'], info => { if (info['status'] === 'dismissed') info['status'] = 'failed' })
]
