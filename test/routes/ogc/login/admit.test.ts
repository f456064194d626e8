import type { InjectOptions } from 'fastify'
import t from 'tap'
import { loginResources } from '../../../../src/world/settings.ts'
import { build } from '../../../helper.ts'
import { table } from '../helper.ts'
import { bearer, buildWithUsers, users } from './helper.ts'

/** No user has logged in; a forged token is not in the seed. A POST has an execute request for `echo`. */
const closed = `
request                          nobody  reader  mover  worker  free  stranger  idle  forged
GET /                            200     200     200    200     200   200       401   401
GET /conformance                 200     200     200    200     200   200       401   401
GET /api                         200     200     200    200     200   200       401   401
OPTIONS /                        204     204     204    204     204   204       401   401
GET /processes                   401     200     200    200     200   403       401   401
GET /processes/                  401     200     200    200     200   403       401   401
GET /processes/echo              401     200     200    200     200   403       401   401
GET /processes/nope              401     404     404    404     404   403       401   401
POST /processes/echo/execution   401     403     403    200     200   403       401   401
GET /processes/echo/execution    401     403     403    405     405   403       401   401
GET /jobs                        401     200     200    200     200   403       401   401
HEAD /jobs                       401     200     200    200     200   403       401   401
GET /jobs/running                401     200     200    200     200   403       401   401
GET /jobs/successful/results     401     200     200    200     200   403       401   401
GET /jobs/successful/results/message  401  200   200    200     200   403       401   401
GET /jobs/successful/events      401     200     200    200     200   403       401   401
OPTIONS /jobs                    401     204     204    204     204   403       401   401
DELETE /jobs/unknown             401     403     404    404     404   403       401   401
POST /jobs/unknown/dismiss       401     403     404    404     404   403       401   401
POST /jobs/unknown/dismissal     401     403     200    200     200   403       401   401
PATCH /jobs                      401     403     405    405     405   403       401   401
POST /login                      400     400     400    400     400   400       400   400
GET /token                       405     405     405    405     405   405       405   405
GET /nope                        404     404     404    404     404   404       404   404
GET /assets/none.css             404     404     404    404     404   404       404   404
`

const columns = closed.trim().split('\n')[0]!.split(/\s+/).slice(1)

/** A request from a line of the table. */
function requestOf (line: string): InjectOptions {
  const [method, url] = line.split(' ') as ['GET' | 'POST', string]
  if (method !== 'POST' || url.endsWith('/dismiss')) return { method, url }
  return url.endsWith('/execution') ? { method, url, payload: { inputs: { message: 'hello' } } } : { method, url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: '' }
}

for (const open of [false, true]) {
  t.test(`every method on every path, by everybody, where ${open ? 'all is open' : 'only the landing page, conformance and the API are open'}`, async t => {
    const { app } = await buildWithUsers(t, { cancel: 'post', ...(open && { loginOpen: [...loginResources] }) })
    for (const [line = '', ...statuses] of table(closed)) {
      for (const [index, name] of columns.entries()) {
        if (open && !['nobody', 'reader', 'forged'].includes(name)) continue
        const request = requestOf(line)
        const expected = open && name === 'nobody' ? statuses[columns.indexOf('free')] : statuses[index]
        const { statusCode } = await app.inject({ ...request, headers: { ...request.headers, ...bearer(name) } })
        t.equal(String(statusCode), expected, `${line} by ${name}`)
      }
    }
  })
}

t.test('each resource can be open by itself', async t => {
  const { app, configure } = await buildWithUsers(t, { cancel: 'post' })
  const requests: Readonly<Record<typeof loginResources[number], InjectOptions>> = {
    landing: { url: '/' },
    conformance: { url: '/conformance' },
    api: { url: '/api' },
    processes: { url: '/processes' },
    execution: requestOf('POST /processes/echo/execution'),
    deploy: { method: 'DELETE', url: '/processes/echo' },
    jobs: { url: '/jobs' },
    dismissal: { method: 'DELETE', url: '/jobs/unknown' }
  }
  for (const resource of loginResources) {
    configure({ loginOpen: [resource] })
    for (const other of loginResources) {
      const { statusCode } = await app.inject(requests[other])
      t.equal(statusCode === 401, other !== resource, `${other} where ${resource} is open`)
    }
  }
})

