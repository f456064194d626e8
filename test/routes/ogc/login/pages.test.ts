import t from 'tap'
import { read, unescaped } from '../helper.ts'
import { bearer, buildWithUsers } from './helper.ts'

const asPage = { accept: 'text/html' }
const sendForm = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: 'POST' as const, url, headers: { ...asPage, 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: `${new URLSearchParams(fields)}`
})
const free = { username: 'free', password: 'password of free' }

t.test('a person logs in on the page that they wanted, is named there, and logs out', async t => {
  const { app, clock } = await buildWithUsers(t, { loginTokenLifetime: 60 })
  const refused = await app.inject({ url: '/jobs?f=html&limit=2', headers: asPage })
  t.equal(refused.statusCode, 401)
  const way = read(refused.payload).hrefs.find(href => href.includes('/login'))!
  t.equal(way, 'http://localhost:80/login?next=http%3A%2F%2Flocalhost%3A80%2Fjobs%3Ff%3Dhtml%26limit%3D2')
  const form = await app.inject({ url: way.replace('http://localhost:80', ''), headers: asPage })
  t.equal(form.statusCode, 200)
  t.match(form.payload, /<form method="post" action="http:\/\/localhost:80\/login">[^]*name="username"[^]*name="password" type="password"/)
  t.notMatch(form.payload, 'This page as JSON')
  const [, next = ''] = /name="next" value="([^"]*)"/.exec(form.payload) ?? []
  const wrong = await app.inject(sendForm('/login', { username: 'free', password: 'wrong', next: 'http://localhost:80/jobs' }))
  t.equal(wrong.statusCode, 400)
  t.match(wrong.payload, /No active user has this name and this password[^]*value="free"[^]*value="http:\/\/localhost:80\/jobs"/)
  t.notMatch(wrong.payload, 'wrong')
  const done = await app.inject(sendForm('/login', { ...free, next: unescaped(next) }))
  t.same([done.statusCode, done.headers.location], [303, 'http://localhost/jobs?f=html&limit=2'])
  const setCookie = String(done.headers['set-cookie'])
  t.match(setCookie, /^jobdouble-login=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  const cookie = `theme=dark; ${setCookie.split(';')[0]}`
  const page = await app.inject({ url: '/jobs', headers: { ...asPage, cookie } })
  t.match(page.payload, /Logged in as <strong><bdi>free<\/bdi><\/strong>/)
  t.notMatch(page.payload, cookie.slice(cookie.indexOf('=', 12) + 1))
  t.equal((await app.inject({ url: '/jobs', headers: { cookie } })).statusCode, 200, 'scripts of the page send it too')
  const dismissed = await app.inject({ ...sendForm('/jobs/running/dismissal', {}, { cookie }), url: '/jobs/running/dismissal' })
  t.match(dismissed.payload, /200[^]*dismissed/)
  const left = await app.inject(sendForm('/logout', {}, { cookie }))
  t.same([left.statusCode, left.headers.location, left.headers['set-cookie']], [303, 'http://localhost:80/?f=html', 'jobdouble-login=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0'])
  t.equal((await app.inject({ url: '/jobs', headers: { cookie } })).statusCode, 401, 'the token is of no use any more')
  t.match((await app.inject('/login')).payload, 'name="next" value=""')
  const again = await app.inject(sendForm('/login', free))
  t.equal(again.headers.location, 'http://localhost:80/?f=html')
  await clock.advance('60s')
  const late = { ...asPage, cookie: String(again.headers['set-cookie']) }
  t.equal((await app.inject({ url: '/jobs', headers: late })).statusCode, 401)
  const open = await app.inject({ url: '/', headers: late })
  t.equal(open.statusCode, 200)
  t.match(open.payload, '>Log in</a>')
  t.equal((await app.inject(sendForm('/logout', {}))).statusCode, 303)
})

t.test('a header goes before a cookie, and a cookie that a page of another origin sends does not count', async t => {
  const { app } = await buildWithUsers(t, { login: 'api-key' })
  const cookie = String((await app.inject(sendForm('/login', free))).headers['set-cookie'])
  t.equal((await app.inject({ url: '/jobs', headers: { cookie, 'x-api-key': 'token-of-stranger' } })).statusCode, 403)
  t.equal((await app.inject({ method: 'DELETE', url: '/jobs/running', headers: { cookie, origin: 'http://localhost:3000' } })).statusCode, 401)
  t.equal((await app.inject(sendForm('/login', free, { origin: 'https://other.example' }))).statusCode, 403)
  t.equal((await app.inject({ method: 'POST', url: '/login', headers: { origin: 'https://other.example', 'content-type': 'application/json' }, payload: free })).statusCode, 403)
  t.equal((await app.inject({ method: 'POST', url: '/login', payload: free })).statusCode, 415)
})

t.test('nobody is sent elsewhere after they have logged in', async t => {
  const { app } = await buildWithUsers(t, { basePath: '/ogc' })
  for (const next of ['https://other.example/', '//other.example/', 'http://localhost:80@other.example/ogc/', 'http://localhost:80/__admin/', 'http://localhost:80/ogc/../__admin/', 'javascript:alert(1)', 'http://[', 'jobs']) {
    t.equal((await app.inject(sendForm('/ogc/login', { ...free, next }))).headers.location, 'http://localhost:80/ogc/?f=html', next)
  }
})

t.test('the cookie is for one world, and for https where the page is', async t => {
  const { app } = await buildWithUsers(t, { trustProxy: true })
  const { headers } = await app.inject(sendForm('/w/other/login', free, { 'x-forwarded-proto': 'https', 'x-forwarded-prefix': '/proxy' }))
  t.match(headers['set-cookie'], /; Path=\/proxy\/w\/other; HttpOnly; SameSite=Strict; Secure$/)
  t.equal(headers.location, 'https://localhost:80/proxy/w/other/?f=html')
})

t.test('pages of errors, of what a form gave back, and of other logins say who it is', async t => {
  const { app } = await buildWithUsers(t, { basePath: '/ogc', loginOthers: '404' })
  const missing = await app.inject({ url: '/ogc/jobs/unknown', headers: { ...asPage, ...bearer('reader') } })
  t.match(missing.payload, 'Logged in as')
  t.match(missing.payload, 'action="http://localhost:80/ogc/logout"')
  const form = await app.inject(sendForm('/ogc/processes/echo/execution', { action: 'preview' }, bearer('worker')))
  t.match(form.payload, 'Logged in as')
  const nobody = await app.inject(sendForm('/ogc/processes/echo/execution', { action: 'preview' }))
  t.ok(read(nobody.payload).hrefs.includes('http://localhost:80/ogc/login'))
})
