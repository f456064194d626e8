import t from 'tap'
import type { DismissPolicy } from '../../../src/jobs/dismissal.ts'
import { build, type TestDouble } from '../../helper.ts'
import { buildWithJobs, exceptions, jobsInEveryState, listing, table } from './helper.ts'

const hello = { inputs: { message: 'hello' } }
const doubles = {
  retain: await buildWithJobs(t, { dismiss: 'retain' }),
  remove: await buildWithJobs(t, { dismiss: 'remove' }),
  gone: await buildWithJobs(t, { dismiss: 'gone' }),
  refuse: await buildWithJobs(t, { dismiss: 'refuse' })
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/**
 * Every method on every path. A POST brings an execute request for `echo`; what is 405 and what is OPTIONS names the
 * methods of `Allow`.
 */
const methodTable = `
path                           GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS  Allow
/                              200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/conformance                   200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/api                           200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/processes                     200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/processes/echo                200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/processes/nope                404  404   405   405  405    405     204      GET, HEAD, OPTIONS
/processes/echo/execution      405  405   200   405  405    405     204      POST, OPTIONS
/processes/nope/execution      405  405   404   405  405    405     204      POST, OPTIONS
/jobs                          200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs/accepted                 200  200   405   405  405    200     204      GET, HEAD, DELETE, OPTIONS
/jobs/running                  200  200   405   405  405    200     204      GET, HEAD, DELETE, OPTIONS
/jobs/successful               200  200   405   405  405    200     204      GET, HEAD, DELETE, OPTIONS
/jobs/failed                   200  200   405   405  405    200     204      GET, HEAD, DELETE, OPTIONS
/jobs/dismissed                200  200   405   405  405    200     204      GET, HEAD, DELETE, OPTIONS
/jobs/unknown                  404  404   405   405  405    404     204      GET, HEAD, DELETE, OPTIONS
/jobs/accepted/results         404  404   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs/running/results          404  404   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs/successful/results       200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs/failed/results           500  500   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs/dismissed/results        404  404   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs/unknown/results          404  404   405   405  405    405     204      GET, HEAD, OPTIONS
/nope                          404  404   404   404  404    404     404      -
/jobs/running/nope             404  404   404   404  404    404     404      -
//jobs                         404  404   404   404  404    404     404      -
/processes/echo/execution/x    404  404   404   404  404    404     404      -
`

t.test('every method on every path has its status, and 405 and OPTIONS name the methods that there are', async t => {
  const double = doubles.retain
  for (const [url = '', ...cells] of table(methodTable)) {
    const allow = cells.at(-1)
    for (const [column, method] of methods.entries()) {
      const before = await listing(double)
      const answer = await double.app.inject({ method, url, ...(method === 'POST' && { payload: hello }) })
      const expected = Number(cells[column])
      t.equal(answer.statusCode, expected, `${method} ${url}`)
      t.equal(answer.headers['allow'], expected === 405 || expected === 204 ? allow : undefined, `Allow of ${method} ${url}`)
      if (method === 'HEAD' || expected === 204) t.equal(answer.payload, '', `${method} ${url} has no body`)
      else if (expected >= 400) t.match(answer.json(), { status: expected, type: String, title: String, detail: String, instance: url })
      if (method === 'DELETE' && expected === 200) await double.reset()
      t.equal(await listing(double), before, 'and the list is as it was')
    }
  }
})

t.test('HEAD says what GET says, without its body', async t => {
  const { app } = doubles.retain
  for (const [url = '', get] of table(methodTable)) {
    if (get === '405') continue
    for (const accept of ['application/json', 'text/html']) {
      const [whole, head] = [await app.inject({ url, headers: { accept } }), await app.inject({ method: 'HEAD', url, headers: { accept } })]
      t.equal(head.statusCode, whole.statusCode, `${url} as ${accept}`)
      t.equal(head.headers['content-type'], whole.headers['content-type'])
      t.equal(head.payload, '')
    }
  }
})

/**
 * What a DELETE does, and what can be seen after it, and the same once more. In a cell: the status, and the `status` of
 * the job or the end of the exception's `type`. A job that is dismissed already cannot be under the policy `remove`.
 */
const dismissTable = `
policy  state       DELETE         then GET       its results               listed  DELETE again   then GET       its results               listed
retain  accepted    200 dismissed  200 dismissed  404 result-not-available  yes     200 dismissed  404 no-such-job  404 no-such-job           no
retain  running     200 dismissed  200 dismissed  404 result-not-available  yes     200 dismissed  404 no-such-job  404 no-such-job           no
retain  successful  200 dismissed  404 no-such-job  404 no-such-job         no      404 no-such-job  404 no-such-job  404 no-such-job         no
retain  failed      200 dismissed  404 no-such-job  404 no-such-job         no      404 no-such-job  404 no-such-job  404 no-such-job         no
retain  dismissed   200 dismissed  404 no-such-job  404 no-such-job         no      404 no-such-job  404 no-such-job  404 no-such-job         no
retain  unknown     404 no-such-job  404 no-such-job  404 no-such-job       no      404 no-such-job  404 no-such-job  404 no-such-job         no
remove  accepted    200 dismissed  404 no-such-job  404 no-such-job         no      404 no-such-job  404 no-such-job  404 no-such-job         no
remove  running     200 dismissed  404 no-such-job  404 no-such-job         no      404 no-such-job  404 no-such-job  404 no-such-job         no
remove  successful  200 dismissed  404 no-such-job  404 no-such-job         no      404 no-such-job  404 no-such-job  404 no-such-job         no
remove  failed      200 dismissed  404 no-such-job  404 no-such-job         no      404 no-such-job  404 no-such-job  404 no-such-job         no
remove  unknown     404 no-such-job  404 no-such-job  404 no-such-job       no      404 no-such-job  404 no-such-job  404 no-such-job         no
gone    accepted    200 dismissed  200 dismissed  410 result-not-available  yes     410 no-such-job  200 dismissed  410 result-not-available  yes
gone    running     200 dismissed  200 dismissed  410 result-not-available  yes     410 no-such-job  200 dismissed  410 result-not-available  yes
gone    successful  200 dismissed  200 dismissed  410 result-not-available  yes     410 no-such-job  200 dismissed  410 result-not-available  yes
gone    failed      200 dismissed  200 dismissed  410 result-not-available  yes     410 no-such-job  200 dismissed  410 result-not-available  yes
gone    dismissed   410 no-such-job  200 dismissed  410 result-not-available  yes   410 no-such-job  200 dismissed  410 result-not-available  yes
gone    unknown     404 no-such-job  404 no-such-job  404 no-such-job       no      404 no-such-job  404 no-such-job  404 no-such-job         no
refuse  accepted    202 accepted   200 accepted   404 result-not-ready      yes     202 accepted     200 accepted   404 result-not-ready      yes
refuse  running     202 running    200 running    404 result-not-ready      yes     202 running      200 running    404 result-not-ready      yes
refuse  successful  400 about:blank  200 successful  200 -                  yes     400 about:blank  200 successful  200 -                    yes
refuse  failed      400 about:blank  200 failed   500 NoApplicableCode      yes     400 about:blank  200 failed     500 NoApplicableCode      yes
refuse  dismissed   400 about:blank  200 dismissed  404 result-not-available  yes   400 about:blank  200 dismissed  404 result-not-available  yes
refuse  unknown     404 no-such-job  404 no-such-job  404 no-such-job       no      404 no-such-job  404 no-such-job  404 no-such-job         no
`

/** An answer as a cell of the table. */
async function cell ({ app }: TestDouble, method: 'GET' | 'DELETE', url: string): Promise<string> {
  const { statusCode, json, payload } = await app.inject({ method, url })
  if (!payload.startsWith('{')) return `${statusCode} -`
  const { type, status } = json()
  return `${statusCode} ${statusCode < 300 ? status : type.replace(exceptions, '')}`
}

async function listed ({ app }: TestDouble, id: string): Promise<string> {
  const { jobs } = (await app.inject('/jobs?limit=1000')).json()
  return jobs.some(({ jobID }: { jobID: string }) => jobID === id) ? 'yes' : 'no'
}

for (const [policy = '', state = '', ...expected] of table(dismissTable)) {
  t.test(`${policy}: what DELETE makes of a job that is ${state}`, async t => {
    const double = doubles[policy as DismissPolicy]
    await double.reset()
    const others = jobsInEveryState.filter(({ id }) => id !== state)
    const seen: string[] = []
    for (let round = 0; round < 2; round++) {
      seen.push(await cell(double, 'DELETE', `/jobs/${state}`))
      seen.push(await cell(double, 'GET', `/jobs/${state}`))
      seen.push(await cell(double, 'GET', `/jobs/${state}/results`))
      seen.push(await listed(double, state))
    }
    t.same(seen, expected)
    for (const { id } of others) t.equal(await cell(double, 'GET', `/jobs/${id}`), `200 ${id}`, `${id} stays as it was`)
  })
}

/** What Accept decides: the same on every resource, for errors, for DELETE and for an execution. */
const acceptTable = `
Accept                                                                   answer
(none)                                                                   json
*/*                                                                      json
application/json                                                         json
text/html                                                                html
application/json, text/html                                              json
text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8          html
/*                                                                       json
*                                                                        json
application/x-nope                                                       406
application/problem+json                                                 406
application/json, application/problem+json                               json
`

const resources = ['/', '/conformance', '/api', '/processes', '/processes/echo', '/jobs', '/jobs/running', '/jobs/running/results', '/jobs/unknown', '/nope']
const requests = [
  ...resources.map(url => ({ method: 'GET', url } as const)),
  ...['accepted', 'running', 'successful', 'failed', 'dismissed', 'unknown'].map(id => ({ method: 'DELETE', url: `/jobs/${id}` } as const)),
  { method: 'POST', url: '/processes/hold/execution', payload: {}, headers: { prefer: 'respond-async' } } as const,
  { method: 'PATCH', url: '/jobs/running' } as const
]

for (const [accept = '', expected = ''] of table(acceptTable)) {
  t.test(`Accept: ${accept} is answered with ${expected}, wherever`, async t => {
    const double = doubles.retain
    await double.reset()
    const before = await listing(double)
    for (const { method, url, ...rest } of requests) {
      const headers = { ...('headers' in rest && rest.headers), ...(accept !== '(none)' && { accept }) }
      const { statusCode, headers: { 'content-type': type = '' } } = await double.app.inject({ method, url, ...rest, headers })
      const title = `${method} ${url}`
      if (expected === '406') {
        t.equal(statusCode, 406, title)
        t.equal(await listing(double), before, 'nothing has changed')
      } else {
        t.not(statusCode, 406, title)
      }
      if (expected === 'html') t.match(type, /^text\/html; charset=utf-8$/, title)
      else t.match(type, /^application\/([\w.]+\+)?json\b/, title)
      await double.reset()
    }
  })
}

t.test('f=json and f=html decide before Accept does', async t => {
  const double = doubles.retain
  for (const { method, url, ...rest } of requests) {
    for (const [f, accept, type] of [['json', 'text/html', 'json'], ['html', 'application/json', 'html'], ['json', 'application/x-nope', 'json']]) {
      const { statusCode, headers } = await double.app.inject({ method, url: `${url}?f=${f}`, ...rest, headers: { ...('headers' in rest && rest.headers), accept } })
      t.not(statusCode, 406, `${method} ${url}?f=${f}`)
      t.match(headers['content-type'], new RegExp(`^(application|text)/.*${type}`))
      await double.reset()
    }
  }
})

t.test('where a job stands decides at the instant of the DELETE, not at its submission', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'job', process: 'echo', plan: { accepted: 10, running: 60 } }] } })
  for (const [seconds, was] of [[0, 'accepted'], [9.999, 'accepted'], [10, 'running'], [69.999, 'running'], [70, 'successful']] as const) {
    await double.reset()
    double.clock.advance(seconds * 1000)
    const { message } = (await double.app.inject({ method: 'DELETE', url: '/jobs/job' })).json()
    t.match(message, was, `after ${seconds} s`)
    const status = was === 'successful' ? 404 : 200
    t.equal((await double.app.inject('/jobs/job')).statusCode, status)
  }
})