t.test('a 401 has a challenge that says what is wrong, and the problem of the façade', async t => {
  const { app, clock } = await buildWithUsers(t)
  const rows = [
    [{}, '', 'No credentials came. Expected Authorization: Bearer, a space and a token.'],
    [{ authorization: 'Basic dTpw' }, '', 'No credentials came.'],
    [{ authorization: 'Token token-of-free' }, '', 'No credentials came.'],
    [{ 'x-api-key': 'token-of-free' }, '', 'No credentials came.'],
    [{ authorization: 'Bearer' }, 'The token is not known.', 'The token is not known. Expected Authorization: Bearer'],
    [{ authorization: 'Bearer a b' }, 'The token is not known.', 'The token is not known.'],
    [bearer('idle'), 'The user idle is not active.', 'The user idle is not active.']
  ] as const
  for (const [headers, wrong, detail] of rows) {
    const answer = await app.inject({ url: '/jobs', headers: { ...headers } })
    t.equal(answer.statusCode, 401)
    t.equal(answer.headers['www-authenticate'], `Bearer realm="jobdouble"${wrong === '' ? '' : `, error="invalid_token", error_description="${wrong}"`}`)
    t.match(answer.json(), { status: 401, type: 'about:blank', title: 'Unauthorized', instance: '/jobs' })
    t.ok(answer.json().detail.startsWith(detail), answer.json().detail)
  }
  t.equal((await app.inject({ url: '/jobs', headers: { authorization: 'bearer   token-of-free ' } })).statusCode, 200)
  t.match((await app.inject({ url: '/jobs', headers: { accept: 'application/problem+json, application/json' } })).headers['content-type'], 'application/problem+json')
  const forbidden = await app.inject({ method: 'DELETE', url: '/jobs/running', headers: bearer('reader') })
  t.equal(forbidden.headers['www-authenticate'], 'Bearer realm="jobdouble", error="insufficient_scope", error_description="The user reader has no level in the project of this server that includes transfer."')
  t.match(forbidden.json(), { status: 403, title: 'Forbidden' })
  t.equal((await app.inject({ url: '/jobs/running', headers: bearer('free') })).json().status, 'running')
  await clock.advance('10d')
  t.equal((await app.inject({ url: '/jobs', headers: bearer('free') })).statusCode, 200, 'a token of the seed does not expire')
})

t.test('a name that no header can hold stands in no challenge', async t => {
  const { app } = await buildWithUsers(t)
  await app.inject({ url: '/__admin/reset', method: 'POST', payload: { seed: { users: [{ name: 'Zoë "the\\ fox"', token: 'z', active: false }] } } })
  const answer = await app.inject({ url: '/jobs', headers: { authorization: 'Bearer z' } })
  t.equal(answer.headers['www-authenticate'], 'Bearer realm="jobdouble", error="invalid_token", error_description="The user Zo? ?the? fox? is not active."')
})

t.test('an API key comes in the header that is named, and in no other', async t => {
  const { app, configure } = await buildWithUsers(t, { login: 'api-key' })
  t.equal((await app.inject({ url: '/jobs', headers: { 'x-api-key': 'token-of-free' } })).statusCode, 200)
  configure({ loginHeader: 'PRIVATE-TOKEN' })
  t.equal((await app.inject({ url: '/jobs', headers: { 'private-token': 'token-of-free' } })).statusCode, 200)
  for (const headers of [{}, bearer('free'), { 'x-api-key': 'token-of-free' }]) {
    const answer = await app.inject({ url: '/jobs', headers })
    t.same([answer.statusCode, answer.headers['www-authenticate']], [401, 'ApiKey realm="jobdouble", header="PRIVATE-TOKEN"'])
    t.equal(answer.json().detail, 'No credentials came. Expected PRIVATE-TOKEN: and the key of a user.')
  }
  const wrong = await app.inject({ url: '/jobs', headers: { 'private-token': 'token-of-nobody' } })
  t.equal(wrong.headers['www-authenticate'], 'ApiKey realm="jobdouble", header="PRIVATE-TOKEN", error="invalid_token", error_description="The token is not known."')
  t.equal((await app.inject({ method: 'POST', url: '/token' })).statusCode, 404, 'keys are not issued')
})

