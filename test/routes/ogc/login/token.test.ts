import t from 'tap'
import { asksForToken, bearer, buildWithUsers, tokensOf } from './helper.ts'

const basic = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` })
const free = { username: 'free', password: 'password of free' }

t.test('a token for a password lives for its time by the clock of the world, and is refreshed', async t => {
  const { app, clock } = await buildWithUsers(t, { loginTokenLifetime: 60, loginRefreshLifetime: 100 })
  const answer = await app.inject(asksForToken({ grant_type: 'password', ...free }))
  t.same([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control'], answer.headers['pragma']], [200, 'application/json', 'no-store', 'no-cache'])
  const { access_token: first, refresh_token: refresh } = answer.json()
  t.same(answer.json(), { access_token: first, token_type: 'Bearer', expires_in: 60, refresh_token: refresh })
  const status = async (token: string) => (await app.inject({ url: '/jobs', headers: { authorization: `Bearer ${token}` } })).statusCode
  t.equal(await status(first), 200)
  t.equal(await status(refresh), 401, 'a refresh token is no access token')
  await clock.advance(59_999)
  t.equal(await status(first), 200)
  await clock.advance(1)
  const expired = await app.inject({ url: '/jobs', headers: { authorization: `Bearer ${first}` } })
  t.equal(expired.headers['www-authenticate'], 'Bearer realm="jobdouble", error="invalid_token", error_description="The token expired at 2026-01-01T00:01:00.000Z."')
  const refreshed = await app.inject(asksForToken({ grant_type: 'refresh_token', refresh_token: refresh }))
  const { access_token: second, ...rest } = refreshed.json()
  t.same(rest, { token_type: 'Bearer', expires_in: 60 })
  t.same([await status(second), await status(first)], [200, 401])
  await clock.advance('40s')
  t.match((await app.inject(asksForToken({ grant_type: 'refresh_token', refresh_token: refresh }))).json(), { error: 'invalid_grant' })
  t.equal(await status(second), 200)
  await app.inject({ method: 'POST', url: '/__admin/reset' })
  t.equal(await status(second), 401, 'a reset forgets all tokens')
})

t.test('a client gets a token for itself, in either place where its credentials can stand', async t => {
  const { app } = await buildWithUsers(t)
  for (const request of [
    asksForToken({ grant_type: 'client_credentials' }, basic('free', 'password of free')),
    asksForToken({ grant_type: 'client_credentials' }, basic('free', 'password+of%20free')),
    asksForToken({ grant_type: 'client_credentials', client_id: 'free' }, basic('free', 'password of free')),
    asksForToken({ grant_type: 'client_credentials', client_id: 'free', client_secret: 'password of free', empty: '' })
  ]) {
    const { access_token: token, ...rest } = (await app.inject(request)).json()
    t.same(rest, { token_type: 'Bearer', expires_in: 3600 })
    t.equal((await app.inject({ url: '/jobs', headers: { authorization: `Bearer ${token}` } })).statusCode, 200)
  }
})

t.test('whatever is wrong is an error of RFC 6749', async t => {
  const { app, configure } = await buildWithUsers(t)
  const forClient = (await app.inject(asksForToken({ grant_type: 'password', ...free, scope: 'read write' }, basic('worker', 'password of worker')))).json()
  t.equal(forClient.scope, 'read write')
  const { refresh_token: ofClient } = forClient
  const { refresh_token: ofNobody } = await tokensOf({ app }, 'free')
  const refresh = (token: string, more = {}) => ({ grant_type: 'refresh_token', refresh_token: token, ...more })
  const rows = [
    [400, 'invalid_request', asksForToken('')],
    [400, 'invalid_request', asksForToken('grant_type=')],
    [400, 'invalid_request', asksForToken('grant_type=password&grant_type=password')],
    [400, 'invalid_request', asksForToken('grant_type=password&username=free')],
    [400, 'invalid_request', asksForToken('grant_type=refresh_token')],
    [400, 'invalid_request', asksForToken('grant_type=client_credentials&client_secret=x')],
    [400, 'invalid_request', asksForToken({ grant_type: 'client_credentials', client_secret: 'x' }, basic('free', 'password of free'))],
    [400, 'invalid_request', asksForToken({ grant_type: 'client_credentials', client_id: 'worker' }, basic('free', 'password of free'))],
    [400, 'invalid_request', { ...asksForToken(''), headers: { 'content-type': 'application/json' }, payload: { grant_type: 'password', ...free } }],
    [400, 'invalid_request', { ...asksForToken(''), headers: {} }],
    [400, 'unsupported_grant_type', asksForToken('grant_type=authorization_code')],
    [400, 'unsupported_grant_type', asksForToken('grant_type=constructor')],
    [400, 'invalid_scope', asksForToken({ grant_type: 'password', ...free, scope: 'a  b' })],
    [400, 'invalid_scope', asksForToken({ grant_type: 'password', ...free, scope: 'ä' })],
    [400, 'invalid_scope', asksForToken(refresh(ofClient, { scope: 'read admin' }), basic('worker', 'password of worker'))],
    [400, 'invalid_scope', asksForToken(refresh(ofNobody, { scope: 'read' }))],
    [400, 'invalid_grant', asksForToken({ grant_type: 'password', username: 'free', password: 'wrong' })],
    [400, 'invalid_grant', asksForToken({ grant_type: 'password', username: 'nobody', password: 'x' })],
    [400, 'invalid_grant', asksForToken({ grant_type: 'password', username: 'idle', password: 'password of idle' })],
    [400, 'invalid_grant', asksForToken(refresh('unknown'))],
    [400, 'invalid_grant', asksForToken(refresh(ofClient), basic('free', 'password of free'))],
    [400, 'invalid_grant', asksForToken(refresh(ofNobody), basic('free', 'password of free'))],
    [401, 'invalid_client', asksForToken(refresh(ofClient))],
    [401, 'invalid_client', asksForToken('grant_type=client_credentials')],
    [401, 'invalid_client', asksForToken('grant_type=client_credentials&client_id=free')],
    [401, 'invalid_client', asksForToken('grant_type=client_credentials&client_id=free&client_secret=wrong')],
    [401, 'invalid_client', asksForToken({ grant_type: 'password', ...free }, basic('free', 'wrong'))],
    [401, 'invalid_client', asksForToken('grant_type=client_credentials', { authorization: 'Basic' })],
    [401, 'invalid_client', asksForToken('grant_type=client_credentials', { authorization: `Basic ${Buffer.from('free').toString('base64')}` })],
    [401, 'invalid_client', asksForToken('grant_type=client_credentials', bearer('free'))]
  ] as const
  for (const [status, error, request] of rows) {
    const answer = await app.inject(request)
    const about = `${String(request.payload)} ${JSON.stringify(request.headers)}`
    t.same([answer.statusCode, answer.json().error], [status, error], about)
    t.match(answer.json().error_description, /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/, about)
    t.same([answer.headers['content-type'], answer.headers['cache-control'], answer.headers['www-authenticate']], ['application/json', 'no-store', status === 401 ? 'Basic realm="jobdouble"' : undefined], about)
  }
  t.match((await app.inject(asksForToken(refresh(ofClient, { scope: 'read' }), basic('worker', 'password of worker')))).json(), { scope: 'read' })
  t.match((await app.inject(asksForToken(refresh(ofClient), basic('worker', 'password of worker')))).json(), { scope: 'read write' })
  configure({ login: 'api-key' })
  t.match((await app.inject(asksForToken(''))).json(), { status: 404, title: 'Not found' })
})

t.test('when there is no room for more tokens the answer is 503, until some have expired', async t => {
  const { app, clock } = await buildWithUsers(t, { maxTokens: 4, loginRefreshLifetime: 3600 })
  for (let count = 0; count < 2; count++) await tokensOf({ app }, 'free')
  const full = await app.inject(asksForToken({ grant_type: 'password', ...free }))
  t.same([full.statusCode, full.json().error], [503, 'temporarily_unavailable'])
  t.match(full.json().error_description, '--max-tokens')
  await clock.advance('1h')
  t.equal((await app.inject(asksForToken({ grant_type: 'password', ...free }))).statusCode, 200)
})

t.test('faults, wrong methods and what cannot be accepted are worded by the façade', async t => {
  const { app, faults } = await buildWithUsers(t)
  t.match((await app.inject({ url: '/token' })).json(), { status: 405, title: 'Method not allowed' })
  t.match((await app.inject({ ...asksForToken(''), url: '/token?f=xml' })).json(), { status: 400, title: 'Invalid query parameter value' })
  t.match((await app.inject({ ...asksForToken('grant_type=password'), headers: { 'content-type': 'text/plain' } })).json(), { status: 415, title: 'Unsupported media type' })
  faults.add({ match: { urlPath: '/token' }, status: 503 })
  t.match((await app.inject(asksForToken({ grant_type: 'password', ...free }))).json(), { status: 503, detail: 'An injected fault answers with status 503.' })
})

t.test('a page of another origin may get a token', async t => {
  const { app } = await buildWithUsers(t)
  const answer = await app.inject(asksForToken({ grant_type: 'password', ...free }, { origin: 'https://client.example' }))
  t.same([answer.statusCode, answer.headers['access-control-allow-origin']], [200, '*'])
})

t.test('the token endpoint of a world issues tokens of that world alone', async t => {
  const { app } = await buildWithUsers(t)
  const { access_token: token } = (await app.inject({ ...asksForToken({ grant_type: 'password', ...free }), url: '/w/other/token' })).json()
  const status = async (url: string) => (await app.inject({ url, headers: { authorization: `Bearer ${token}` } })).statusCode
  t.same([await status('/w/other/jobs'), await status('/jobs')], [200, 401])
})
