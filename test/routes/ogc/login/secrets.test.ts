import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { keepState } from '../../../../src/seed/state-file.ts'
import { openDouble } from '../../../../src/create-double.ts'
import { asksForToken, buildWithUsers, tokensOf, users } from './helper.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const free = { username: 'free', password: 'password of free' }

/** Everything that the control façade shows of a world. */
const places = ['/__admin/requests', '/__admin/requests/unmatched', '/__admin/?show=world', '/__admin/?f=json', '/__admin/settings', '/__admin/jobs', '/__admin/callbacks', '/__admin/metrics']

t.test('nothing that a client proves itself with, or got for it, is in the journal, on pages or in links', async t => {
  const { app, configure } = await buildWithUsers(t, { loginOpen: ['landing'] })
  const { access_token: access, refresh_token: refresh } = await tokensOf({ app }, 'free')
  const { access_token: second } = (await app.inject(asksForToken({ grant_type: 'refresh_token', refresh_token: refresh }))).json()
  const { access_token: ofClient } = (await app.inject(asksForToken({ grant_type: 'client_credentials', client_id: 'worker', client_secret: 'password of worker' }))).json()
  await app.inject(asksForToken({ grant_type: 'client_credentials' }, { authorization: `Basic ${btoa('worker:password of worker')}` }))
  await app.inject({ ...asksForToken({}), headers: { 'content-type': 'application/json' }, payload: { grant_type: 'password', ...free } })
  await app.inject({ ...asksForToken({}), headers: { 'content-type': 'text/plain' }, payload: 'password=password of free' })
  for (const url of ['/token', '/jobs', '/nope']) {
    for (const headers of [{}, { accept: 'text/html' }]) await app.inject({ url: `${url}?${new URLSearchParams({ grant_type: 'password', ...free, access_token: 'token-of-free' })}`, headers })
  }
  const cookie = String((await app.inject({ method: 'POST', url: '/login', headers: form, payload: `${new URLSearchParams(free)}` })).headers['set-cookie'])
  const cookieToken = cookie.slice('jobdouble-login='.length, cookie.indexOf(';'))
  for (const headers of [{ authorization: `Bearer ${access}` }, { authorization: `bearer  ${second}` }, { authorization: `Bearer ${ofClient}` }, { cookie }, { authorization: 'Bearer token-of-idle' }]) {
    await app.inject({ url: '/jobs', headers })
    await app.inject({ url: '/nope', headers })
    await app.inject({ url: '/jobs/running', headers: { ...headers, accept: 'text/html' } })
    await app.inject({ method: 'POST', url: '/jobs/running/dismissal', headers: { ...headers, ...form } })
  }
  configure({ login: 'api-key', loginHeader: 'Private-Token' })
  await app.inject({ url: '/jobs', headers: { 'private-token': 'token-of-free' } })
  configure({ loginHeader: 'X-Other' })
  await app.inject({ url: '/jobs', headers: { 'X-OTHER': 'token-of-worker' } })
  await app.inject({ method: 'POST', url: '/rest/Token', payload: free })
  const secrets = [access, refresh, second, ofClient, cookieToken, ...users.flatMap(({ password, token }) => [password, token]), btoa('worker:password of worker')].map(String)
  t.ok(secrets.every(secret => secret.length > 10))
  for (const url of places) {
    const { payload, statusCode } = await app.inject({ url })
    t.equal(statusCode, 200, url)
    for (const secret of secrets) t.notOk([secret, encodeURIComponent(secret), secret.replaceAll(' ', '+')].some(text => payload.includes(text)), `${url}: ${secret}`)
  }
  const { payload } = await app.inject('/__admin/requests')
  t.match(payload, 'refresh_token\\":\\"[redacted]\\"')
  t.match(payload, '\\"access_token\\":\\"[redacted]\\"')
  t.match(payload, '"set-cookie":"[redacted]"')
})

t.test('a test finds requests by the tokens that they carried', async t => {
  const { app, requests } = await buildWithUsers(t)
  await app.inject({ url: '/jobs', headers: { authorization: 'Bearer token-of-free' } })
  t.equal(requests.count({ headers: { authorization: { equalTo: 'Bearer token-of-free' } } }), 1)
})

t.test('a state file has no issued token, and keeps how users log in', async t => {
  const file = join(await mkdtemp(join(tmpdir(), 'login-')), 'state.json')
  const options = { clock: 'manual', login: 'bearer', loginOpen: ['jobs' as const], loginTokenLifetime: 60, seed: { users: users.slice(3, 4) } } as const
  const { double, worlds } = await openDouble({ ...options, loginOpen: ['jobs'] })
  const keep = await keepState(file, worlds.default, error => { throw error })
  const { access_token: access, refresh_token: refresh } = await tokensOf(double, 'free')
  await keep()
  await double.close()
  const text = await readFile(file, 'utf8')
  for (const secret of [access, refresh, 'token-of-free', 'password of free']) t.notOk(text.includes(secret))
  const again = await openDouble({ ...options, login: 'off', loginOpen: [] })
  t.teardown(() => again.double.close())
  await (await keepState(file, again.worlds.default, error => { throw error }))()
  t.match(again.worlds.default.settings, { login: 'bearer', loginOpen: ['jobs'], loginTokenLifetime: 60 })
  const { login, loginHeader, loginOpen, loginOthers, loginTokenLifetime, loginRefreshLifetime, ...older } = JSON.parse(text).settings
  t.ok(login && loginHeader && loginOpen && loginOthers && loginTokenLifetime && loginRefreshLifetime)
  const { parseState } = await import('../../../../src/seed/parse-state.ts')
  t.match(parseState(JSON.stringify({ ...JSON.parse(text), settings: older }), {}, 200).settings, older)
})