t.test('a page of another origin reads the challenge, and asks first without a token', async t => {
  const { app } = await buildWithUsers(t)
  const origin = 'https://client.example'
  const answer = await app.inject({ url: '/jobs', headers: { origin } })
  t.equal(answer.statusCode, 401)
  t.match(answer.headers['access-control-expose-headers'], 'WWW-Authenticate')
  t.equal((await app.inject({ method: 'OPTIONS', url: '/jobs', headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' } })).statusCode, 204)
})

t.test('the dialect, a persona and a base path make no difference to who is asked', async t => {
  for (const options of [{ ogc: '2.0-draft' }, { persona: 'pygeoapi' }, { basePath: '/ogc' }] as const) {
    const { app } = await buildWithUsers(t, options)
    const base = 'basePath' in options ? options.basePath : ''
    for (const path of [base || '/', `${base}/conformance`]) t.equal((await app.inject(path)).statusCode, 200)
    for (const path of ['/jobs', '/processes/echo']) {
      t.equal((await app.inject(`${base}${path}`)).statusCode, 401)
      t.equal((await app.inject({ url: `${base}${path}`, headers: bearer('reader') })).statusCode, 200)
    }
  }
})

t.test('a world where nobody logs in looks at no token, and has no login', async t => {
  const { app } = await buildWithUsers(t, { login: 'off', loginOthers: '404' })
  for (const headers of [{}, bearer('idle'), bearer('reader')]) {
    t.equal((await app.inject({ url: '/jobs/running', headers })).statusCode, 200)
  }
  for (const [method, url] of [['POST', '/token'], ['GET', '/token'], ['GET', '/login'], ['POST', '/login'], ['POST', '/logout'], ['PUT', '/logout']] as const) {
    t.equal((await app.inject({ method, url, ...(method === 'POST' && { headers: { 'content-type': 'application/x-www-form-urlencoded' } }) })).statusCode, 404, `${method} ${url}`)
  }
})

t.test('a job is its user\'s, as Tator sees it too', async t => {
  const double = await buildWithUsers(t)
  const { app, configure } = double
  const headers = { ...bearer('worker'), prefer: 'respond-async' }
  const { jobID } = (await app.inject({ method: 'POST', url: '/processes/hold/execution', headers, payload: { inputs: {} } })).json()
  t.equal(double.store.get(jobID)?.user, users.findIndex(({ name }) => name === 'worker') + 1)
  configure({ loginOpen: ['execution'] })
  const anonymous = (await app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { prefer: 'respond-async' }, payload: { inputs: {} } })).json()
  t.equal(double.store.get(anonymous.jobID)?.user, 0)
})

t.test('a token of a seed that belongs to a world leads there, in either header', async t => {
  const seed = { users: [{ name: 'a', token: 'a-token', world: 'apart' }, { name: 'b', token: 'b-token' }] }
  for (const [login, header] of [['bearer', 'authorization'], ['api-key', 'x-api-key']] as const) {
    const double = await build(t, { seed, login })
    const send = (token: string) => double.app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { [header]: login === 'bearer' ? `Bearer ${token}` : token, prefer: 'respond-async' }, payload: { inputs: {} } })
    await send('a-token')
    t.same([double.store.size(), double.storeOf('apart').size()], [0, 1])
    await send('b-token')
    t.same([double.store.size(), double.storeOf('apart').size()], [1, 1])
  }
})

t.test('a persona words what is refused as its server does, with the challenge that it has', async t => {
  const notAllowed = { title: 'NotAllowed', type: 'NotAllowed', detail: /^You are not authorized/, status: undefined }
  const rows: Readonly<Record<string, readonly (readonly [who: string, url: string, status: number, body: object])[]>> = {
    zoo: [['nobody', '/jobs', 401, { title: 'NotAllowed', type: 'NotAllowed', detail: /^Authentication is required/ }], ['forged', '/jobs', 403, notAllowed], ['stranger', '/jobs', 403, notAllowed], ['reader', '/jobs/running', 403, notAllowed]],
    'zoo-dru': [['forged', '/jobs', 403, notAllowed]],
    weaver: [['nobody', '/jobs', 401, { code: 'Unauthorized', error: { code: 401, status: '401 Unauthorized' }, title: undefined, status: undefined }], ['idle', '/jobs', 401, { code: 'Unauthorized' }], ['stranger', '/jobs', 403, { code: 'Forbidden' }], ['reader', '/jobs/running', 403, { description: 'Forbidden operation under this resource.' }], ['reader', '/processes/mine', 403, { description: 'Process with ID \'mine\' is not accessible.' }]],
    maap: [['nobody', '/jobs', 401, { code: 401, message: /^No valid/, detail: undefined, status: undefined }], ['forged', '/jobs', 401, { code: 401, message: 'Invalid or expired token.' }], ['stranger', '/jobs', 401, { code: 401, message: 'Insufficient permissions.' }]],
    pygeoapi: [['nobody', '/jobs', 401, { description: /^No credentials came/ }]]
  }
  for (const [persona, cases] of Object.entries(rows)) {
    const { app } = await buildWithUsers(t, { persona, loginOthers: '403', deploy: 'http', deployment: { queued: 0, accepts: 'both', ids: 'document' } })
    const sent = { headers: { ...bearer('free'), 'content-type': 'application/ogcapppkg+json' }, payload: JSON.stringify({ processDescription: { id: 'mine' }, executionUnit: { type: 'docker', image: 'none' } }) }
    t.ok((await app.inject({ method: 'POST', url: '/processes', ...sent })).statusCode < 300)
    for (const [user, url, status, body] of cases) {
      const answer = await app.inject({ url, headers: bearer(user) })
      t.match([answer.statusCode, answer.json()], [status, body], `${persona} ${user} ${url}`)
      t.equal(answer.headers['www-authenticate'] !== undefined, persona === 'pygeoapi' && status === 401, `${persona} ${user} ${url}: challenge`)
    }
  }
  const { app } = await buildWithUsers(t, { persona: 'maap', loginOthers: 'read', deploy: 'http', deployment: { queued: 0 } })
  const send = (name: string, method: 'POST' | 'PUT', url: string) => app.inject({ method, url, headers: { ...bearer(name), 'content-type': 'application/json' }, payload: { processDescription: { id: 'mine' }, executionUnit: { href: 'https://h.example/a.cwl' } } })
  t.ok((await send('free', 'POST', '/processes')).statusCode < 300)
  t.match((await send('worker', 'PUT', '/processes/1')).json(), { status: 403, type: /immutable-process$/, detail: 'You can only modify processes that you posted originally' })
})
