import t from 'tap'
import { build } from '../../helper.ts'

const origin = 'https://page.example'
const paths = ['/', '/jobs', '/processes/echo/execution', '/nothing', '/rest/Job/none', '/rest/nothing']

t.test('a page of another origin may read every answer, and the headers that say where to go on', async t => {
  const { app } = await build(t)
  for (const url of paths) {
    const { headers } = await app.inject({ url, headers: { origin } })
    t.equal(headers['access-control-allow-origin'], '*', url)
    for (const name of ['Location', 'Link', 'Preference-Applied', 'Allow']) t.ok(String(headers['access-control-expose-headers']).split(', ').includes(name), `${url}: ${name}`)
  }
})

t.test('who is no page of another origin is told nothing about them', async t => {
  const { app } = await build(t)
  for (const url of paths) {
    const { headers } = await app.inject({ url })
    t.same(Object.keys(headers).filter(name => name.startsWith('access-control-')), [], url)
  }
})

t.test('a browser that asks first may do what it asks for, without a token', async t => {
  const { app } = await build(t)
  for (const url of paths) {
    const { statusCode, headers, body } = await app.inject({
      method: 'OPTIONS', url, headers: { origin, 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'authorization, prefer' }
    })
    t.equal(statusCode, 204, url)
    t.equal(body, '', url)
    t.equal(headers['access-control-allow-origin'], '*', url)
    t.match(headers['access-control-allow-methods'], /\bDELETE\b/, url)
    t.equal(headers['access-control-allow-headers'], 'authorization, prefer', url)
    t.equal(headers['access-control-max-age'], '600', url)
  }
})

t.test('a browser that asks for no headers is allowed none', async t => {
  const { app } = await build(t)
  const { headers } = await app.inject({ method: 'OPTIONS', url: '/jobs', headers: { origin, 'access-control-request-method': 'GET' } })
  t.notOk('access-control-allow-headers' in headers)
})

t.test('OPTIONS that is no question of a browser is answered by the resource', async t => {
  const { app } = await build(t)
  const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url: '/jobs', headers: { origin } })
  t.equal(statusCode, 204)
  t.equal(headers['allow'], 'GET, HEAD, OPTIONS')
})
