import t from 'tap'
import { problems } from '../../../routes/ogc/problems.ts'
import { build } from '../../helper.ts'
import { buildWithJobs, exceptions, read } from './helper.ts'
import Fastify from 'fastify'
import { answerOgcError } from '../../../routes/ogc/errors.ts'
import { Exchange, setExchange } from '../../../routes/http/exchange.ts'
import { defaultSettings } from '../../../src/world/settings.ts'
import type { World } from '../../../src/world/world.ts'

const errors = [
  { what: 'an unknown job', url: '/jobs/nope', status: 404, type: `${exceptions}no-such-job`, title: 'No such job' },
  { what: 'an unknown process', url: '/processes/nope', status: 404, type: `${exceptions}no-such-process`, title: 'No such process' },
  { what: 'results too early', url: '/jobs/running/results', status: 404, type: `${exceptions}result-not-ready`, title: 'Result not ready' },
  { what: 'results of a failed job', url: '/jobs/failed/results', status: 500, type: 'NoApplicableCode', title: 'Job failed' },
  { what: 'an unknown output', url: '/jobs/successful/results/nope', status: 400, type: `${exceptions}no-such-output`, title: 'No such output' },
  { what: 'a wrong query', url: '/jobs?limit=0', status: 400, type: `${exceptions}invalid-query-parameter-value`, title: 'Invalid query parameter value' },
  { what: 'an unknown path', url: '/nope', status: 404, type: 'about:blank', title: 'Not found' },
  { what: 'a path that is no URL', url: '/%zz', status: 400, type: 'about:blank', title: 'Bad request' },
  { what: 'an id that is no URL', url: '/jobs/%zz', status: 400, type: 'about:blank', title: 'Bad request' },
  { what: 'a wrong method', url: '/jobs', method: 'DELETE', status: 405, type: 'about:blank', title: 'Method not allowed' },
  { what: 'a wrong media type', url: '/processes/echo/execution', method: 'POST', payload: 'x', headers: { 'content-type': 'text/plain' }, status: 415, type: 'about:blank', title: 'Unsupported media type' },
  { what: 'a wrong body', url: '/processes/echo/execution', method: 'POST', payload: '[]', headers: { 'content-type': 'application/json' }, status: 400, type: 'about:blank', title: 'Bad request' },
  { what: 'wrong inputs', url: '/processes/echo/execution', method: 'POST', payload: '{}', headers: { 'content-type': 'application/json' }, status: 400, type: 'InvalidParameterValue', title: 'Invalid parameter value' },
  { what: 'a body too large', url: '/processes/echo/execution', method: 'POST', payload: `"${'x'.repeat(10 * 2 ** 20)}"`, headers: { 'content-type': 'application/json' }, status: 413, type: 'about:blank', title: 'Content too large' }
] as const

const ways = [
  { accept: undefined, type: /^application\/json; charset=utf-8$/ },
  { accept: '*/*', type: /^application\/json; charset=utf-8$/ },
  { accept: 'application/json', type: /^application\/json; charset=utf-8$/ },
  { accept: 'application/json, text/html', type: /^application\/json; charset=utf-8$/ },
  { accept: 'application/json, application/problem+json', type: /^application\/problem\+json/ },
  { accept: 'text/html', type: /^text\/html; charset=utf-8$/ }
]

const { app } = await buildWithJobs(t)

for (const { what, status, type, title, ...request } of errors) {
  t.test(`${what} is worded as an exception, in the way the client reads`, async t => {
    for (const way of ways) {
      const headers = { ...('headers' in request && request.headers), ...(way.accept !== undefined && { accept: way.accept }) }
      const answer = await app.inject({ ...request, headers })
      t.equal(answer.statusCode, status, String(way.accept))
      t.match(answer.headers['content-type'], way.type)
      if (way.accept === 'text/html') {
        const { text } = read(answer.payload)
        for (const part of [title, String(status), request.url]) t.ok(text.includes(part), part)
        t.ok(text.includes(type) || answer.payload.includes(type), type)
        t.notMatch(answer.payload, 'as JSON', 'an error has no address of its own')
      } else {
        const { detail, ...exception } = answer.json()
        t.same(exception, { type, title, status, instance: request.url })
        t.ok(detail.length > 0)
      }
    }
  })
}

