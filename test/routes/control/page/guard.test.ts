import t from 'tap'
import { build } from '../../../helper.ts'
import { look, press } from './helper.ts'

const controlKey = 'open sesame'

t.test('a guarded façade asks a browser for its key, and lets it in by a cookie of this site alone', async t => {
  const double = await build(t, { controlKey })
  const door = await look(double, '?job=running')
  t.equal(door.status, 401)
  t.match(door.markup, /<label for="key">Key<\/label> <input id="key" name="key" type="password"/)
  t.notMatch(door.text, 'running')
  for (const href of [...door.markup.matchAll(/(?:href|src)="http:\/\/localhost:80(\/__admin\/assets\/[^"]+)"/g)].map(([, href = '']) => href)) t.equal((await double.app.inject(href)).statusCode, 200, href)
  const wrong = await press(double, { action: 'key', key: 'sesame' }, '?job=running')
  t.equal(wrong.status, 401)
  t.match(wrong.text, 'The key is wrong.')
  t.equal((await press(double, { action: 'key' })).status, 401)
  t.notOk(wrong.headers['set-cookie'])
  const right = await press(double, { action: 'key', key: controlKey }, '?job=running')
  t.match([right.status, right.headers['location']], [303, 'http://localhost:80/__admin/?job=running'])
  const [, cookie = '', attributes] = /^([^;]+); (.*)$/.exec(String(right.headers['set-cookie'])) ?? []
  t.equal(attributes, 'Path=/; HttpOnly; SameSite=Strict')
  t.notMatch(cookie, controlKey, 'the key itself is not in it')
  t.equal((await look(double, '', { cookie: `a=b; ${cookie}` })).status, 200)
  t.equal((await press(double, { action: 'second' }, '', { cookie })).status, 303)
  t.equal((await double.app.inject({ url: '/__admin/jobs', headers: { cookie } })).statusCode, 200, 'all of the façade is open to it')
  t.equal((await look(double, '', { cookie: `${cookie}x` })).status, 401)
  t.equal((await look(double, '', { cookie: cookie.slice(0, -1) + (cookie.endsWith('A') ? 'B' : 'A') })).status, 401)
})

t.test('over https the cookie stays there', async t => {
  const double = await build(t, { controlKey, trustProxy: true })
  t.match((await press(double, { action: 'key', key: controlKey }, '', { 'x-forwarded-proto': 'https' })).headers['set-cookie'], /; Secure$/)
})

t.test('whoever has no key can do nothing, and is told so in their own way', async t => {
  const double = await build(t, { controlKey })
  t.equal((await press(double, { action: 'second' })).status, 401)
  t.match((await look(double, '', { accept: 'application/json' })).headers, { 'content-type': /^application\/json/ })
  t.equal((await look(double, '', { accept: 'application/json' })).status, 401)
  t.equal((await look(double, '?policy=never')).status, 401)
  t.equal(double.clock.now(), Date.UTC(2026, 0, 1))
  t.equal((await look(double, '', { 'x-control-key': controlKey })).status, 200)
})

t.test('a form of another origin is refused, also of another port of this host; with the cookie too, and anywhere', async t => {
  const double = await build(t, { controlKey })
  const cookie = String((await press(double, { action: 'key', key: controlKey })).headers['set-cookie']).split(';')[0] ?? ''
  for (const origin of ['http://evil.example', 'http://localhost:81', 'null', 'https://localhost:8443']) {
    t.equal((await press(double, { action: 'reset' }, '', { cookie, origin })).status, 403, origin)
    t.equal((await double.app.inject({ method: 'POST', url: '/__admin/reset', headers: { cookie, origin } })).statusCode, 403, `${origin}: no form`)
  }
  t.equal((await press(double, { action: 'reset' }, '', { cookie, origin: 'http://localhost' })).status, 303)
  t.equal((await press(await build(t), { action: 'reset' }, '', { origin: 'http://evil.example' })).status, 403, 'where no key is asked for as well')
})

t.test('the journal keeps no cookie', async t => {
  const double = await build(t, { controlKey })
  await double.app.inject({ url: '/jobs', headers: { cookie: 'jobdouble-control=secret' } })
  const { body } = await double.app.inject({ url: '/__admin/requests', headers: { 'x-control-key': controlKey } })
  t.notMatch(body, 'secret')
})

t.test('where the control façade is off there is no page; on a port of its own it leads to the APIs', async t => {
  const off = await build(t, { control: 'off' })
  t.equal((await look(off)).status, 404)
  const apart = await build(t, { control: 0, port: 0, basePath: '/ogc' })
  const page = await (await fetch(`${apart.controlUrl}/w/a/__admin/?show=world&job=running`, { headers: { accept: 'text/html' } })).text()
  const { origin } = new URL(apart.url)
  t.match(page, `href="${origin}/w/a/ogc/jobs/running?f=html"`)
  t.match(page, `<a href="${origin}/w/a/ogc/">jobdouble</a>`)
  t.match(page, `href="${apart.controlUrl}/w/a/__admin/assets/style-`)
  for (const [, href = ''] of page.matchAll(/href="([^"]*)"/g)) if (href.startsWith('http://127')) t.equal((await fetch(href.replaceAll('&#61;', '=').replaceAll('&#38;', '&'), { headers: { accept: 'text/html' } })).status, 200, href)
  const silent = await build(t, { control: 0 })
  t.equal((await fetch(`${silent.controlUrl}/__admin/`, { headers: { accept: 'text/html' } })).status, 200, 'though nobody listens there')
})

t.test('a form of another site is refused before its key is asked for, and the browser is told why', async t => {
  const double = await build(t, { controlKey })
  const refused = await press(double, { action: 'second' }, '', { origin: 'http://evil.example' })
  t.equal(refused.status, 403)
  t.match(refused.markup, /evil\.example/)
  t.equal((await press(await build(t), { action: 'second' }, '', { origin: 'http://evil.example' })).status, 403)
})