t.test('a failure of the double itself is a 500 that says nothing of its insides', async t => {
  const double = await build(t)
  double.store.get = () => { throw new Error('a secret of the store') }
  for (const accept of ['application/json', 'text/html']) {
    const { statusCode, headers, payload } = await double.app.inject({ url: '/jobs/x', headers: { accept } })
    t.equal(statusCode, 500)
    t.match(headers['content-type'], accept)
    t.match(payload, 'Server error')
    t.notMatch(payload, 'secret')
  }
})

t.test('every problem has a status, a title, and a type that is neither null nor empty', async t => {
  for (const { status, type, title } of Object.values(problems)) {
    t.ok(status >= 400 && status < 600, title)
    t.ok(type.length > 0)
  }
})

t.test('what the standard has a type for is answered with that type and status', async t => {
  const rows = {
    'no-such-process': [404, 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process'],
    'no-such-job': [404, 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job'],
    'result-not-ready': [404, 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready'],
    'result-not-available': [404, 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-available'],
    'no-such-output': [400, 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-output'],
    'invalid-query-parameter-value': [400, 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/invalid-query-parameter-value'],
    'invalid-parameter-value': [400, 'InvalidParameterValue'],
    gone: [410, 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job'],
    'result-gone': [410, 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-available'],
    'job-failed': [500, 'NoApplicableCode'],
    'job-dismissed': [500, 'NoApplicableCode'],
    'not-acceptable': [406, 'about:blank'],
    'unsupported-media-type': [415, 'about:blank'],
    'too-large': [413, 'about:blank']
  } as const
  for (const [code, [status, type]] of Object.entries(rows)) t.match(problems[code as keyof typeof rows], { status, type }, code)
})

t.test('nothing under a base path or beside it is answered in the shape of Fastify', async t => {
  const { app } = await build(t, { basePath: '/ogc' })
  for (const url of ['/ogc/nope', '/ogc/%zz', '/nope', '/', '/%zz', '/ogcx', '/jobs']) {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const { statusCode, json } = await app.inject({ method, url })
      t.ok(statusCode === 404 || statusCode === 400, `${method} ${url}`)
      t.match(json(), { type: 'about:blank', status: statusCode, title: String, detail: String, instance: url })
      t.notOk('error' in json() || 'message' in json())
    }
  }
})

t.test('the page of an error leads to the job that it is about, where that is still there', async t => {
  const { app, configure } = await buildWithJobs(t, { basePath: '/ogc', dismiss: 'refuse' })
  const look = async (url: string, method: 'GET' | 'DELETE' = 'GET') => {
    const { payload } = await app.inject({ method, url: `/ogc${url}`, headers: { accept: 'text/html' } })
    return /<a href="([^"]*)">Look at the job<\/a>/.exec(payload)?.[1]?.replace('&#61;', '=')
  }
  const job = (id: string) => `http://localhost:80/ogc/jobs/${id}?f=html`
  t.equal(await look('/jobs/successful', 'DELETE'), job('successful'), 'a DELETE that is refused')
  t.equal(await look('/jobs/running/results'), job('running'))
  t.equal(await look('/jobs/running/dismissal'), job('running'), 'a wrong method')
  for (const url of ['/jobs/nope/results', '/jobs/nope', '/nope', '/jobs?limit=0']) t.equal(await look(url), undefined, url)
  configure({ dismiss: 'gone' })
  t.equal(await look('/jobs/dismissed', 'DELETE'), job('dismissed'), 'a second DELETE')
  configure({ dismiss: 'remove', removedStatus: 410 })
  await app.inject({ method: 'DELETE', url: '/ogc/jobs/dismissed' })
  t.equal(await look('/jobs/dismissed'), undefined, 'a job that was removed')
  t.match((await app.inject('/ogc/nope')).json().detail, 'The landing page (http://localhost:80/ogc/) links to all resources.')
})

t.test('a refusal that the standard has no word for is a bad request', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  app.addHook('onRequest', async request => setExchange(request.raw, new Exchange({ settings: defaultSettings, life: new AbortController().signal } as World, '')))
  app.setErrorHandler(answerOgcError({ error () {} }, ''))
  app.get('/teapot', () => { throw Object.assign(new Error('short and stout'), { statusCode: 418 }) })
  t.match((await app.inject('/teapot')).json(), { status: 400, title: 'Bad request', detail: 'short and stout' })
})
